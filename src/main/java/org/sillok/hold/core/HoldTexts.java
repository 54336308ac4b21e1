package org.sillok.hold.core;

import org.sillok.json.CompactJson;
import org.sillok.json.JsonObject;
import org.sillok.json.StrictJson;
import org.sillok.kernel.Multilingual;

/**
 * The part of a hold that is stored encrypted. Its text form shows nothing of it.
 *
 * @param reason why it is wanted
 * @param authority who ordered it: a court and its docket, a law, an office
 */
public record HoldTexts(String reason, String authority) {
    public static final int MAX_REASON_LENGTH = 5000;
    public static final int MAX_AUTHORITY_LENGTH = 500;

    private static final String REASON = "reason";
    private static final String AUTHORITY = "authority";

    public HoldTexts {
        Multilingual.checkText(reason, MAX_REASON_LENGTH);
        Multilingual.checkText(authority, MAX_AUTHORITY_LENGTH);
    }

    /** The bytes to seal. */
    public byte[] toBytes() {
        return CompactJson.write(JsonObject.builder()
                .put(REASON, reason)
                .put(AUTHORITY, authority)
                .build());
    }

    /** Reads what {@link #toBytes} wrote. */
    public static HoldTexts ofBytes(byte[] bytes) {
        JsonObject json = StrictJson.parse(bytes).asObject().requireNoOthers(REASON, AUTHORITY);
        return new HoldTexts(json.text(REASON), json.text(AUTHORITY));
    }

    @Override
    public String toString() {
        return "HoldTexts";
    }
}
