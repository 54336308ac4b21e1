package org.sillok.log.core;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.sillok.kernel.Bytes;

/** The entries of one level 0 tile, each as {@code u16 big-endian length ‖ entry} (C2SP tlog-tiles). */
public record EntryBundle(List<Bytes> entries) {
    /** The longest entry that the format can carry. */
    public static final int MAX_ENTRY = 65_535;

    public EntryBundle {
        if (entries.isEmpty() || entries.size() > TileName.FULL) {
            throw new IllegalArgumentException("a bundle has 1 to 256 entries");
        }
        for (Bytes entry : entries) {
            if (entry.length() > MAX_ENTRY) {
                throw new IllegalArgumentException("an entry has at most " + MAX_ENTRY + " bytes");
            }
        }
        entries = List.copyOf(entries);
    }

    public byte[] bytes() {
        ByteBuffer bytes = ByteBuffer.allocate(
                entries.stream().mapToInt(entry -> 2 + entry.length()).sum());
        for (Bytes entry : entries) {
            bytes.putShort((short) entry.length()).put(entry.toArray());
        }
        return bytes.array();
    }

    /** Reads exactly {@code width} entries and nothing after them. */
    public static EntryBundle parse(int width, byte[] bytes) throws InvalidEntryException {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        List<Bytes> entries = new ArrayList<>();
        while (rest.hasRemaining()) {
            int length = rest.remaining() < 2 ? Integer.MAX_VALUE : Short.toUnsignedInt(rest.getShort());
            if (length > rest.remaining() || entries.size() == width) {
                throw new InvalidEntryException("an entry bundle is cut off or too long");
            }
            byte[] entry = new byte[length];
            rest.get(entry);
            entries.add(Bytes.of(entry));
        }
        if (entries.size() != width || width < 1 || width > TileName.FULL) {
            throw new InvalidEntryException("an entry bundle has " + entries.size() + " entries, not " + width);
        }
        return new EntryBundle(entries);
    }
}
