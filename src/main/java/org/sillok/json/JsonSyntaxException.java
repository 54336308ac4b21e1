package org.sillok.json;

/** The bytes are not strict JSON. The message gives the position and the reason and never repeats the input. */
public final class JsonSyntaxException extends JsonException {
    private static final long serialVersionUID = 1L;

    private final int offset;

    JsonSyntaxException(int offset, String reason) {
        super(reason + " at character " + offset);
        this.offset = offset;
    }

    /** Position in UTF-16 code units from the start, or the byte position where the input is not UTF-8. */
    public int offset() {
        return offset;
    }
}
