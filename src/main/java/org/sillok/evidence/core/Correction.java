package org.sillok.evidence.core;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sillok.json.JsonException;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonString;
import org.sillok.json.JsonValue;
import org.sillok.json.StrictJson;
import org.sillok.kernel.Multilingual;

/** New metadata for an item, and why: the metadata's fields and {@code reason} in one JSON object. */
public record Correction(ItemMetadata metadata, String reason) {
    private static final int REASON = 2_000;

    /** What came of reading a request. */
    public sealed interface Reading {
        record Good(Correction correction) implements Reading {}

        /** At least one flaw; all that were found. */
        record Flawed(List<Flaw> flaws) implements Reading {
            public Flawed {
                flaws = List.copyOf(flaws);
            }
        }
    }

    /** Reads untrusted JSON bytes; never throws for bad input. */
    public static Reading read(byte[] json) {
        Map<String, JsonValue> members;
        try {
            members = new LinkedHashMap<>(StrictJson.parse(json).asObject().members());
        } catch (JsonException e) {
            return new Reading.Flawed(List.of(new Flaw(Flaw.Kind.SYNTAX, "", String.valueOf(e.getMessage()))));
        }
        JsonValue reason = members.remove("reason");
        if (!(reason instanceof JsonString text) || !isReason(text.value())) {
            return new Reading.Flawed(List.of(new Flaw(
                    Flaw.Kind.VALUE, "/reason", "required: why it is corrected, 1 to " + REASON + " characters")));
        }
        MetadataJson.Reading reading = MetadataJson.read(new JsonObject(members));
        return reading instanceof MetadataJson.Reading.Good good
                ? new Reading.Good(new Correction(good.metadata(), text.value()))
                : new Reading.Flawed(((MetadataJson.Reading.Flawed) reading).flaws());
    }

    private static boolean isReason(String text) {
        try {
            Multilingual.checkText(text, REASON);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
