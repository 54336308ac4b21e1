package org.sillok.terms;

import static java.util.Map.entry;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tree of purposes, written out once more. */
final class ReferencePurposes {
    private static final Map<Purpose, Purpose> BROADER = Map.ofEntries(
            entry(Purpose.CRIMINAL_INVESTIGATION, Purpose.ACCOUNTABILITY),
            entry(Purpose.LEAD_GENERATION, Purpose.CRIMINAL_INVESTIGATION),
            entry(Purpose.CRIMINAL_PROSECUTION, Purpose.ACCOUNTABILITY),
            entry(Purpose.STATE_RESPONSIBILITY, Purpose.ACCOUNTABILITY),
            entry(Purpose.CIVIL_CLAIM, Purpose.ACCOUNTABILITY),
            entry(Purpose.UN_FACT_FINDING, Purpose.ACCOUNTABILITY),
            entry(Purpose.UN_SPECIAL_PROCEDURE, Purpose.ACCOUNTABILITY),
            entry(Purpose.SANCTIONS, Purpose.ACCOUNTABILITY),
            entry(Purpose.MISSING_PERSONS, Purpose.TRUTH_AND_REPARATION),
            entry(Purpose.REPARATIONS, Purpose.TRUTH_AND_REPARATION),
            entry(Purpose.TRUTH_COMMISSION, Purpose.TRUTH_AND_REPARATION),
            entry(Purpose.PUBLIC_REPORT, Purpose.ADVOCACY),
            entry(Purpose.MEDIA, Purpose.ADVOCACY));

    private static final Map<Purpose, Set<Purpose>> UP = new EnumMap<>(Purpose.class);

    static {
        for (Purpose purpose : Purpose.values()) {
            Set<Purpose> up = EnumSet.noneOf(Purpose.class);
            for (@Nullable Purpose above = purpose; above != null; above = BROADER.get(above)) {
                up.add(above);
            }
            UP.put(purpose, up);
        }
    }

    private ReferencePurposes() {}

    /** All purposes that are in {@code named} or below one of them. */
    static Set<Purpose> below(Set<Purpose> named) {
        Set<Purpose> all = EnumSet.noneOf(Purpose.class);
        UP.forEach((purpose, up) -> {
            if (up.stream().anyMatch(named::contains)) {
                all.add(purpose);
            }
        });
        return all;
    }
}
