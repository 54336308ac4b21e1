package org.sillok.log.core;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.sillok.kernel.Bytes;

/**
 * The records that belong to a run of entries, each as {@code u32 big-endian length ‖ record}. Not a C2SP format: kept
 * beside the entry bundles so that the whole record can be rebuilt without the database.
 */
public record RecordBundle(List<Bytes> records) {
    public RecordBundle {
        records = List.copyOf(records);
    }

    /** The name below the log's prefix for the records of the entries from {@code first} to before {@code end}. */
    public static String path(long first, long end) {
        String tile = new TileName.Entries(first, TileName.FULL).path();
        return "record" + tile.substring("tile/entries".length()) + "-" + end;
    }

    public byte[] bytes() {
        ByteBuffer bytes = ByteBuffer.allocate(
                records.stream().mapToInt(each -> 4 + each.length()).sum());
        for (Bytes each : records) {
            bytes.putInt(each.length()).put(each.toArray());
        }
        return bytes.array();
    }

    /** Reads {@link #bytes()} back: whole records and nothing after them. */
    public static RecordBundle parse(byte[] bytes) throws InvalidEntryException {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        List<Bytes> records = new ArrayList<>();
        while (rest.hasRemaining()) {
            int length = rest.remaining() < 4 ? -1 : rest.getInt();
            if (length < 0 || length > rest.remaining()) {
                throw new InvalidEntryException("a record bundle is cut off");
            }
            byte[] each = new byte[length];
            rest.get(each);
            records.add(Bytes.of(each));
        }
        return new RecordBundle(records);
    }
}
