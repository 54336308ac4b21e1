package org.sillok.monitor;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sillok.json.CompactJson;
import org.sillok.json.JsonNull;
import org.sillok.json.JsonNumber;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonString;
import org.sillok.json.JsonValue;
import org.sillok.kernel.Timestamps;

/**
 * One thing that the monitor saw.
 *
 * @param size of the tree it is about, or null
 * @param evidence the folder that keeps what was shown, or null
 */
record Signal(
        SignalCode code,
        Instant time,
        String log,
        @Nullable Long size,
        String words,
        @Nullable String evidence) {
    private static final String TYPE = "sillok/monitor/1";

    boolean isAlarm() {
        return code.weight() != SignalCode.Weight.OBSERVATION;
    }

    /** One line of JSON. */
    String json() {
        return CompactJson.text(JsonObject.builder()
                .put("type", TYPE)
                .put("time", Timestamps.format(time))
                .put("weight", code.weight().name())
                .put("code", code.name())
                .put("log", log)
                .put("size", size == null ? JsonNull.NULL : JsonNumber.of(size))
                .put("words", words)
                .put("evidence", text(evidence))
                .build());
    }

    /** One line for people. */
    String line() {
        return Timestamps.format(time) + "  " + (isAlarm() ? "ALARM " : "") + code + "  " + words
                + (evidence == null ? "" : "  Evidence: " + evidence);
    }

    private static JsonValue text(@Nullable String text) {
        return text == null ? JsonNull.NULL : new JsonString(text);
    }
}
