package org.sillok.verify;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The content of one entry of an archive. Gives no byte more than the entry announces, and its end only if the packed
 * bytes were used up exactly and length and CRC-32 are as announced.
 */
final class EntryStream extends InputStream {
    private static final int BUFFER = 1 << 16;

    private final RandomBytes archive;
    private final ZipEntryHeader entry;
    private final CRC32 crc = new CRC32();
    private final byte[] packed = new byte[BUFFER];
    private final Inflater inflater = new Inflater(true);
    private long position;
    private long packedLeft;
    private long left;
    private boolean ended;

    EntryStream(RandomBytes archive, ZipEntryHeader entry, long dataStart) {
        this.archive = archive;
        this.entry = entry;
        this.position = dataStart;
        this.packedLeft = entry.packedSize();
        this.left = entry.size();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (left == 0) {
            finish();
            return -1;
        }
        int wanted = (int) Math.min(length, left);
        int got = entry.isDeflated() ? inflate(into, offset, wanted) : copy(into, offset, wanted);
        crc.update(into, offset, got);
        left -= got;
        return got;
    }

    private int copy(byte[] into, int offset, int length) throws IOException {
        archive.read(position, into, offset, length);
        position += length;
        packedLeft -= length;
        return length;
    }

    private int inflate(byte[] into, int offset, int length) throws IOException {
        try {
            while (true) {
                int got = inflater.inflate(into, offset, length);
                if (got > 0) {
                    return got;
                } else if (inflater.finished() || inflater.needsDictionary() || !refill()) {
                    throw damaged("It unpacks to less than the archive says.");
                }
            }
        } catch (DataFormatException e) {
            throw damaged("It cannot be unpacked.");
        }
    }

    private boolean refill() throws IOException {
        if (packedLeft == 0) {
            return false;
        }
        int length = (int) Math.min(packed.length, packedLeft);
        archive.read(position, packed, 0, length);
        position += length;
        packedLeft -= length;
        inflater.setInput(packed, 0, length);
        return true;
    }

    private void finish() throws IOException {
        if (ended) {
            return;
        }
        ended = true;
        if (entry.isDeflated()) {
            requireEndOfPacked();
        }
        if (packedLeft != 0) {
            throw damaged("Something is hidden behind its packed bytes.");
        }
        if (crc.getValue() != entry.crc()) {
            throw damaged("Its CRC-32 is not the one in the archive.");
        }
    }

    // The last block's end may still be to read when all bytes are there already.
    private void requireEndOfPacked() throws IOException {
        byte[] more = new byte[1];
        try {
            while (!inflater.finished()) {
                if (inflater.inflate(more) > 0) {
                    throw damaged("It unpacks to more than the archive says.");
                } else if (!inflater.finished() && (inflater.needsDictionary() || !refill())) {
                    throw damaged("Its packed bytes have no end.");
                }
            }
        } catch (DataFormatException e) {
            throw damaged("It cannot be unpacked.");
        }
        if (inflater.getRemaining() != 0) {
            throw damaged("Something is hidden behind its packed bytes.");
        }
    }

    private BundleFormatException damaged(String words) {
        return new BundleFormatException(FindingCode.ARCHIVE_CONTENT, entry.name(), words);
    }

    @Override
    public void close() {
        inflater.end();
    }
}
