package org.sillok.upload;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A request's body, as far as the upload has room for it. A line that breaks is an end like any other, only remembered:
 * what has arrived has arrived. Belongs to one thread.
 */
final class ArrivingBytes {
    private final InputStream in;
    private final @Nullable Long announced;
    private long room;
    private long count;
    private boolean ended;
    private boolean broken;
    private boolean excess;

    /**
     * @param room how many bytes the upload still takes
     * @param announced how many the request says it has; null: it does not say
     */
    ArrivingBytes(InputStream in, long room, @Nullable Long announced) {
        this.in = in;
        this.room = room;
        this.announced = announced;
    }

    /** Reads up to {@code length} bytes to the beginning of {@code buffer}; -1 at the end or without room. */
    int read(byte[] buffer, int length) {
        if (exceeds() || ended) {
            return -1;
        }
        int read = next(buffer, (int) Math.min(length, room));
        if (read > 0) {
            room -= read;
            count += read;
        }
        return read;
    }

    /** Whether there is more than the upload has room for; waits for the end of the body to be sure. */
    boolean exceeds() {
        if (room == 0 && !ended && next(new byte[1], 1) > 0) {
            excess = true;
            ended = true;
        }
        return excess;
    }

    /** Whether it ended before the body did. */
    boolean isBroken() {
        return broken;
    }

    private int next(byte[] buffer, int length) {
        try {
            int read = in.read(buffer, 0, length);
            if (read < 0) {
                ended = true;
                broken = announced != null && count < announced;
            }
            return read;
        } catch (IOException e) {
            ended = true;
            broken = true;
            return -1;
        }
    }
}
