package org.sillok.identity.core;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.json.CompactJson;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonValue;
import org.sillok.json.StrictJson;
import org.sillok.kernel.Multilingual;
import org.sillok.kernel.StateCode;

/** The part of a party that is stored encrypted: its legal names and its seat. */
public record PartyDetails(Multilingual names, @Nullable StateCode seatState) {
    public static final int MAX_NAME_LENGTH = 300;

    private static final String NAMES = "names";
    private static final String SEAT_STATE = "seatState";

    /** The bytes to seal. */
    public byte[] toBytes() {
        JsonObject.Builder byTag = JsonObject.builder();
        names.byTag().forEach(byTag::put);
        JsonObject.Builder details = JsonObject.builder().put(NAMES, byTag.build());
        if (seatState != null) {
            details.put(SEAT_STATE, seatState.value());
        }
        return CompactJson.write(details.build());
    }

    /** Reads what {@link #toBytes} wrote. */
    public static PartyDetails ofBytes(byte[] bytes) {
        JsonObject details = StrictJson.parse(bytes).asObject().requireNoOthers(NAMES, SEAT_STATE);
        Map<String, String> names = new LinkedHashMap<>();
        details.object(NAMES).members().forEach((tag, name) -> names.put(tag, name.asText()));
        Optional<JsonValue> seat = details.find(SEAT_STATE);
        return new PartyDetails(
                Multilingual.of(names, MAX_NAME_LENGTH),
                seat.map(JsonValue::asText).map(StateCode::new).orElse(null));
    }
}
