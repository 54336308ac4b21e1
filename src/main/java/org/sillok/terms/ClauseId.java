package org.sillok.terms;

import java.util.regex.Pattern;

/** What an instrument calls a clause: letters, digits, dot, hyphen and low line, at most 40 of them, for example {@code 3.2}. */
public record ClauseId(String value) implements Comparable<ClauseId> {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,39}");

    public ClauseId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a clause id");
        }
    }

    @Override
    public int compareTo(ClauseId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
