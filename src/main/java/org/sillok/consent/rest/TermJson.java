package org.sillok.consent.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonBool;
import org.sillok.json.JsonNull;
import org.sillok.json.JsonNumber;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonString;
import org.sillok.json.JsonValue;

/** A body's clauses as the strict values that the vocabulary reads. */
final class TermJson {
    private TermJson() {}

    /** Throws {@link IllegalArgumentException} for half a surrogate pair or a number beyond every range. */
    static JsonValue of(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> {
                Map<String, JsonValue> members = new LinkedHashMap<>();
                node.properties().forEach(member -> members.put(member.getKey(), of(member.getValue())));
                yield new JsonObject(members);
            }
            case ARRAY -> {
                List<JsonValue> values = new ArrayList<>();
                node.forEach(value -> values.add(of(value)));
                yield new JsonArray(values);
            }
            case STRING -> new JsonString(node.textValue());
            case NUMBER -> new JsonNumber(node.asText());
            case BOOLEAN -> new JsonBool(node.booleanValue());
            default -> JsonNull.NULL;
        };
    }
}
