package org.sillok.verify;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Some bytes of an archive's structure with a place in them; numbers are little-endian and unsigned. */
final class ZipBlock {
    static final long MAX_32 = 0xffff_ffffL;
    static final int MAX_16 = 0xffff;

    private static final int ZIP64 = 1;

    private final ByteBuffer bytes;

    private ZipBlock(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Reads {@code length} bytes at {@code position}; the archive must have them. */
    static ZipBlock read(RandomBytes archive, long position, int length, String place) throws IOException {
        if (position < 0 || position > archive.length() - length) {
            throw malformed(place, "The archive points beyond its end.");
        }
        byte[] bytes = new byte[length];
        archive.read(position, bytes, 0, length);
        return new ZipBlock(bytes);
    }

    int u16() {
        return bytes.getShort() & 0xffff;
    }

    long u32() {
        return bytes.getInt() & MAX_32;
    }

    /** A number of 64 bits, of which no archive needs the highest. */
    long u63(String place) throws BundleFormatException {
        long value = bytes.getLong();
        if (value < 0) {
            throw malformed(place, "A size or place is beyond all bounds.");
        }
        return value;
    }

    String latin(int length) {
        byte[] text = new byte[length];
        bytes.get(text);
        // Every byte becomes a character; what is not ASCII is refused by the grammar of names.
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    /**
     * The rest of this block as an extra field: nothing, or a single ZIP64 field of {@code values} numbers, which are
     * returned.
     */
    long @Nullable [] zip64(int length, int values, String place) throws BundleFormatException {
        if (length == 0) {
            return null;
        }
        if (values == 0 || length < 4 || u16() != ZIP64 || u16() != length - 4 || length != 4 + 8 * values) {
            throw new BundleFormatException(
                    FindingCode.ARCHIVE_ENTRY, place, "The entry has fields beyond those of a bundle.");
        }
        long[] read = new long[values];
        for (int i = 0; i < values; i++) {
            read[i] = u63(place);
        }
        return read;
    }

    static BundleFormatException malformed(String place, String words) {
        return new BundleFormatException(FindingCode.ARCHIVE_MALFORMED, place, words);
    }
}
