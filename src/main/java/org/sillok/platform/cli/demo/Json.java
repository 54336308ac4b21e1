package org.sillok.platform.cli.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** JSON as the demo's client needs it: trees in and out, no binding to types of the service. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static JsonNode parse(byte[] bytes, String what) throws DemoFailure {
        try {
            return MAPPER.readTree(bytes);
        } catch (IOException e) {
            throw new DemoFailure(what + " is not JSON", e);
        }
    }

    static byte[] write(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree is always writable", e);
        }
    }

    /** The text of a field that must be there. */
    static String text(JsonNode node, String field, String what) throws DemoFailure {
        JsonNode value = node.path(field);
        if (!value.isTextual() || value.textValue().isEmpty()) {
            throw new DemoFailure(what + " lacks \"" + field + "\"");
        }
        return value.textValue();
    }
}
