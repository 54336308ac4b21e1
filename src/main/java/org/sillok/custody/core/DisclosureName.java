package org.sillok.custody.core;

import java.util.Arrays;
import java.util.Comparator;
import java.util.regex.Pattern;

/**
 * The name of a disclosure: a field and, where the field describes one file of a version, the file's number, so that
 * each file can be disclosed alone: {@code time}, {@code sha256/1}.
 *
 * @param file the file's number from 1, or 0 for a field that is not about a file
 */
public record DisclosureName(Field field, int file) implements Comparable<DisclosureName> {
    /** More files than this belong into several versions or items. */
    public static final int MAX_FILES = 1_000;

    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,3}");

    /** Throws {@link IllegalArgumentException} for a missing, superfluous or impossible file number. */
    public DisclosureName {
        if (field.perFile() ? file < 1 || file > MAX_FILES : file != 0) {
            throw new IllegalArgumentException("impossible file number for " + field.text());
        }
    }

    /** The name of a field that is not about a file. */
    public static DisclosureName of(Field field) {
        return new DisclosureName(field, 0);
    }

    /** Reads the one spelling of a name. */
    public static DisclosureName parse(String text) throws CustodyFormatException {
        int slash = text.indexOf('/');
        String fieldText = slash < 0 ? text : text.substring(0, slash);
        Field field = Arrays.stream(Field.values())
                .filter(candidate -> candidate.text().equals(fieldText))
                .findAny()
                .orElseThrow(() -> new CustodyFormatException("unknown disclosure name"));
        String number = slash < 0 ? "0" : text.substring(slash + 1);
        if (slash >= 0 && !NUMBER.matcher(number).matches()) {
            throw new CustodyFormatException("not a file number");
        }
        try {
            return new DisclosureName(field, Integer.parseInt(number));
        } catch (IllegalArgumentException e) {
            throw new CustodyFormatException("impossible file number");
        }
    }

    public String text() {
        return field.perFile() ? field.text() + "/" + file : field.text();
    }

    public Confidentiality confidentiality() {
        return field.confidentiality();
    }

    /** The order of fields, and by file: what is known of file 1 comes before what is known of file 2. */
    @Override
    public int compareTo(DisclosureName other) {
        if (field.perFile() && other.field.perFile()) {
            return Comparator.comparingInt(DisclosureName::file)
                    .thenComparing(DisclosureName::field)
                    .compare(this, other);
        }
        return field.compareTo(other.field);
    }

    @Override
    public String toString() {
        return text();
    }
}
