package org.sillok.wording.core;

import java.util.ArrayList;
import java.util.List;
import org.sillok.terms.ClauseId;

/**
 * One clause in words. All parts together say what the clause says; none may be left out.
 *
 * @param rule who may, or may not, do what for what
 * @param limits to which places, proceedings, parts and times the rule is limited
 * @param conditions what has to hold besides
 * @param duties what a recipient has to do
 */
public record ClauseWords(ClauseId id, String rule, List<String> limits, List<String> conditions, List<String> duties) {
    public ClauseWords {
        limits = List.copyOf(limits);
        conditions = List.copyOf(conditions);
        duties = List.copyOf(duties);
    }

    /** What stands below the rule, in the order in which it is read. */
    public List<String> but() {
        List<String> all = new ArrayList<>(limits);
        all.addAll(conditions);
        all.addAll(duties);
        return List.copyOf(all);
    }
}
