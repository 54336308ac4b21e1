package org.sillok.identity.core;

import java.util.Locale;
import java.util.Set;

/** The state in which an organisation has its seat, as ISO 3166-1 alpha-2. */
public record SeatState(String code) {
    private static final Set<String> CODES = Set.of(Locale.getISOCountries());

    public SeatState {
        if (!CODES.contains(code)) {
            throw new IllegalArgumentException("not an ISO 3166-1 alpha-2 code");
        }
    }
}
