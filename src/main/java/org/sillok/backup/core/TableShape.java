package org.sillok.backup.core;

import java.util.List;
import java.util.regex.Pattern;

/** A table of the database and the columns that are copied, in the order in which they are copied. */
public record TableShape(String schema, String name, List<String> columns) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    public TableShape {
        columns = List.copyOf(columns);
        require(schema);
        require(name);
        columns.forEach(TableShape::require);
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("a table without columns");
        }
    }

    /** As SQL and people name it. What passed the constructor needs no quotes, except where it is a keyword. */
    public String qualifiedName() {
        return schema + "." + name;
    }

    /** For SQL: quoted, because a column may be called like a keyword ({@code index}). */
    public String columnList() {
        return "(\"" + String.join("\", \"", columns) + "\")";
    }

    private static void require(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not the name of a table or column");
        }
    }
}
