package org.sillok.verify;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A packed bundle. Readers of ZIP disagree on archives that contradict themselves, so that what one of them shows is not
 * what another unpacks. This one accepts a single form: entries one behind the other from the first byte to the
 * directory, each local header saying what the directory says, and nothing in between, before or after. Keeps the
 * directory in memory and nothing else.
 */
final class ZipArchive implements BundleFiles {
    static final int NEWEST_VERSION = 45;

    private static final int CENTRAL_LENGTH = 46;
    private static final long CENTRAL_SIGNATURE = 0x02014b50L;
    private static final int UNIX = 3;
    private static final int REGULAR_FILE = 0100000;
    private static final int ORDINARY_BITS = 0777;
    private static final int FIRST_DAY = 0x21; // 1 January 1980
    private static final long MEBIBYTE = 1 << 20;

    private final RandomBytes archive;
    private final BundleLimits limits;
    private final BundleNames grammar = new BundleNames();
    private final Map<String, ZipEntryHeader> entries = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private @Nullable String root;
    private long total;

    private ZipArchive(RandomBytes archive, BundleLimits limits) {
        this.archive = archive;
        this.limits = limits;
    }

    /** Reads all headers and no content. */
    static ZipArchive read(RandomBytes archive, BundleLimits limits) throws IOException {
        ZipArchive zip = new ZipArchive(archive, limits);
        zip.readDirectory(ZipEnd.read(archive));
        return zip;
    }

    private void readDirectory(ZipEnd end) throws IOException {
        limit(end.entries() <= limits.entries(), ZipEnd.PLACE, "It has more than " + limits.entries() + " files.");
        long place = end.directoryStart();
        long directoryEnd = place + end.directoryLength();
        long next = 0;
        for (long i = 0; i < end.entries(); i++) {
            ZipBlock fixed = ZipBlock.read(archive, place, CENTRAL_LENGTH, ZipEnd.PLACE);
            Central central = central(fixed, place);
            place += CENTRAL_LENGTH + central.variableLength();
            if (place > directoryEnd) {
                throw ZipBlock.malformed(ZipEnd.PLACE, "The archive's directory is longer than it says.");
            }
            ZipEntryHeader entry = central.entry();
            add(entry);
            if (entry.start() != next) {
                throw ZipBlock.malformed(
                        entry.name(), "The entry does not begin where the one before it ends: gap, overlap or prefix.");
            }
            next = ZipLocalHeader.read(archive, entry).end();
        }
        if (place != directoryEnd || next != end.directoryStart()) {
            throw ZipBlock.malformed(ZipEnd.PLACE, "There are bytes that belong to no entry.");
        }
        if (names.isEmpty()) {
            throw ZipBlock.malformed(ZipEnd.PLACE, "The archive is empty.");
        }
    }

    private record Central(ZipEntryHeader entry, int variableLength) {}

    private Central central(ZipBlock fixed, long place) throws IOException {
        if (fixed.u32() != CENTRAL_SIGNATURE) {
            throw ZipBlock.malformed(ZipEnd.PLACE, "The archive's directory is not one.");
        }
        int madeBy = fixed.u16();
        int needed = fixed.u16();
        int flags = fixed.u16();
        int method = fixed.u16();
        int time = fixed.u16();
        int day = fixed.u16();
        long crc = fixed.u32();
        long packedSize = fixed.u32();
        long size = fixed.u32();
        int nameLength = fixed.u16();
        int extraLength = fixed.u16();
        int commentLength = fixed.u16();
        int disk = fixed.u16();
        int kind = fixed.u16();
        long attributes = fixed.u32();
        long start = fixed.u32();
        ZipBlock variable = ZipBlock.read(archive, place + CENTRAL_LENGTH, nameLength + extraLength, ZipEnd.PLACE);
        String name = variable.latin(nameLength);
        int large = (size == ZipBlock.MAX_32 ? 1 : 0)
                + (packedSize == ZipBlock.MAX_32 ? 1 : 0)
                + (start == ZipBlock.MAX_32 ? 1 : 0);
        long[] values = variable.zip64(extraLength, large, name);
        if (values != null) {
            int i = 0;
            size = size == ZipBlock.MAX_32 ? values[i++] : size;
            packedSize = packedSize == ZipBlock.MAX_32 ? values[i++] : packedSize;
            start = start == ZipBlock.MAX_32 ? values[i] : start;
        } else if (large > 0) {
            throw ZipBlock.malformed(name, "The entry lacks its ZIP64 sizes.");
        }
        ordinary(
                (flags & ~(ZipEntryHeader.DESCRIPTOR | ZipEntryHeader.UTF_8)) == 0,
                name,
                "It is encrypted or special.");
        ordinary(
                method == ZipEntryHeader.STORED || method == ZipEntryHeader.DEFLATED,
                name,
                "It is packed by a method that is not accepted.");
        ordinary(needed <= NEWEST_VERSION, name, "It needs a newer reader.");
        ordinary(isRegular(madeBy >> 8, attributes), name, "It is a link or another thing that is no ordinary file.");
        ordinary(time == 0 && day == FIRST_DAY, name, "It has a time of its own.");
        ordinary(commentLength == 0 && disk == 0 && kind == 0, name, "It has a comment or is in another part.");
        ordinary(method != ZipEntryHeader.STORED || packedSize == size, name, "It is stored with two sizes.");
        // Readers that go from front to back have to guess where such an entry ends.
        ordinary(
                method != ZipEntryHeader.STORED || (flags & ZipEntryHeader.DESCRIPTOR) == 0,
                name,
                "It is stored, and its size stands behind it.");
        return new Central(
                new ZipEntryHeader(name, needed, flags, method, crc, packedSize, size, start),
                nameLength + extraLength);
    }

    private static boolean isRegular(int system, long attributes) {
        int mode = (int) (attributes >> 16);
        boolean regular = system == UNIX && (mode & ~ORDINARY_BITS) == REGULAR_FILE && (attributes & 0xffff) == 0;
        return regular || (attributes == 0 && (system == 0 || system == UNIX));
    }

    private void add(ZipEntryHeader entry) throws BundleFormatException {
        BundleNames.Refusal refusal = grammar.refusal(entry.name());
        int slash = entry.name().indexOf('/');
        String folder = slash < 0 ? entry.name() : entry.name().substring(0, slash);
        if (refusal == null && (slash < 0 || (root != null && !root.equals(folder)))) {
            refusal = new BundleNames.Refusal(FindingCode.ARCHIVE_NAME, "The files are not all in one folder.");
        }
        if (refusal != null) {
            throw new BundleFormatException(refusal.code(), entry.name(), refusal.words());
        }
        root = folder;
        limit(
                entry.size() <= MEBIBYTE || entry.size() / limits.ratio() <= entry.packedSize(),
                entry.name(),
                "It unpacks to more than " + limits.ratio() + " times its size.");
        limit(
                entry.size() <= limits.bytes() - total,
                entry.name(),
                "All files together have more than " + limits.bytes() + " bytes.");
        total += entry.size();
        String name = entry.name().substring(slash + 1);
        names.add(name);
        entries.put(name, entry);
    }

    @Override
    public Optional<String> root() {
        return Optional.ofNullable(root);
    }

    @Override
    public List<String> names() {
        return Collections.unmodifiableList(names);
    }

    @Override
    public InputStream open(String name) throws IOException {
        ZipEntryHeader entry = entries.get(name);
        if (entry == null) {
            throw new IOException("no such entry");
        }
        return new EntryStream(
                archive, entry, ZipLocalHeader.read(archive, entry).dataStart());
    }

    private static void ordinary(boolean condition, String name, String words) throws BundleFormatException {
        if (!condition) {
            throw new BundleFormatException(FindingCode.ARCHIVE_ENTRY, name, words);
        }
    }

    private static void limit(boolean condition, String place, String words) throws BundleFormatException {
        if (!condition) {
            throw new BundleFormatException(FindingCode.ARCHIVE_LIMIT, place, words);
        }
    }
}
