package org.sillok.backup.core;

/** The last value that a sequence of the database has given. */
public record SequenceValue(String schema, String name, long last) {
    public String qualifiedName() {
        return schema + "." + name;
    }
}
