package org.sillok.bundle.core;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;

/**
 * A ZIP archive whose bytes follow from names and contents alone (APPNOTE 6.3.9). The JDK's and the usual libraries leave
 * the bytes to the zlib they were built with, and the JDK's adds the time zone of the machine to the earliest date; this
 * one compresses nothing: each entry is a Deflate stream of stored blocks (RFC 1951, 3.2.4), which needs neither the
 * length nor the checksum in advance. Names come in ascending order, or it throws. Memory: some 60 bytes and the name
 * of each entry.
 */
final class ZipWriter {
    private static final int LOCAL = 0x04034b50;
    private static final int DESCRIPTOR = 0x08074b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int END = 0x06054b50;
    private static final int END64 = 0x06064b50;
    private static final int LOCATOR64 = 0x07064b50;
    private static final short PLAIN = 20;
    private static final short WITH_ZIP64 = 45;
    /** Sizes follow the data. */
    private static final short FLAGS = 1 << 3;

    private static final short DEFLATED = 8;
    /** 1980-01-01T00:00:00, the earliest there is. */
    private static final short DATE = 1 << 5 | 1;

    private static final short EXTRA64 = 1;
    private static final long MAX32 = 0xffffffffL;
    private static final int MAX16 = 0xffff;
    private static final int BLOCK = 0xffff;
    private static final int BLOCK_HEADER = 5;
    /** Made on Unix; a regular file that its owner may write and all may read. */
    private static final short MADE_BY = 3 << 8 | WITH_ZIP64;

    private static final int ATTRIBUTES = 0100644 << 16;

    private final OutputStream out;
    private final ByteArrayOutputStream central = new ByteArrayOutputStream();
    private String last = "";
    private long position;
    private long count;

    ZipWriter(OutputStream out) {
        this.out = out;
    }

    /**
     * Begins an entry; the last one must be closed.
     *
     * @param longest the entry has no more bytes than this
     */
    Entry entry(String name, long longest) throws IOException {
        if (last.compareTo(name) >= 0) {
            throw new IllegalStateException("names out of order: " + last + ", " + name);
        }
        last = name;
        return new Entry(name, packed(longest) >= MAX32);
    }

    private static long packed(long length) {
        return length + BLOCK_HEADER * Math.max(1, (length + BLOCK - 1) / BLOCK);
    }

    /** Without this nothing that was written is an archive. */
    void finish() throws IOException {
        long start = position;
        byte[] directory = central.toByteArray();
        put(directory);
        boolean large = start >= MAX32 || count >= MAX16;
        if (large) {
            long end = position;
            put(buffer(56)
                    .putInt(END64)
                    .putLong(44)
                    .putShort(MADE_BY)
                    .putShort(WITH_ZIP64)
                    .putInt(0)
                    .putInt(0)
                    .putLong(count)
                    .putLong(count)
                    .putLong(directory.length)
                    .putLong(start)
                    .array());
            put(buffer(20).putInt(LOCATOR64).putInt(0).putLong(end).putInt(1).array());
        }
        short entries = (short) Math.min(count, MAX16);
        put(buffer(22)
                .putInt(END)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort(entries)
                .putShort(entries)
                .putInt(directory.length)
                .putInt((int) Math.min(start, MAX32))
                .putShort((short) 0)
                .array());
        out.flush();
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static ByteBuffer wrap(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void put(byte[] bytes) throws IOException {
        put(bytes, bytes.length);
    }

    private void put(byte[] bytes, int length) throws IOException {
        out.write(bytes, 0, length);
        position += length;
    }

    /** The content of one entry, which closing ends. */
    final class Entry extends OutputStream {
        private final byte[] name;
        private final boolean large;
        private final long start = position;
        private final CRC32 crc = new CRC32();
        private final byte[] block = new byte[BLOCK];
        private int filled;
        private long length;
        private long packed;

        private Entry(String name, boolean large) throws IOException {
            this.name = name.getBytes(US_ASCII);
            this.large = large;
            put(buffer(30)
                    .putInt(LOCAL)
                    .putShort(large ? WITH_ZIP64 : PLAIN)
                    .putShort(FLAGS)
                    .putShort(DEFLATED)
                    .putShort((short) 0)
                    .putShort(DATE)
                    .putInt(0)
                    .putInt(large ? -1 : 0)
                    .putInt(large ? -1 : 0)
                    .putShort((short) this.name.length)
                    .putShort((short) (large ? 20 : 0))
                    .array());
            put(this.name);
            if (large) {
                put(buffer(20)
                        .putShort(EXTRA64)
                        .putShort((short) 16)
                        .putLong(0)
                        .putLong(0)
                        .array());
            }
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int count) throws IOException {
            crc.update(bytes, offset, count);
            length += count;
            int done = 0;
            while (done < count) {
                if (filled == BLOCK) {
                    // Only now is it known that this is not the last block.
                    writeBlock(0);
                }
                int part = Math.min(count - done, BLOCK - filled);
                System.arraycopy(bytes, offset + done, block, filled, part);
                filled += part;
                done += part;
            }
        }

        private void writeBlock(int isLast) throws IOException {
            put(buffer(BLOCK_HEADER)
                    .put((byte) isLast)
                    .putShort((short) filled)
                    .putShort((short) ~filled)
                    .array());
            put(block, filled);
            packed += BLOCK_HEADER + filled;
            filled = 0;
        }

        @Override
        public void close() throws IOException {
            writeBlock(1);
            if (!large && packed >= MAX32) {
                throw new IllegalStateException("an entry is longer than was said");
            }
            byte[] bytes = new byte[large ? 24 : 16];
            ByteBuffer descriptor = wrap(bytes).putInt(DESCRIPTOR).putInt((int) crc.getValue());
            if (large) {
                descriptor.putLong(packed).putLong(length);
            } else {
                descriptor.putInt((int) packed).putInt((int) length);
            }
            put(bytes);
            count++;
            list();
        }

        private void list() {
            boolean far = start >= MAX32;
            int fields = (large ? 16 : 0) + (far ? 8 : 0);
            int extra = fields == 0 ? 0 : 4 + fields;
            byte[] bytes = new byte[46 + name.length + extra];
            ByteBuffer header = wrap(bytes)
                    .putInt(CENTRAL)
                    .putShort(MADE_BY)
                    .putShort(extra == 0 ? PLAIN : WITH_ZIP64)
                    .putShort(FLAGS)
                    .putShort(DEFLATED)
                    .putShort((short) 0)
                    .putShort(DATE)
                    .putInt((int) crc.getValue())
                    .putInt(large ? -1 : (int) packed)
                    .putInt(large ? -1 : (int) length)
                    .putShort((short) name.length)
                    .putShort((short) extra)
                    .putShort((short) 0)
                    .putShort((short) 0)
                    .putShort((short) 0)
                    .putInt(ATTRIBUTES)
                    .putInt(far ? -1 : (int) start)
                    .put(name);
            if (extra > 0) {
                header.putShort(EXTRA64).putShort((short) fields);
                if (large) {
                    header.putLong(length).putLong(packed);
                }
                if (far) {
                    header.putLong(start);
                }
            }
            central.writeBytes(bytes);
        }
    }
}
