package org.sillok.terms;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What something is done for. Purposes form a tree: who permits the broader one permits all below it, and who asks for
 * the broader one asks for all of it. A closed list; names are stored: never rename.
 */
public enum Purpose {
    ACCOUNTABILITY(null),
    CRIMINAL_INVESTIGATION(ACCOUNTABILITY),
    LEAD_GENERATION(CRIMINAL_INVESTIGATION),
    CRIMINAL_PROSECUTION(ACCOUNTABILITY),
    STATE_RESPONSIBILITY(ACCOUNTABILITY),
    CIVIL_CLAIM(ACCOUNTABILITY),
    UN_FACT_FINDING(ACCOUNTABILITY),
    UN_SPECIAL_PROCEDURE(ACCOUNTABILITY),
    SANCTIONS(ACCOUNTABILITY),
    TRUTH_AND_REPARATION(null),
    MISSING_PERSONS(TRUTH_AND_REPARATION),
    REPARATIONS(TRUTH_AND_REPARATION),
    TRUTH_COMMISSION(TRUTH_AND_REPARATION),
    PRESERVATION(null),
    AUDIT(null),
    ADVOCACY(null),
    PUBLIC_REPORT(ADVOCACY),
    MEDIA(ADVOCACY),
    RESEARCH(null),
    ASYLUM(null),
    IMMIGRATION_CONTROL(null),
    INTELLIGENCE(null);

    private static final Map<Purpose, Set<Purpose>> SPAN = spans();

    private final @Nullable Purpose broader;

    Purpose(@Nullable Purpose broader) {
        this.broader = broader;
    }

    /** The next broader purpose, if there is one. */
    public Optional<Purpose> broader() {
        return Optional.ofNullable(broader);
    }

    /** This purpose and all narrower ones. */
    public Set<Purpose> span() {
        return SPAN.getOrDefault(this, Set.of(this));
    }

    /** Whether it or a broader one is among {@code purposes}. */
    public boolean isWithin(Set<Purpose> purposes) {
        for (Purpose above = this; above != null; above = above.broader) {
            if (purposes.contains(above)) {
                return true;
            }
        }
        return false;
    }

    /** All of {@code purposes} with all narrower ones. */
    public static Set<Purpose> span(Set<Purpose> purposes) {
        Set<Purpose> all = EnumSet.noneOf(Purpose.class);
        purposes.forEach(purpose -> all.addAll(purpose.span()));
        return all;
    }

    private static Map<Purpose, Set<Purpose>> spans() {
        Map<Purpose, Set<Purpose>> spans = new EnumMap<>(Purpose.class);
        for (Purpose purpose : values()) {
            for (Purpose above = purpose; above != null; above = above.broader) {
                spans.computeIfAbsent(above, none -> EnumSet.noneOf(Purpose.class))
                        .add(purpose);
            }
        }
        spans.replaceAll((purpose, span) -> Collections.unmodifiableSet(span));
        return spans;
    }
}
