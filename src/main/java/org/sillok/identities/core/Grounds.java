package org.sillok.identities.core;

import org.sillok.json.CompactJson;
import org.sillok.json.JsonObject;
import org.sillok.json.StrictJson;
import org.sillok.kernel.Multilingual;

/**
 * Why an identity is opened. Its text form shows neither.
 *
 * @param reason what makes it necessary
 * @param basis on what right: a law, an order, the person's own wish
 */
public record Grounds(String reason, String basis) {
    public static final int MAX_LENGTH = 2000;

    private static final String REASON = "reason";
    private static final String BASIS = "basis";

    public Grounds {
        Multilingual.checkText(reason, MAX_LENGTH);
        Multilingual.checkText(basis, MAX_LENGTH);
    }

    /** The bytes to seal. */
    public byte[] toBytes() {
        return CompactJson.write(
                JsonObject.builder().put(REASON, reason).put(BASIS, basis).build());
    }

    /** Reads what {@link #toBytes} wrote. */
    public static Grounds ofBytes(byte[] bytes) {
        JsonObject json = StrictJson.parse(bytes).asObject().requireExactly(REASON, BASIS);
        return new Grounds(json.text(REASON), json.text(BASIS));
    }

    @Override
    public String toString() {
        return "Grounds";
    }
}
