package org.sillok.agreement.core;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.sillok.json.JsonException;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonValue;

/** How two versions differ: clause by clause, and member by member. */
public record Comparison(List<Difference> members, List<Difference> clauses) {
    private static final String CLAUSES = "clauses";

    /** How something differs. */
    public enum Change {
        ADDED,
        REMOVED,
        CHANGED
    }

    /**
     * One difference.
     *
     * @param name the member, or the clause's id
     * @param before null if it was added
     * @param after null if it was removed
     */
    public record Difference(
            String name,
            Change change,
            @Nullable JsonValue before,
            @Nullable JsonValue after) {}

    public Comparison {
        members = List.copyOf(members);
        clauses = List.copyOf(clauses);
    }

    /** Compares two drafts as they are stored. Objects are equal when they have equal members in any order. */
    public static Comparison of(JsonObject before, JsonObject after) {
        Map<String, JsonValue> left = new LinkedHashMap<>(before.members());
        Map<String, JsonValue> right = new LinkedHashMap<>(after.members());
        left.remove(CLAUSES);
        right.remove(CLAUSES);
        return new Comparison(differences(left, right), differences(clauses(before), clauses(after)));
    }

    private static List<Difference> differences(Map<String, JsonValue> before, Map<String, JsonValue> after) {
        TreeSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        List<Difference> differences = new ArrayList<>();
        for (String name : names) {
            JsonValue was = before.get(name);
            JsonValue is = after.get(name);
            if (was == null) {
                differences.add(new Difference(name, Change.ADDED, null, is));
            } else if (is == null) {
                differences.add(new Difference(name, Change.REMOVED, was, null));
            } else if (!was.equals(is)) {
                differences.add(new Difference(name, Change.CHANGED, was, is));
            }
        }
        return differences;
    }

    private static Map<String, JsonValue> clauses(JsonObject draft) {
        Map<String, JsonValue> clauses = new LinkedHashMap<>();
        List<JsonValue> stored = draft.array(CLAUSES).values();
        for (int i = 0; i < stored.size(); i++) {
            clauses.put(name(stored.get(i), i), stored.get(i));
        }
        return clauses;
    }

    private static String name(JsonValue clause, int index) {
        try {
            return clause.asObject().text("id");
        } catch (JsonException e) {
            return "unreadable-" + index;
        }
    }
}
