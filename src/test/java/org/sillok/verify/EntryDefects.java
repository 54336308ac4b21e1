package org.sillok.verify;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** What headers and directory say of a file, and how it is packed. */
final class EntryDefects extends BundleDefects {
    EntryDefects() {
        headers();
        entries();
        contents();
    }

    private void headers() {
        FindingCode code = FindingCode.ARCHIVE_HEADERS;
        forged("two names", code, zip -> zip.find("v1-1.jpg").local.name = zip.find("v1-1.jpg").local.name + "x");
        forged("two methods", code, zip -> zip.find("checkpoint").local.method ^= 8);
        forged("two sets of flags", code, zip -> zip.find("checkpoint").local.flags = 1 << 11);
        forged("two checksums", code, zip -> zip.find("checkpoint").local.crc ^= 1);
        forged("two sizes", code, zip -> zip.find("checkpoint").local.size += 1);
        forged("two packed sizes", code, zip -> zip.find("checkpoint").local.packedSize += 1);
        forged("two times", code, zip -> zip.find("checkpoint").local.time = 1);
        forged("no local header", code, zip -> zip.find("checkpoint").localSignature = 0x04034b51L);
        forged("another checksum behind the data", code, zip -> {
            ZipForge.Entry entry = zip.find("checkpoint");
            ZipForge.describeLater(entry);
            entry.descriptor[4] ^= 1;
        });
        forged("another size behind the data", code, zip -> {
            ZipForge.Entry entry = zip.find("checkpoint");
            ZipForge.describeLater(entry);
            entry.descriptor[12] ^= 1;
        });
        forged("sizes neither before nor behind the data", code, zip -> {
            ZipForge.Entry entry = zip.find("checkpoint");
            ZipForge.describeLater(entry);
            entry.local.flags = 0;
            entry.central.flags = 0;
        });
        bytes("a changed name in the writer's own archive", code, archive -> {
            byte[] changed = archive.clone();
            changed[30 + 31] ^= 1;
            return changed;
        });
    }

    private void entries() {
        FindingCode code = FindingCode.ARCHIVE_ENTRY;
        both("an encrypted file", header -> header.flags |= 1);
        both("strong encryption", header -> header.flags |= 1 << 6);
        both("masked headers", header -> header.flags |= 1 << 13);
        both("another method", header -> header.method = 12);
        both("encryption as a method", header -> header.method = 99);
        both("a newer version", header -> header.needed = 63);
        both("a time", header -> header.day = 0x5d76);
        both(
                "a second name in an extra field",
                header -> header.extra = ZipForge.buffer(9)
                        .putShort((short) 0x7075)
                        .putShort((short) 5)
                        .put(new byte[5])
                        .array());
        both(
                "ZIP64 without need",
                header -> header.extra = ZipForge.buffer(20)
                        .putShort((short) 1)
                        .putShort((short) 16)
                        .putLong(header.size)
                        .putLong(header.packedSize)
                        .array());
        both(
                "encryption in an extra field",
                header -> header.extra = ZipForge.buffer(11)
                        .putShort((short) 0x9901)
                        .putShort((short) 7)
                        .put(new byte[7])
                        .array());
        both("an encrypted file whose sizes stand behind it", header -> header.flags |= 9);
        both("a ZIP64 size beyond all bounds", header -> zip64(header, -1, header.packedSize));
        fixLast(FindingCode.ARCHIVE_MALFORMED);
        both("a ZIP64 size that is a lie", header -> zip64(header, 1L << 62, header.packedSize));
        fixLast(FindingCode.ARCHIVE_LIMIT);
        both("a ZIP64 packed size that is a lie", header -> zip64(header, header.size, 1L << 62));
        fixLast(FindingCode.ARCHIVE_MALFORMED);
        forged("ZIP64 sizes in one header and others in the other", FindingCode.ARCHIVE_HEADERS, zip -> {
            ZipForge.Entry entry = zip.find("README.html");
            zip64(entry.local, entry.local.size + 1, entry.local.packedSize);
        });
        both("a stored file with two sizes", header -> {
            header.method = 0;
            header.size += 1;
        });
        forged("a stored file whose sizes stand behind it", code, zip -> {
            ZipForge.Entry entry = zip.find("checkpoint");
            for (ZipForge.Header header : List.of(entry.local, entry.central)) {
                header.method = 0;
                header.packedSize = header.size;
            }
            ZipForge.describeLater(entry);
        });
        forged("a symbolic link", code, zip -> zip.find("README.html").attributes = 0120777L << 16);
        forged("a device", code, zip -> zip.find("README.html").attributes = 0020644L << 16);
        forged("a folder's mode", code, zip -> zip.find("README.html").attributes = 0040755L << 16);
        forged("a file that runs as its owner", code, zip -> zip.find("README.html").attributes = 0104755L << 16);
        forged("a folder's attribute", code, zip -> zip.find("README.html").attributes = 0x10);
        forged("made on another system", code, zip -> zip.find("README.html").madeBy = 19 << 8);
        forged("an entry's comment", code, zip -> zip.find("README.html").comment = "x");
        forged("said to be text", code, zip -> zip.find("README.html").kind = 1);
    }

    private void contents() {
        FindingCode code = FindingCode.ARCHIVE_CONTENT;
        forged("another checksum in both headers", code, zip -> {
            ZipForge.Entry entry = zip.find("README.html");
            entry.local.crc ^= 1;
            entry.central.crc ^= 1;
        });
        forged(
                "bytes hidden behind packed ones",
                code,
                zip -> repack(zip, entry -> {
                    entry.packed = Arrays.copyOf(entry.packed, entry.packed.length + 5);
                }));
        forged(
                "packed bytes without end",
                code,
                zip -> repack(zip, entry -> {
                    entry.packed = ZipForge.cut(entry.packed, 4);
                }));
        forged(
                "more bytes than announced",
                code,
                zip -> repack(zip, entry -> {
                    entry.local.size -= 1;
                    entry.central.size -= 1;
                }));
        forged(
                "fewer bytes than announced",
                code,
                zip -> repack(zip, entry -> {
                    entry.local.size += 1;
                    entry.central.size += 1;
                }));
        forged(
                "bytes that cannot be unpacked",
                code,
                zip -> repack(zip, entry -> {
                    entry.packed = entry.packed.clone();
                    entry.packed[0] = 7;
                }));
        forged("a file that unpacks to a thousand times its size", FindingCode.ARCHIVE_LIMIT, zip -> {
            byte[] zeros = new byte[3 << 20];
            int place = zip.entries.indexOf(zip.find("README.html"));
            zip.entries.set(place, ZipForge.entry(zip.entries.get(place).central.name, zeros, true));
        });
        forged("a file that is said to be endless", FindingCode.ARCHIVE_LIMIT, zip -> {
            ZipForge.Entry entry = zip.find("checkpoint");
            entry.central.size = ZipForge.MAX_32 - 1;
            entry.local.size = ZipForge.MAX_32 - 1;
            entry.central.method = 8;
            entry.local.method = 8;
        });
    }

    private void both(String name, Consumer<ZipForge.Header> change) {
        forged(name, FindingCode.ARCHIVE_ENTRY, zip -> {
            ZipForge.Entry entry = zip.find("README.html");
            change.accept(entry.local);
            change.accept(entry.central);
        });
    }

    private static void zip64(ZipForge.Header header, long size, long packedSize) {
        header.extra = ZipForge.buffer(20)
                .putShort((short) 1)
                .putShort((short) 16)
                .putLong(size)
                .putLong(packedSize)
                .array();
        header.size = ZipForge.MAX_32;
        header.packedSize = ZipForge.MAX_32;
    }

    private static void repack(ZipForge zip, Consumer<ZipForge.Entry> change) {
        ZipForge.Entry old = zip.find("README.html");
        byte[] content = BundleUnderTest.valid().get("data/README.html");
        ZipForge.Entry entry = ZipForge.entry(old.central.name, content, true);
        change.accept(entry);
        entry.local.packedSize = entry.packed.length;
        entry.central.packedSize = entry.packed.length;
        zip.entries.set(zip.entries.indexOf(old), entry);
    }
}
