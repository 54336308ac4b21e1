package org.sillok.withdrawal.core;

import org.jspecify.annotations.Nullable;
import org.sillok.json.CompactJson;
import org.sillok.json.JsonObject;
import org.sillok.json.StrictJson;
import org.sillok.kernel.ItemId;
import org.sillok.terms.MaterialRef;

/** Why something was recorded, and what shows it. Its text form shows nothing. */
public record Why(@Nullable String reason, @Nullable MaterialRef evidence) {
    public byte[] toBytes() {
        JsonObject.Builder json = JsonObject.builder();
        if (reason != null) {
            json.put("reason", reason);
        }
        if (evidence != null) {
            json.put("item", evidence.item().value()).put("version", evidence.version());
        }
        return CompactJson.write(json.build());
    }

    /** Reads what {@link #toBytes} wrote. */
    public static Why ofBytes(byte[] bytes) {
        JsonObject json = StrictJson.parse(bytes).asObject();
        return new Why(
                json.find("reason").isPresent() ? json.text("reason") : null,
                json.find("item").isPresent()
                        ? new MaterialRef(new ItemId(json.text("item")), Math.toIntExact(json.number("version")))
                        : null);
    }

    @Override
    public String toString() {
        return "Why";
    }
}
