package org.sillok.terms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** How a case says only what differs: blocks are merged key by key, anything else replaces, and the word {@code none} removes. */
final class CaseMerge {
    private static final String NONE = "none";

    private CaseMerge() {}

    static JsonNode onto(JsonNode usual, JsonNode said) {
        return onto(usual, said, Map.of());
    }

    /** {@code patterns}: for a key with named entries, what a name begins with that is not there yet. */
    static JsonNode onto(JsonNode usual, JsonNode said, Map<String, JsonNode> patterns) {
        if (!(usual instanceof ObjectNode) || !(said instanceof ObjectNode)) {
            return said.deepCopy();
        }
        ObjectNode merged = usual.deepCopy();
        for (Map.Entry<String, JsonNode> entry : said.properties()) {
            String key = entry.getKey();
            JsonNode value = entry.getValue();
            if (value.isTextual() && NONE.equals(value.textValue())) {
                if (merged.remove(key) == null) {
                    throw new IllegalArgumentException("'" + key + ": none' removes nothing");
                }
            } else if (patterns.containsKey(key)) {
                merged.set(key, named(merged.path(key), value, patterns.get(key)));
            } else if (merged.has(key)) {
                merged.set(key, onto(merged.get(key), value));
            } else {
                merged.set(key, value.deepCopy());
            }
        }
        return merged;
    }

    private static JsonNode named(JsonNode there, JsonNode said, JsonNode pattern) {
        if (!(said instanceof ObjectNode names)) {
            return said;
        }
        ObjectNode begun = there instanceof ObjectNode object ? object.deepCopy() : names.objectNode();
        for (Map.Entry<String, JsonNode> entry : names.properties()) {
            if (entry.getValue().isObject() && !begun.has(entry.getKey())) {
                begun.set(entry.getKey(), pattern.deepCopy());
            }
        }
        return onto(begun, names);
    }
}
