package org.sillok.intake.rest;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * A stream that is cut into sections by a delimiter, as multipart bodies are (RFC 2046 section 5.1.1). The bytes of a
 * section pass through one buffer. The search looks at the delimiter's end first and leaps by its length where it cannot
 * be (Boyer, Moore, Horspool), so that it costs little beside hashing and encrypting. Not thread-safe.
 *
 * <p>After {@link #readSection} has returned -1 the position is behind the delimiter: {@link #readByte} reads what
 * follows it, and the next {@link #readSection} begins a section there.
 */
final class DelimitedInput {
    private static final int BYTE_VALUES = 256;

    private final InputStream in;
    private final byte[] delimiter;
    private final int[] leap = new int[BYTE_VALUES];
    private final byte[] buffer;
    /** Next byte to hand out. */
    private int head;
    /** Up to here the bytes are known to belong to the section. */
    private int safe;
    /** End of what was read. */
    private int tail;
    /** Whether a delimiter begins at {@code safe}. */
    private boolean found;

    /**
     * @param before bytes that are taken as if they stood before the stream
     * @param size how many bytes are read ahead at most; at least twice the delimiter's length
     */
    DelimitedInput(InputStream in, byte[] delimiter, byte[] before, int size) {
        if (delimiter.length == 0 || size < 2 * delimiter.length || size < before.length) {
            throw new IllegalArgumentException("a delimiter, and room for it twice");
        }
        this.in = in;
        this.delimiter = delimiter.clone();
        this.buffer = Arrays.copyOf(before, size);
        this.tail = before.length;
        Arrays.fill(leap, delimiter.length);
        for (int i = 0; i < delimiter.length - 1; i++) {
            leap[delimiter[i] & 0xff] = delimiter.length - 1 - i;
        }
    }

    /**
     * Reads bytes of the section.
     *
     * @return how many, at least one unless {@code length} is 0; or -1 at its end, once, and the delimiter is passed
     * @throws EOFException if the stream ends before the delimiter
     */
    int readSection(byte[] bytes, int offset, int length) throws IOException {
        while (head == safe) {
            if (found) {
                found = false;
                head += delimiter.length;
                safe = head;
                return -1;
            }
            if (length == 0) {
                return 0;
            }
            search();
        }
        int count = Math.min(length, safe - head);
        System.arraycopy(buffer, head, bytes, offset, count);
        head += count;
        return count;
    }

    /**
     * Reads one byte without looking for delimiters: what stands between a delimiter and the next section.
     *
     * @throws EOFException if there is none
     */
    int readByte() throws IOException {
        if (head == tail) {
            fill();
        }
        int value = buffer[head++] & 0xff;
        safe = head;
        return value;
    }

    private void search() throws IOException {
        while (true) {
            int at = indexOfDelimiter();
            if (at >= 0) {
                safe = at;
                found = true;
                return;
            }
            // The last bytes may be the beginning of a delimiter.
            int certain = Math.max(head, tail - (delimiter.length - 1));
            if (certain > head) {
                safe = certain;
                return;
            }
            fill();
        }
    }

    private int indexOfDelimiter() {
        int last = delimiter.length - 1;
        int at = head;
        while (at + last < tail) {
            byte end = buffer[at + last];
            if (end == delimiter[last] && Arrays.equals(buffer, at, at + last, delimiter, 0, last)) {
                return at;
            }
            at += leap[end & 0xff];
        }
        return -1;
    }

    /** Reads on, at least one byte; what is left in the buffer moves to its beginning. */
    private void fill() throws IOException {
        System.arraycopy(buffer, head, buffer, 0, tail - head);
        tail -= head;
        head = 0;
        safe = 0;
        int read = in.read(buffer, tail, buffer.length - tail);
        if (read < 0) {
            throw new EOFException("the stream ends before the delimiter");
        }
        tail += read;
    }
}
