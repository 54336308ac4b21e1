package org.sillok.json;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A JSON object. Members keep the order in which they were read or put; two objects are equal when they have equal
 * members in any order.
 */
public record JsonObject(Map<String, JsonValue> members) implements JsonValue {
    /** Throws {@link IllegalArgumentException} for a name with an unpaired surrogate. */
    public JsonObject {
        Map<String, JsonValue> copy = new LinkedHashMap<>(members);
        for (Map.Entry<String, JsonValue> member : copy.entrySet()) {
            if (!Unicode.isWellFormed(member.getKey())) {
                throw new IllegalArgumentException("unpaired surrogate");
            }
            if ((Object) member.getValue() == null) {
                throw new IllegalArgumentException("a member without a value");
            }
        }
        members = Collections.unmodifiableMap(copy);
    }

    public static Builder builder() {
        return new Builder();
    }

    public Optional<JsonValue> find(String name) {
        return Optional.ofNullable(members.get(name));
    }

    /** Throws {@link JsonShapeException} when the member is missing. */
    public JsonValue get(String name) {
        JsonValue value = members.get(name);
        if (value == null) {
            throw new JsonShapeException("missing member \"" + name + "\"");
        }
        return value;
    }

    /** The text of a required string member. */
    public String text(String name) {
        return named(name, () -> get(name).asText());
    }

    /** The value of a required whole-number member. */
    public long number(String name) {
        return named(name, () -> get(name).asLong());
    }

    /** A required array member. */
    public JsonArray array(String name) {
        return named(name, () -> get(name).asArray());
    }

    /** A required object member. */
    public JsonObject object(String name) {
        return named(name, () -> get(name).asObject());
    }

    /** Returns this object if it has exactly these members, in this order; throws {@link JsonShapeException} otherwise. */
    public JsonObject requireExactly(String... names) {
        if (!List.copyOf(members.keySet()).equals(Arrays.asList(names))) {
            throw new JsonShapeException("expected exactly the members " + String.join(", ", names));
        }
        return this;
    }

    /** Returns this object if it has no members but these; throws {@link JsonShapeException} otherwise. */
    public JsonObject requireNoOthers(String... names) {
        Set<String> unknown = new HashSet<>(members.keySet());
        Arrays.asList(names).forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            throw new JsonShapeException("unknown member; known are " + String.join(", ", names));
        }
        return this;
    }

    @Override
    public JsonObject asObject() {
        return this;
    }

    private interface Read<T> {
        T value();
    }

    private static <T> T named(String name, Read<T> read) {
        try {
            return read.value();
        } catch (JsonShapeException e) {
            String message = String.valueOf(e.getMessage());
            throw message.startsWith("missing") ? e : new JsonShapeException("member \"" + name + "\": " + message);
        }
    }

    /** Collects members in order; a name can be put once. */
    public static final class Builder {
        private final Map<String, JsonValue> members = new LinkedHashMap<>();

        private Builder() {}

        /** Throws {@link IllegalArgumentException} if the name was put before. */
        public Builder put(String name, JsonValue value) {
            if (members.putIfAbsent(name, value) != null) {
                throw new IllegalArgumentException("member put twice: " + name);
            }
            return this;
        }

        public Builder put(String name, String text) {
            return put(name, new JsonString(text));
        }

        public Builder put(String name, long number) {
            return put(name, JsonNumber.of(number));
        }

        public Builder put(String name, boolean value) {
            return put(name, new JsonBool(value));
        }

        public JsonObject build() {
            return new JsonObject(members);
        }
    }
}
