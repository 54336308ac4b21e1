package org.sillok.verify;

import java.util.ArrayList;
import java.util.List;

/** Collects reasons, so that a person sees all of them and not only the first. */
final class Findings {
    /** Nobody reads more, and whoever made a bundle could make any number. */
    static final int MOST = 1_000;

    private final List<Finding> list;
    private final String prefix;

    Findings() {
        this(new ArrayList<>(), "");
    }

    private Findings(List<Finding> list, String prefix) {
        this.list = list;
        this.prefix = prefix;
    }

    /** Findings of one part of the whole, each with {@code place} before its own; they count for the whole. */
    Findings within(String place) {
        return new Findings(list, prefix + place + ", ");
    }

    void add(FindingCode code, String place, String words) {
        if (list.size() < MOST) {
            list.add(new Finding(code, prefix + place, words));
        }
    }

    void unless(boolean condition, FindingCode code, String place, String words) {
        if (!condition) {
            add(code, place, words);
        }
    }

    boolean isEmpty() {
        return list.isEmpty();
    }

    List<Finding> list() {
        return List.copyOf(list);
    }
}
