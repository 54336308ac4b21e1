package org.sillok.succession.core;

import org.sillok.json.CompactJson;
import org.sillok.json.JsonObject;
import org.sillok.json.StrictJson;
import org.sillok.kernel.Multilingual;

/** Why holdings are handed over, or are not. Its text form does not show it. */
public record Text(String text) {
    public static final int MAX_LENGTH = 2000;

    private static final String TEXT = "text";

    public Text {
        Multilingual.checkText(text, MAX_LENGTH);
    }

    /** The bytes to seal. */
    public byte[] toBytes() {
        return CompactJson.write(JsonObject.builder().put(TEXT, text).build());
    }

    /** Reads what {@link #toBytes} wrote. */
    public static Text ofBytes(byte[] bytes) {
        return new Text(StrictJson.parse(bytes).asObject().requireExactly(TEXT).text(TEXT));
    }

    @Override
    public String toString() {
        return "Text";
    }
}
