package org.sillok.terms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/** One block of a case file. What nobody reads is refused: a word that is misspelt must not pass for one that was left out. */
final class CaseBlock {
    static final String ANY = "any";

    private final String where;
    private final ObjectNode node;
    private final Set<String> unread = new LinkedHashSet<>();

    private CaseBlock(String where, ObjectNode node) {
        this.where = where;
        this.node = node;
        node.fieldNames().forEachRemaining(unread::add);
    }

    /** What {@code reader} makes of a block of which it has to read every key. */
    static <T> T read(String where, JsonNode node, Function<CaseBlock, T> reader) {
        if (!(node instanceof ObjectNode object)) {
            throw new IllegalArgumentException(where + ": a block of keys is missing");
        }
        CaseBlock block = new CaseBlock(where, object);
        T result = reader.apply(block);
        if (!block.unread.isEmpty()) {
            throw block.refuse("unknown " + block.unread);
        }
        return result;
    }

    IllegalArgumentException refuse(String why) {
        return new IllegalArgumentException(where + ": " + why);
    }

    boolean has(String key) {
        return node.has(key);
    }

    Set<String> keys() {
        return Set.copyOf(unread);
    }

    JsonNode take(String key) {
        JsonNode value = node.get(key);
        if (value == null || value.isNull()) {
            throw refuse("no '" + key + "'");
        }
        unread.remove(key);
        return value;
    }

    String text(String key) {
        return text(key, take(key));
    }

    boolean flag(String key) {
        JsonNode value = take(key);
        if (!value.isBoolean()) {
            throw refuse("'" + key + "' is true or false");
        }
        return value.booleanValue();
    }

    int number(String key) {
        JsonNode value = take(key);
        if (!value.isInt()) {
            throw refuse("'" + key + "' is a number");
        }
        return value.intValue();
    }

    /** The texts of a list; no list: none. */
    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (JsonNode one : list(key)) {
            texts.add(text(key, one));
        }
        return texts;
    }

    /** The entries of a list; no list: none. */
    List<JsonNode> list(String key) {
        List<JsonNode> entries = new ArrayList<>();
        if (has(key)) {
            JsonNode list = take(key);
            if (!list.isArray()) {
                throw refuse("'" + key + "' is a list");
            }
            list.forEach(entries::add);
        }
        return entries;
    }

    /** The named blocks under a key, in their order; no key: none. */
    <T> Map<String, T> blocks(String key, BiFunction<String, CaseBlock, T> reader) {
        Map<String, T> blocks = new LinkedHashMap<>();
        if (has(key)) {
            JsonNode map = take(key);
            if (!map.isObject()) {
                throw refuse("'" + key + "' has named entries");
            }
            map.properties()
                    .forEach(entry -> blocks.put(
                            entry.getKey(),
                            read(
                                    where + ", " + key + ", " + entry.getKey(),
                                    entry.getValue(),
                                    block -> reader.apply(entry.getKey(), block))));
        }
        return blocks;
    }

    <E extends Enum<E>> E code(Class<E> type, String key) {
        return codeOf(type, text(key));
    }

    /** Codes; the word {@code any} stands for all of them. */
    <E extends Enum<E>> Set<E> codes(Class<E> type, String key) {
        if (isAny(key)) {
            return EnumSet.allOf(type);
        }
        Set<E> codes = EnumSet.noneOf(type);
        texts(key).forEach(name -> codes.add(codeOf(type, name)));
        return codes;
    }

    /** Whether the value of a key is the word {@code any}; if so it has been read. */
    boolean isAny(String key) {
        boolean any = has(key)
                && node.get(key).isTextual()
                && ANY.equals(node.get(key).textValue());
        if (any) {
            unread.remove(key);
        }
        return any;
    }

    Window window() {
        return new Window(has("from") ? instant("from") : null, has("until") ? instant("until") : null);
    }

    Instant instant(String key) {
        return instant(where, text(key));
    }

    /** A day stands for its first instant in UTC. */
    static Instant instant(String where, String text) {
        try {
            return text.contains("T")
                    ? Instant.parse(text)
                    : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (java.time.DateTimeException e) {
            throw new IllegalArgumentException(where + ": not a day or an instant: " + text, e);
        }
    }

    private String text(String key, JsonNode value) {
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw refuse("'" + key + "' is a text");
        }
        return value.textValue();
    }

    <E extends Enum<E>> E codeOf(Class<E> type, String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(one -> one.name().equals(name))
                .findAny()
                .orElseThrow(() -> refuse("unknown code " + name));
    }
}
