package org.sillok.verify;

import java.io.IOException;

/**
 * The header in front of an entry's data, held against what the directory says of the entry.
 *
 * @param dataStart where the packed bytes begin
 * @param end where the next entry begins
 */
record ZipLocalHeader(long dataStart, long end) {
    private static final int LENGTH = 30;
    private static final int DESCRIPTOR_LENGTH = 16;
    private static final int DESCRIPTOR_LENGTH_64 = 24;
    private static final long SIGNATURE = 0x04034b50L;
    private static final long DESCRIPTOR_SIGNATURE = 0x08074b50L;
    private static final int FIRST_DAY = 0x21;

    static ZipLocalHeader read(RandomBytes archive, ZipEntryHeader entry) throws IOException {
        String name = entry.name();
        ZipBlock fixed = ZipBlock.read(archive, entry.start(), LENGTH, name);
        agree(fixed.u32() == SIGNATURE, name);
        int needed = fixed.u16();
        // Some writers learn only behind the data that sizes are large, and then say so in the directory alone.
        agree(needed == entry.needed() || (needed < entry.needed() && entry.hasDescriptor()), name);
        agree(fixed.u16() == entry.flags() && fixed.u16() == entry.method(), name);
        agree(fixed.u16() == 0 && fixed.u16() == FIRST_DAY, name);
        long crc = fixed.u32();
        long packedSize = fixed.u32();
        long size = fixed.u32();
        int nameLength = fixed.u16();
        int extraLength = fixed.u16();
        ZipBlock variable = ZipBlock.read(archive, entry.start() + LENGTH, nameLength + extraLength, name);
        agree(variable.latin(nameLength).equals(name), name);
        long[] large = variable.zip64(extraLength, 2, name);
        if (large != null) {
            agree(size == ZipBlock.MAX_32 && packedSize == ZipBlock.MAX_32, name);
            size = large[0];
            packedSize = large[1];
        }
        boolean same = crc == entry.crc() && packedSize == entry.packedSize() && size == entry.size();
        boolean later = entry.hasDescriptor() && crc == 0 && packedSize == 0 && size == 0;
        agree(same || later, name);
        long dataStart = entry.start() + LENGTH + nameLength + extraLength;
        if (entry.packedSize() > archive.length() - dataStart) {
            throw ZipBlock.malformed(name, "The entry goes on behind the end of the archive.");
        }
        long dataEnd = dataStart + entry.packedSize();
        return new ZipLocalHeader(
                dataStart, entry.hasDescriptor() ? descriptorEnd(archive, entry, dataEnd, large != null) : dataEnd);
    }

    private static long descriptorEnd(RandomBytes archive, ZipEntryHeader entry, long start, boolean announced)
            throws IOException {
        boolean large = announced || entry.size() > ZipBlock.MAX_32 || entry.packedSize() > ZipBlock.MAX_32;
        int length = large ? DESCRIPTOR_LENGTH_64 : DESCRIPTOR_LENGTH;
        String name = entry.name();
        ZipBlock block = ZipBlock.read(archive, start, length, name);
        agree(block.u32() == DESCRIPTOR_SIGNATURE && block.u32() == entry.crc(), name);
        long packedSize = large ? block.u63(name) : block.u32();
        long size = large ? block.u63(name) : block.u32();
        agree(packedSize == entry.packedSize() && size == entry.size(), name);
        return start + length;
    }

    private static void agree(boolean condition, String name) throws BundleFormatException {
        if (!condition) {
            throw new BundleFormatException(
                    FindingCode.ARCHIVE_HEADERS,
                    name,
                    "The archive's directory says something else of it than its own header.");
        }
    }
}
