package org.sillok.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;

/** The archive as a whole and the names in it. */
final class ArchiveDefects extends BundleDefects {
    ArchiveDefects() {
        archives();
        names();
    }

    private void archives() {
        FindingCode code = FindingCode.ARCHIVE_MALFORMED;
        forged("something before the first entry", code, zip -> zip.prefix = "#!/bin/sh\n".getBytes(UTF_8));
        forged("something between two entries", code, zip -> zip.entries.get(3).before = new byte[] {1});
        forged("something before the directory", code, zip -> zip.beforeDirectory = new byte[30]);
        forged("something after the end", code, zip -> zip.trailing = new byte[] {0});
        forged("a second archive after the end", code, zip -> zip.trailing = zip.write());
        forged("a comment", code, zip -> zip.comment = "hello");
        bytes("the last byte missing", code, archive -> ZipForge.cut(archive, 1));
        bytes("the end record missing", code, archive -> ZipForge.cut(archive, 22));
        bytes("no bytes", code, archive -> new byte[0]);
        bytes("an empty archive", code, archive -> new ZipForge().write());
        forged("an entry that the directory does not count", code, zip -> zip.entriesMore = -1);
        forged("fewer entries than counted", code, zip -> zip.entriesMore = 1);
        forged("the directory said to begin elsewhere", code, zip -> zip.directoryMore = -46);
        forged("several parts", code, zip -> zip.disk = 1);
        forged("two entries that share their bytes", code, zip -> zip.entries.get(5).start = 0);
        forged("an entry behind the end", code, zip -> zip.entries.get(5).start = 0x7fffffff);
        forged("an entry that goes on behind the end", code, zip -> {
            ZipForge.Entry last = zip.entries.get(zip.entries.size() - 1);
            for (ZipForge.Header header : List.of(last.local, last.central)) {
                header.method = 0;
                header.packedSize = 1 << 24;
                header.size = 1 << 24;
            }
        });
        forged("ZIP64 with another count", code, zip -> {
            zip.zip64 = true;
            zip.zip64EntriesMore = 1;
        });
        forged("ZIP64 whose locator points elsewhere", code, zip -> {
            zip.zip64 = true;
            zip.locatorMore = 1;
        });
        forged("ZIP64 with another directory", code, zip -> {
            zip.zip64 = true;
            zip.directoryMore = 1;
        });
        forged("ZIP64 of several parts", code, zip -> {
            zip.zip64 = true;
            zip.disks = 2;
        });
        forged("a directory of more entries than anybody needs", FindingCode.ARCHIVE_LIMIT, zip -> {
            zip.zip64 = true;
            zip.entriesMore = ZipForge.MAX_16 - zip.entries.size();
            zip.zip64EntriesMore = 1L << 40;
        });
        forged("two million entries in a small archive", code, zip -> {
            zip.zip64 = true;
            zip.entriesMore = ZipForge.MAX_16 - zip.entries.size();
            zip.zip64EntriesMore = BundleLimits.DEFAULT_ENTRIES - ZipForge.MAX_16;
        });
        forged("ZIP64 with fewer entries than none", code, zip -> {
            zip.zip64 = true;
            zip.entriesMore = ZipForge.MAX_16 - zip.entries.size();
            zip.zip64EntriesMore = Long.MIN_VALUE;
        });
        bytes("half of the archive", code, archive -> Arrays.copyOf(archive, archive.length / 2));
        bytes(
                "the first half missing",
                code,
                archive -> Arrays.copyOfRange(archive, archive.length / 2, archive.length));
        bytes("a hole in the middle", code, archive -> {
            byte[] cut = ZipForge.cut(archive, 1);
            System.arraycopy(archive, 2001, cut, 2000, archive.length - 2001);
            return cut;
        });
        forged("an entry within the bytes of another", code, zip -> {
            // As bombs are built in which every file unpacks the headers and bytes of all that follow.
            ZipForge.Entry outer = zip.entries.get(3);
            outer.start = 40;
        });
        forged("all entries from the same bytes", code, zip -> zip.entries.forEach(entry -> entry.start = 0));
        forged("ZIP64 sizes missing", code, zip -> {
            ZipForge.Entry entry = zip.entries.get(2);
            entry.central.size = ZipForge.MAX_32;
        });
    }

    private void names() {
        FindingCode code = FindingCode.ARCHIVE_NAME;
        String root = BundleUnderTest.valid().root;
        named("an absolute name", "/etc/cron.d/x");
        named("a way out of the folder", root + "/../../x");
        named("a way to the folder itself", root + "/./x");
        named("a backslash", root + "/data\\..\\x");
        named("a drive", "C:" + root + "/x");
        named("a stream behind a file", root + "/z:x");
        named("a way out behind a way in", root + "/data/../../x");
        named("nothing but the way up", "..");
        named("an empty part", root + "//x");
        named("a folder as an entry", root + "/z/");
        named("a name that is not ASCII", root + "/z\u00e9");
        named("an end of text in a name", root + "/z\0.txt");
        named("a name with a space", root + "/z z");
        named("a name that is too long", root + "/z/" + "z".repeat(101));
        named("a name that is too deep", root + "/z/1/2/3/4/5/6/7/8");
        named("an empty name", "");
        edged("a name that begins with a dot", root + "/z/.z");
        edged("a name that ends with a dot", root + "/z/z.");
        edged("a name of dots", root + "/z/...");
        edged("a name that begins with a space", root + "/z/ z");
        edged("a name that ends with a space", root + "/z/z ");
        edged("a folder that ends with a dot", root + "/z./z");
        edged("a folder that begins with a dot", "." + root + "/z");
        named("a file beside the folder", "z");
        named("a second folder", "z/z");
        forged(
                "a name that is there twice",
                code,
                zip -> zip.entries.add(4, ZipForge.entry(zip.entries.get(3).central.name, new byte[0], false)));
        forged(
                "a name in other capitals",
                code,
                zip -> zip.entries.add(0, ZipForge.entry(root + "/Bag-info.txt", new byte[0], false)));
        forged(
                "a folder in other capitals",
                code,
                zip -> zip.entries.add(0, ZipForge.entry(root + "/Data/x", new byte[0], false)));
        forged(
                "a file where a folder is",
                code,
                zip -> zip.entries.add(
                        zip.entries.indexOf(zip.find("/README.html")),
                        ZipForge.entry(root + "/data", new byte[0], false)));
        forged("names out of order", code, zip -> zip.entries.add(0, zip.entries.remove(3)));
    }

    private void named(String name, String path) {
        forged(name, FindingCode.ARCHIVE_NAME, zip -> rename(zip.entries.get(zip.entries.size() - 1), path));
    }

    private void edged(String name, String path) {
        forged(name, FindingCode.ARCHIVE_NAME_EDGE, zip -> rename(zip.entries.get(zip.entries.size() - 1), path));
    }

    private static void rename(ZipForge.Entry entry, String name) {
        entry.local.name = name;
        entry.central.name = name;
    }
}
