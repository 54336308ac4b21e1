package org.sillok.monitor;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.json.JsonException;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonValue;
import org.sillok.json.StrictJson;

/**
 * The newest checkpoint that the log says was time-stamped, by one authority at least. It is the log's word: tokens are
 * verified where they are used, not here.
 *
 * @param size of the stamped tree
 * @param time the latest that an authority stated for it
 */
record TimeStamps(long size, Instant time) {
    private static final String PATH = "time-stamps";
    private static final int LONGEST = 1 << 20;
    private static final int MOST_PAGES = 8;

    /** Reads the list, newest first, until a time-stamp is in it. */
    static Optional<TimeStamps> newest(LogSource source) throws SourceException {
        @Nullable String next = null;
        for (int page = 0; page < MOST_PAGES; page++) {
            String query = next == null ? "" : "?cursor=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
            try {
                JsonObject list = StrictJson.parse(
                                source.read(PATH + query, LONGEST).toArray())
                        .asObject();
                for (JsonValue item : list.array("items").values()) {
                    JsonObject round = item.asObject();
                    Optional<Instant> time = stamped(round);
                    if (time.isPresent()) {
                        return Optional.of(new TimeStamps(round.number("size"), time.get()));
                    }
                }
                next = list.find("next")
                        .filter(value -> !value.isNull())
                        .map(JsonValue::asText)
                        .orElse(null);
            } catch (JsonException | DateTimeParseException e) {
                throw new SourceException(SourceException.Kind.UNUSABLE, PATH + " is not a list of time-stamps");
            }
            if (next == null) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static Optional<Instant> stamped(JsonObject round) {
        return round.array("stamps").values().stream()
                .map(JsonValue::asObject)
                .filter(stamp -> stamp.text("state").equals("STAMPED"))
                .map(stamp -> Instant.parse(stamp.text("time")))
                .max(Comparator.naturalOrder());
    }
}
