package org.sillok.verify;

/**
 * What the central directory says of an entry, its ZIP64 values put in place.
 *
 * @param start where its local header begins
 */
record ZipEntryHeader(
        String name, int needed, int flags, int method, long crc, long packedSize, long size, long start) {
    static final int STORED = 0;
    static final int DEFLATED = 8;
    static final int DESCRIPTOR = 1 << 3;
    static final int UTF_8 = 1 << 11;

    boolean isDeflated() {
        return method == DEFLATED;
    }

    /** Whether sizes and CRC-32 stand behind the data, because the writer did not know them before. */
    boolean hasDescriptor() {
        return (flags & DESCRIPTOR) != 0;
    }
}
