package org.sillok.audit.core;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Collects what an audit finds: all of it counted, and so many listed that memory stays bounded when a whole disk is
 * gone. One and the same finding counts once.
 */
public final class Findings {
    /** How many are listed one by one. */
    public static final int LISTED = 1_000;

    private final List<Finding> listed = new ArrayList<>();
    private final Set<Finding> known = new HashSet<>();
    private final Map<FindingCode, Long> counts = new EnumMap<>(FindingCode.class);

    public void add(FindingCode code, Place place, String detail) {
        add(new Finding(code, place, detail));
    }

    public void add(Finding finding) {
        if (listed.size() < LISTED) {
            if (!known.add(finding)) {
                return;
            }
            listed.add(finding);
        } else if (known.contains(finding)) {
            return;
        }
        counts.merge(finding.code(), 1L, Long::sum);
    }

    /** The first {@value #LISTED}, in the order in which they were found. */
    public List<Finding> listed() {
        return List.copyOf(listed);
    }

    /** How many of each code, listed or not. */
    public Map<FindingCode, Long> counts() {
        return Collections.unmodifiableMap(new EnumMap<>(counts));
    }

    public long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
