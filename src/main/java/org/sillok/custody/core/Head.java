package org.sillok.custody.core;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.sillok.crypto.Sha2;
import org.sillok.json.CompactJson;
import org.sillok.json.JsonException;
import org.sillok.json.JsonObject;
import org.sillok.json.StrictJson;
import org.sillok.kernel.Base64Url;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.kernel.StreamId;

/**
 * What the service commits itself to about a stream: this is its last statement among the log's first {@code size}
 * entries. Signed but not logged. A logged statement that contradicts a signed head is portable proof that the service
 * left something out.
 */
public final class Head {
    public static final String VERSION = "sillok/head/1";
    public static final int SALT_LENGTH = 16;

    private final Bytes bytes;
    private final String origin;
    private final Digest stream;
    private final byte[] salt;
    private final long seq;
    private final Digest last;
    private final long size;

    private Head(String origin, Digest stream, byte[] salt, long seq, Digest last, long size) {
        Position.checkOrigin(origin);
        if (salt.length != SALT_LENGTH) {
            throw new IllegalArgumentException("a head's salt has " + SALT_LENGTH + " bytes");
        }
        // A log of n entries holds at most n statements of a stream.
        if (seq < 0 || seq >= size || size > ValueForm.LARGEST_NUMBER) {
            throw new IllegalArgumentException("a head's sequence number is below its log size");
        }
        this.origin = origin;
        this.stream = stream;
        this.salt = salt;
        this.seq = seq;
        this.last = last;
        this.size = size;
        this.bytes = Bytes.of(CompactJson.write(JsonObject.builder()
                .put("v", VERSION)
                .put("origin", origin)
                .put("stream", stream.base64Url())
                .put("salt", Base64Url.encode(salt))
                .put("seq", seq)
                .put("digest", last.base64Url())
                .put("size", size)
                .build()));
    }

    /**
     * Commits to {@code last} as the last statement of {@code stream} among the first {@code size} log entries.
     *
     * @param salt 16 random bytes, used for this head only
     */
    public static Head of(StreamId stream, byte[] salt, Statement last, long size) {
        return new Head(last.origin(), commitment(stream, salt), salt.clone(), last.seq(), last.digest(), size);
    }

    /** Reads the one spelling of a head. */
    public static Head parse(byte[] bytes) throws CustodyFormatException {
        try {
            JsonObject json = StrictJson.parse(bytes)
                    .asObject()
                    .requireExactly("v", "origin", "stream", "salt", "seq", "digest", "size");
            if (!json.text("v").equals(VERSION)) {
                throw new CustodyFormatException("not a head of a known version");
            }
            Head head = new Head(
                    json.text("origin"),
                    Digest.sha256(Base64Url.decode(json.text("stream"))),
                    Base64Url.decode(json.text("salt")),
                    json.number("seq"),
                    Digest.sha256(Base64Url.decode(json.text("digest"))),
                    json.number("size"));
            if (!Arrays.equals(bytes, head.bytes.toArray())) {
                throw new CustodyFormatException("not the one spelling of a head");
            }
            return head;
        } catch (JsonException | IllegalArgumentException e) {
            throw new CustodyFormatException("not a head: " + e.getMessage());
        }
    }

    private static Digest commitment(StreamId stream, byte[] salt) {
        return Sha2.sha256(stream.value().getBytes(StandardCharsets.US_ASCII), salt);
    }

    /** Whether this head commits to {@code stream}. */
    public boolean isOf(StreamId id) {
        return stream.equals(commitment(id, salt));
    }

    /** The exact bytes that are signed. */
    public Bytes bytes() {
        return bytes;
    }

    public String origin() {
        return origin;
    }

    /** The last statement's number. */
    public long seq() {
        return seq;
    }

    /** The last statement's digest. */
    public Digest last() {
        return last;
    }

    /** How many log entries the claim covers. */
    public long size() {
        return size;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Head that && bytes.equals(that.bytes);
    }

    @Override
    public int hashCode() {
        return bytes.hashCode();
    }

    @Override
    public String toString() {
        return "Head[seq " + seq + ", size " + size + "]";
    }
}
