package org.sillok.kernel;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A state by the form of ISO 3166-1 alpha-2. Whether the code is assigned is asked where it is entered: a state may
 * cease to exist, and what was recorded about it stays readable.
 */
public record StateCode(String value) implements Comparable<StateCode> {
    private static final Pattern FORM = Pattern.compile("[A-Z]{2}");
    private static final Set<String> ASSIGNED = Set.of(Locale.getISOCountries());

    public StateCode {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not an ISO 3166-1 alpha-2 code");
        }
    }

    /** A code as somebody enters it. Throws {@link IllegalArgumentException} also for one that is not assigned to a state. */
    public static StateCode assigned(String value) {
        if (!ASSIGNED.contains(value)) {
            throw new IllegalArgumentException("not assigned to a state in ISO 3166-1");
        }
        return new StateCode(value);
    }

    @Override
    public int compareTo(StateCode other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
