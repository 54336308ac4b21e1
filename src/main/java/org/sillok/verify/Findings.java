package org.sillok.verify;

import java.util.ArrayList;
import java.util.List;

/** Collects reasons, so that a person sees all of them and not only the first. */
final class Findings {
    private final List<Finding> list = new ArrayList<>();

    void add(FindingCode code, String place, String words) {
        list.add(new Finding(code, place, words));
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
