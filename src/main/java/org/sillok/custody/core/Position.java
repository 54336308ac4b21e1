package org.sillok.custody.core;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Digest;

/** Where a statement stands: in which log, at which place of its stream, after which statement. */
public final class Position {
    private static final Pattern HOST = Pattern.compile("[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?");

    private final String origin;
    private final long seq;
    private final @Nullable Digest previous;

    private Position(String origin, long seq, @Nullable Digest previous) {
        checkOrigin(origin);
        if (seq < 0 || seq > ValueForm.LARGEST_NUMBER) {
            throw new IllegalArgumentException("sequence number out of range");
        }
        if ((seq == 0) != (previous == null)) {
            throw new IllegalArgumentException("only the first statement of a stream has no previous one");
        }
        this.origin = origin;
        this.seq = seq;
        this.previous = previous;
    }

    /** The first place of a stream. {@code origin}: the log's name, a bare host name in lower case. */
    public static Position first(String origin) {
        return new Position(origin, 0, null);
    }

    /** The place {@code seq} after the statement with the SHA-256 {@code previous}. */
    public static Position after(Digest previous, String origin, long seq) {
        if (previous.algorithm() != Digest.Algorithm.SHA_256) {
            throw new IllegalArgumentException("statements are linked by SHA-256");
        }
        return new Position(origin, seq, previous);
    }

    /** Throws {@link IllegalArgumentException} unless {@code origin} is a bare host name. */
    static void checkOrigin(String origin) {
        if (!HOST.matcher(origin).matches()) {
            throw new IllegalArgumentException("an origin is a bare host name in lower case");
        }
    }

    public String origin() {
        return origin;
    }

    /** Counts a stream's statements from 0 without gaps. */
    public long seq() {
        return seq;
    }

    /** The digest of the stream's previous statement; empty exactly for the first. */
    public Optional<Digest> previous() {
        return Optional.ofNullable(previous);
    }
}
