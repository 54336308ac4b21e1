package org.sillok.verify;

import java.io.IOException;

/**
 * The end of an archive: how many entries there are and where their directory is. Nothing may follow it, and with ZIP64
 * all its three records must say the same.
 */
record ZipEnd(long entries, long directoryStart, long directoryLength) {
    static final String PLACE = "archive";

    private static final int LENGTH = 22;
    private static final int LENGTH_64 = 56;
    private static final int LOCATOR_LENGTH = 20;
    private static final int BOTH_64 = LENGTH_64 + LOCATOR_LENGTH;
    private static final long SIGNATURE = 0x06054b50L;
    private static final long SIGNATURE_64 = 0x06064b50L;
    private static final long LOCATOR_SIGNATURE = 0x07064b50L;

    static ZipEnd read(RandomBytes archive) throws IOException {
        long start = archive.length() - LENGTH;
        if (start < 0) {
            throw ZipBlock.malformed(PLACE, "This is too short to be an archive.");
        }
        ZipBlock end = ZipBlock.read(archive, start, LENGTH, PLACE);
        require(
                end.u32() == SIGNATURE,
                "The archive does not end with its end record: something is missing or follows.");
        int part = end.u16();
        int firstPart = end.u16();
        require(part == 0 && firstPart == 0, "The archive is in several parts.");
        int here = end.u16();
        int entries = end.u16();
        require(here == entries, "The archive's end record contradicts itself.");
        long length = end.u32();
        long directory = end.u32();
        require(end.u16() == 0, "The archive has a comment.");
        boolean must64 = entries == ZipBlock.MAX_16 || length == ZipBlock.MAX_32 || directory == ZipBlock.MAX_32;
        if (!must64 && directory + length == start) {
            return new ZipEnd(entries, directory, length);
        }
        ZipEnd large = read64(archive, start - BOTH_64);
        require(
                fits(entries, ZipBlock.MAX_16, large.entries)
                        && fits(length, ZipBlock.MAX_32, large.directoryLength)
                        && fits(directory, ZipBlock.MAX_32, large.directoryStart),
                "The archive's end records contradict each other.");
        return large;
    }

    private static ZipEnd read64(RandomBytes archive, long start) throws IOException {
        String place = PLACE;
        ZipBlock end = ZipBlock.read(archive, start, BOTH_64, place);
        require(
                end.u32() == SIGNATURE_64 && end.u63(place) == LENGTH_64 - 12,
                "The archive's directory does not reach to its end record.");
        end.u16();
        require(end.u16() <= ZipArchive.NEWEST_VERSION, "The archive needs a newer reader.");
        long part = end.u32();
        long firstPart = end.u32();
        require(part == 0 && firstPart == 0, "The archive is in several parts.");
        long here = end.u63(place);
        long entries = end.u63(place);
        long length = end.u63(place);
        long directory = end.u63(place);
        require(
                end.u32() == LOCATOR_SIGNATURE
                        && end.u32() == 0
                        && end.u63(place) == start
                        && end.u32() == 1
                        && here == entries,
                "The archive's end records contradict each other.");
        // Subtracted, because a sum could overflow.
        require(
                directory <= start && length == start - directory,
                "The archive's directory does not reach to its end record.");
        return new ZipEnd(entries, directory, length);
    }

    private static boolean fits(long small, long most, long real) {
        return small == most || small == real;
    }

    private static void require(boolean condition, String words) throws BundleFormatException {
        if (!condition) {
            throw ZipBlock.malformed(PLACE, words);
        }
    }
}
