package org.sillok.bundle.core;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import org.sillok.json.CompactJson;
import org.sillok.json.JsonValue;

/** Writes text as UTF-8, a buffer at a time, so that a document as long as the list of items never is in memory. */
final class Text {
    private static final int BUFFER = 16 * 1024;

    private final OutputStream out;
    private final StringBuilder buffer = new StringBuilder(BUFFER);
    private boolean first = true;

    Text(OutputStream out) {
        this.out = out;
    }

    Text add(String text) throws IOException {
        buffer.append(text);
        if (buffer.length() >= BUFFER) {
            flush();
        }
        return this;
    }

    Text json(JsonValue value) throws IOException {
        return add(CompactJson.text(value));
    }

    /** Begins a list of elements, each of which is to follow through {@link #element}. */
    Text list(String before) throws IOException {
        first = true;
        return add(before);
    }

    /** One more element of a list, on a line of its own. */
    Text element(JsonValue value) throws IOException {
        return separate().json(value);
    }

    /** One more member of an object, on a line of its own. */
    Text member(String name, JsonValue value) throws IOException {
        return separate().json(new org.sillok.json.JsonString(name)).add(":").json(value);
    }

    private Text separate() throws IOException {
        add(first ? "\n" : ",\n");
        first = false;
        return this;
    }

    /** To be called at the end: a buffer is only written when it is full. */
    void flush() throws IOException {
        out.write(buffer.toString().getBytes(UTF_8));
        buffer.setLength(0);
    }
}
