package org.sillok.verify;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Makes archives byte by byte: good ones, and any bad one, because every field can be set apart from the truth. */
final class ZipForge {
    static final int MAX_16 = 0xffff;
    static final long MAX_32 = 0xffff_ffffL;

    /** What stands in one of the two headers of an entry. */
    static final class Header {
        String name = "";
        int needed = 20;
        int flags;
        int method;
        int time;
        int day = 0x21;
        long crc;
        long packedSize;
        long size;
        byte[] extra = {};
    }

    /** One entry: its packed bytes, and what each header says. */
    static final class Entry {
        final Header local = new Header();
        final Header central = new Header();
        long localSignature = 0x04034b50L;
        byte[] packed = {};
        byte[] before = {};
        byte[] descriptor = {};
        int madeBy = 3 << 8 | 20;
        long attributes = 0100644L << 16;
        int kind;
        String comment = "";
        /** Where the directory says that the entry begins; negative for where it does. */
        long start = -1;
    }

    final List<Entry> entries = new ArrayList<>();
    byte[] prefix = {};
    byte[] beforeDirectory = {};
    byte[] trailing = {};
    String comment = "";
    int entriesMore;
    long directoryMore;
    int disk;
    boolean zip64;
    long zip64EntriesMore;
    long locatorMore;
    int disks = 1;

    /** A good archive of these files under {@code root}. */
    static ZipForge of(String root, Map<String, byte[]> files) {
        ZipForge forge = new ZipForge();
        files.forEach((name, content) -> forge.add(root + "/" + name, content, name.length() % 2 == 0));
        return forge;
    }

    Entry add(String name, byte[] content, boolean deflated) {
        Entry entry = entry(name, content, deflated);
        entries.add(entry);
        return entry;
    }

    static Entry entry(String name, byte[] content, boolean deflated) {
        Entry entry = new Entry();
        entry.packed = deflated ? deflate(content) : content;
        CRC32 crc = new CRC32();
        crc.update(content);
        for (Header header : List.of(entry.local, entry.central)) {
            header.name = name;
            header.method = deflated ? 8 : 0;
            header.crc = crc.getValue();
            header.packedSize = entry.packed.length;
            header.size = content.length;
        }
        return entry;
    }

    static byte[] deflate(byte[] content) {
        Deflater deflater = new Deflater(9, true);
        deflater.setInput(content);
        deflater.finish();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        while (!deflater.finished()) {
            out.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        return out.toByteArray();
    }

    Entry find(String end) {
        return entries.stream()
                .filter(entry -> entry.central.name.endsWith(end))
                .findFirst()
                .orElseThrow();
    }

    /** Sizes behind the data, as somebody writes who does not know them before. */
    static void describeLater(Entry entry) {
        for (Header header : List.of(entry.local, entry.central)) {
            header.flags |= 8;
        }
        entry.descriptor = buffer(16)
                .putInt(0x08074b50)
                .putInt((int) entry.central.crc)
                .putInt((int) entry.central.packedSize)
                .putInt((int) entry.central.size)
                .array();
        entry.local.crc = 0;
        entry.local.packedSize = 0;
        entry.local.size = 0;
    }

    byte[] write() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(prefix);
        List<Long> starts = new ArrayList<>();
        for (Entry entry : entries) {
            out.writeBytes(entry.before);
            starts.add((long) out.size());
            Header header = entry.local;
            byte[] name = latin(header.name);
            out.writeBytes(common(buffer(30).putInt((int) entry.localSignature), header)
                    .putShort((short) name.length)
                    .putShort((short) header.extra.length)
                    .array());
            out.writeBytes(name);
            out.writeBytes(header.extra);
            out.writeBytes(entry.packed);
            out.writeBytes(entry.descriptor);
        }
        out.writeBytes(beforeDirectory);
        long directory = out.size();
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            Header header = entry.central;
            byte[] name = latin(header.name);
            long start = entry.start < 0 ? starts.get(i) : entry.start;
            out.writeBytes(common(buffer(46).putInt(0x02014b50).putShort((short) entry.madeBy), header)
                    .putShort((short) name.length)
                    .putShort((short) header.extra.length)
                    .putShort((short) entry.comment.length())
                    .putShort((short) 0)
                    .putShort((short) entry.kind)
                    .putInt((int) entry.attributes)
                    .putInt((int) start)
                    .array());
            out.writeBytes(name);
            out.writeBytes(header.extra);
            out.writeBytes(latin(entry.comment));
        }
        end(out, directory, out.size() - directory);
        out.writeBytes(trailing);
        return out.toByteArray();
    }

    private void end(ByteArrayOutputStream out, long directory, long length) {
        int count = entries.size() + entriesMore;
        if (zip64) {
            long start = out.size();
            out.writeBytes(buffer(56)
                    .putInt(0x06064b50)
                    .putLong(44)
                    .putShort((short) 45)
                    .putShort((short) 45)
                    .putInt(0)
                    .putInt(0)
                    .putLong(count + zip64EntriesMore)
                    .putLong(count + zip64EntriesMore)
                    .putLong(length)
                    .putLong(directory + directoryMore)
                    .array());
            out.writeBytes(buffer(20)
                    .putInt(0x07064b50)
                    .putInt(0)
                    .putLong(start + locatorMore)
                    .putInt(disks)
                    .array());
        }
        out.writeBytes(buffer(22)
                .putInt(0x06054b50)
                .putShort((short) disk)
                .putShort((short) disk)
                .putShort((short) count)
                .putShort((short) count)
                .putInt((int) length)
                .putInt((int) (zip64 ? MAX_32 : directory + directoryMore))
                .putShort((short) comment.length())
                .array());
        out.writeBytes(latin(comment));
    }

    private static ByteBuffer common(ByteBuffer buffer, Header header) {
        return buffer.putShort((short) header.needed)
                .putShort((short) header.flags)
                .putShort((short) header.method)
                .putShort((short) header.time)
                .putShort((short) header.day)
                .putInt((int) header.crc)
                .putInt((int) header.packedSize)
                .putInt((int) header.size);
    }

    static ByteBuffer buffer(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] cut(byte[] bytes, int fewer) {
        return Arrays.copyOf(bytes, bytes.length - fewer);
    }
}
