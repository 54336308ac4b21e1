package org.sillok.odrl.core;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonValue;
import org.sillok.terms.Clause;
import org.sillok.terms.ClauseId;
import org.sillok.terms.Term;
import org.sillok.terms.TermException;
import org.sillok.terms.TermFault;
import org.sillok.terms.TermReader;
import org.sillok.terms.TermRules;

/** Clauses that somebody is writing: {@code {"clauses": […]}}. */
public record Draft(JsonArray clauses) {
    private static final String CLAUSES = "/clauses";

    /** Throws {@link OdrlException} for anything but an object with a list of at most {@value PolicyReader#MAX_RULES} clauses. */
    public static Draft read(JsonValue json) {
        Cursor clauses =
                new Cursor(json, "").members(Set.of("clauses"), Set.of()).get("clauses");
        List<Cursor> elements = clauses.elements();
        if (elements.isEmpty() || elements.size() > PolicyReader.MAX_RULES) {
            throw new OdrlException(clauses.path(), "1 to " + PolicyReader.MAX_RULES + " clauses.");
        }
        return new Draft(new JsonArray(elements.stream().map(Cursor::json).toList()));
    }

    /** Everything that would be refused where clauses are entered; of a clause that cannot be read, the first thing. */
    public List<TermFault> faults() {
        List<TermFault> faults = new ArrayList<>();
        Set<ClauseId> ids = new HashSet<>();
        for (int i = 0; i < clauses.size(); i++) {
            String path = CLAUSES + "/" + i;
            try {
                Term term = TermReader.read(clauses.values().get(i), path);
                if (!ids.add(term.id())) {
                    faults.add(new TermFault(path + "/id", "Another clause has this name."));
                }
                faults.addAll(faults(term, path));
            } catch (TermException e) {
                faults.add(new TermFault(e.path(), String.valueOf(e.getMessage())));
            }
        }
        return List.copyOf(faults);
    }

    /** What is wrong with clauses that were read from elsewhere, with places as in a draft of them. */
    public static List<TermFault> faults(List<Clause> clauses) {
        List<TermFault> faults = new ArrayList<>();
        for (int i = 0; i < clauses.size(); i++) {
            if (clauses.get(i) instanceof Term term) {
                faults.addAll(faults(term, CLAUSES + "/" + i));
            }
        }
        return List.copyOf(faults);
    }

    private static List<TermFault> faults(Term term, String path) {
        return TermRules.check(term).stream()
                .map(fault -> new TermFault(path + fault.path(), fault.message()))
                .toList();
    }

    /** As a policy. Throws {@link OdrlException} for a clause that cannot be read. */
    public Policy toPolicy() {
        List<Clause> terms = new ArrayList<>();
        for (int i = 0; i < clauses.size(); i++) {
            try {
                terms.add(TermReader.read(clauses.values().get(i), CLAUSES + "/" + i));
            } catch (TermException e) {
                throw new OdrlException(e.path(), String.valueOf(e.getMessage()));
            }
        }
        return new Policy.OfClauses(terms);
    }
}
