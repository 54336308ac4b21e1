package org.sillok.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.sillok.verify.BundleUnderTest.FIRST_FILE;
import static org.sillok.verify.BundleUnderTest.FIRST_RECEIPT;
import static org.sillok.verify.BundleUnderTest.SECOND_FILE;
import static org.sillok.verify.BundleUnderTest.SECOND_RECEIPT;

import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.sillok.bundle.SampleBundle;
import org.sillok.crypto.Pem;
import org.sillok.crypto.Sha2;
import org.sillok.crypto.TestAuthority;
import org.sillok.custody.core.CustodyFixtures;
import org.sillok.custody.core.Field;
import org.sillok.custody.core.Receipt;
import org.sillok.custody.core.SignedHead;
import org.sillok.custody.core.SignedStatement;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.PartyId;
import org.sillok.log.core.Checkpoint;
import org.sillok.log.core.CheckpointSigner;

/**
 * Defective bundles, each made from the one valid bundle by one defect and named after it. Where a defect is deep, what
 * stands above it is made again with the sample's keys, so that only the check that is meant can find it.
 */
final class BundleMutations {
    /** A defect: its name, what must be found, and the archive that has it. */
    record Mutation(String name, Set<FindingCode> findings, Supplier<byte[]> archive) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final String BAG_INFO = BundleLayout.BAG_INFO;
    private static final String M256 = BundleLayout.MANIFEST_256;
    private static final String M512 = BundleLayout.MANIFEST_512;
    private static final String T256 = BundleLayout.TAG_MANIFEST_256;
    private static final String T512 = BundleLayout.TAG_MANIFEST_512;
    private static final String DECISIONS = BundleLayout.DECISIONS;
    private static final String COMPLETENESS = BundleLayout.COMPLETENESS;
    private static final String PREMIS = BundleLayout.PREMIS;
    private static final String TERMS = BundleLayout.TERMS;
    private static final String KEY = "proof/keys/statement-1.pem";
    private static final String PLANTED = "data/items/EV-000099/v1-1.txt";
    private static final String OTHER_BUNDLE = "bdl_" + "a".repeat(26);
    private static final Pattern SIGNATURE = Pattern.compile("\"signature\":\"([^\"]*)\"");
    private static final TestAuthority AUTHORITY = TestAuthority.named("Alpha");

    private final List<Mutation> all = new ArrayList<>();

    private BundleMutations() {
        archives();
        names();
        headers();
        entries();
        contents();
        layout();
        manifests();
        bag();
        signatures();
        proofs();
        receipts();
        decisions();
        holders();
        approvals();
        completeness();
        descriptions();
        terms();
    }

    static List<Mutation> all() {
        return new BundleMutations().all;
    }

    /** Changes the finished archive. */
    private void bytes(String name, FindingCode code, UnaryOperator<byte[]> change) {
        all.add(new Mutation(name, Set.of(code), () -> change.apply(BundleUnderTest.archive())));
    }

    /** Changes how the archive is built. */
    private void forged(String name, FindingCode code, Consumer<ZipForge> change) {
        all.add(new Mutation(name, Set.of(code), () -> {
            ZipForge forge = BundleUnderTest.valid().forge();
            change.accept(forge);
            return forge.write();
        }));
    }

    /** Changes files, and nothing is made again. */
    private void raw(String name, FindingCode code, Consumer<BundleUnderTest> change) {
        mutation(name, change, bundle -> {}, code);
    }

    /** Changes the payload manifests; tag manifests and signature are made again. */
    private void tagged(String name, FindingCode code, Consumer<BundleUnderTest> change) {
        mutation(name, change, BundleUnderTest::tagManifests, code);
    }

    /** Changes tag manifests; the signature is made again. */
    private void signed(String name, FindingCode code, Consumer<BundleUnderTest> change) {
        mutation(name, change, BundleUnderTest::sign, code);
    }

    /** Changes files or {@code bag-info.txt}; all manifests and the signature are made again. */
    private void listed(String name, FindingCode code, Consumer<BundleUnderTest> change) {
        mutation(name, change, BundleUnderTest::manifests, code);
    }

    /** Changes the payload; everything that follows from it is made again. */
    private void sealed(String name, Consumer<BundleUnderTest> change, FindingCode... codes) {
        mutation(name, change, BundleUnderTest::seal, codes);
    }

    private void mutation(
            String name, Consumer<BundleUnderTest> change, Consumer<BundleUnderTest> remake, FindingCode... codes) {
        all.add(new Mutation(name, Set.of(codes), () -> {
            BundleUnderTest bundle = BundleUnderTest.valid();
            change.accept(bundle);
            remake.accept(bundle);
            return bundle.forge().write();
        }));
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

    private void named(String name, String path) {
        forged(name, FindingCode.ARCHIVE_NAME, zip -> rename(zip.entries.get(zip.entries.size() - 1), path));
    }

    private static void rename(ZipForge.Entry entry, String name) {
        entry.local.name = name;
        entry.central.name = name;
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

    private static void repack(ZipForge zip, Consumer<ZipForge.Entry> change) {
        ZipForge.Entry old = zip.find("README.html");
        byte[] content = BundleUnderTest.valid().get("data/README.html");
        ZipForge.Entry entry = ZipForge.entry(old.central.name, content, true);
        change.accept(entry);
        entry.local.packedSize = entry.packed.length;
        entry.central.packedSize = entry.packed.length;
        zip.entries.set(zip.entries.indexOf(old), entry);
    }

    private void layout() {
        FindingCode missing = FindingCode.BUNDLE_FILE_MISSING;
        FindingCode unexpected = FindingCode.BUNDLE_FILE_UNEXPECTED;
        raw("no signature", missing, bundle -> bundle.remove(BundleLayout.SIGNATURE));
        raw("no checkpoint", missing, bundle -> bundle.remove(BundleLayout.CHECKPOINT));
        raw("no policy", missing, bundle -> bundle.remove(BundleLayout.POLICY));
        raw("no key", missing, bundle -> bundle.remove(KEY));
        raw("no SHA-512 manifest", missing, bundle -> bundle.remove(M512));
        raw("no tag manifest", missing, bundle -> bundle.remove(T256));
        listed("no page on how to verify", missing, bundle -> bundle.remove(BundleLayout.VERIFY));
        sealed("no cover page", bundle -> bundle.remove("data/README.html"), missing);
        raw("a gap in the keys", missing, bundle -> bundle.files.put("proof/keys/statement-3.pem", new byte[0]));
        raw(
                "a gap in the time-stamps",
                missing,
                bundle -> bundle.files.put("proof/tagmanifest-sha512.txt.2.tsr", new byte[0]));
        listed("files to be fetched from elsewhere", unexpected, bundle -> bundle.put("fetch.txt", ""));
        listed("another file beside the payload", unexpected, bundle -> bundle.put("notes.txt", "x"));
        raw("another file under proof", unexpected, bundle -> bundle.put("proof/notes.txt", "x"));
        raw("another manifest", unexpected, bundle -> bundle.put("manifest-md5.txt", ""));
        raw("a private key", unexpected, bundle -> bundle.put("proof/keys/private.pem", "x"));
        sealed("another file in the payload", bundle -> bundle.put("data/notes.txt", "x"), unexpected);
        sealed("a released file of no number", bundle -> bundle.put("data/items/EV-1/v1-1.txt", "x"), unexpected);
        sealed("a released file of no extension", bundle -> bundle.put("data/items/EV-000001/v1-9", "x"), unexpected);
    }

    private void manifests() {
        FindingCode digest = FindingCode.MANIFEST_DIGEST;
        FindingCode incomplete = FindingCode.MANIFEST_INCOMPLETE;
        FindingCode malformed = FindingCode.MANIFEST_MALFORMED;
        raw("a changed bit in a released file", digest, bundle -> bundle.flip(FIRST_FILE, 0));
        raw("a changed bit in the last byte of a document", digest, bundle -> bundle.flip(COMPLETENESS, -1));
        raw("a changed bit in a receipt", digest, bundle -> bundle.flip(FIRST_RECEIPT, 700));
        raw("a changed bit in the cover page", digest, bundle -> bundle.flip("data/README.html", 99));
        raw("a changed bit in the page on how to verify", digest, bundle -> bundle.flip(BundleLayout.VERIFY, 3));
        raw("two released files exchanged", digest, bundle -> {
            byte[] first = bundle.get(FIRST_FILE);
            bundle.files.put(FIRST_FILE, bundle.get(SECOND_FILE));
            bundle.files.put(SECOND_FILE, first);
        });
        raw("payload manifests made again and not the others", digest, bundle -> {
            bundle.flip(FIRST_FILE, 0);
            String old = Sha2.sha512(BundleUnderTest.valid().get(FIRST_FILE)).hex();
            bundle.replace(M512, old, Sha2.sha512(bundle.get(FIRST_FILE)).hex());
            String old256 = Sha2.sha256(BundleUnderTest.valid().get(FIRST_FILE)).hex();
            bundle.replace(M256, old256, Sha2.sha256(bundle.get(FIRST_FILE)).hex());
        });
        tagged(
                "a wrong digest in the SHA-512 manifest alone",
                digest,
                bundle ->
                        bundle.replace(M512, Sha2.sha512(bundle.get(FIRST_FILE)).hex(), "0".repeat(128)));
        tagged(
                "a wrong digest in the SHA-256 manifest alone",
                digest,
                bundle ->
                        bundle.replace(M256, Sha2.sha256(bundle.get(FIRST_FILE)).hex(), "0".repeat(64)));
        signed(
                "a wrong digest in a tag manifest",
                digest,
                bundle -> bundle.replace(T256, Sha2.sha256(bundle.get(BAG_INFO)).hex(), "0".repeat(64)));
        tagged(
                "a file that the SHA-256 manifest does not name",
                incomplete,
                bundle -> bundle.replaceFirst(M256, "[0-9a-f]+  " + FIRST_FILE + "\n", ""));
        tagged(
                "a file that the SHA-512 manifest does not name",
                incomplete,
                bundle -> bundle.replaceFirst(M512, "[0-9a-f]+  data/ro-crate.*\n", ""));
        tagged(
                "a file that is only in a manifest",
                incomplete,
                bundle -> bundle.text(M512, text -> text + "0".repeat(128) + "  data/z\n"));
        signed(
                "a tag file that no tag manifest names",
                incomplete,
                bundle -> bundle.replaceFirst(T512, "[0-9a-f]+  VERIFY.md\n", ""));
        signed(
                "a tag manifest that names the payload",
                incomplete,
                bundle -> bundle.text(
                        T512,
                        text -> text.replaceFirst(
                                "(?m)^([0-9a-f]+)  manifest-sha256",
                                Sha2.sha512(bundle.get(FIRST_FILE)).hex() + "  " + FIRST_FILE
                                        + "\n$1  manifest-sha256")));
        raw("a released file that was left out", incomplete, bundle -> bundle.remove(FIRST_FILE));
        raw("a released file that was put in", incomplete, bundle -> bundle.put("data/items/EV-000001/v1-9.txt", "x"));
        tagged("a manifest in capitals", malformed, bundle -> bundle.text(M256, text -> text.replace('a', 'A')));
        tagged("a manifest out of order", malformed, bundle -> bundle.text(M256, BundleMutations::reversed));
        tagged(
                "a manifest that names a file twice",
                malformed,
                bundle -> bundle.text(M256, text -> text.substring(0, text.indexOf('\n') + 1) + text));
        tagged(
                "a manifest whose last line does not end",
                malformed,
                bundle -> bundle.text(M256, text -> text.substring(0, text.length() - 1)));
        tagged(
                "a manifest with other line ends",
                malformed,
                bundle -> bundle.text(M512, text -> text.replaceFirst("  ", " *")));
        tagged("a manifest with an empty line", malformed, bundle -> bundle.text(M512, text -> text + "\n"));
        tagged(
                "a manifest with a line without end",
                malformed,
                bundle -> bundle.text(M512, text -> text + "0".repeat(5_000)));
        tagged("an empty manifest", incomplete, bundle -> bundle.put(M256, ""));
    }

    private static String reversed(String text) {
        List<String> lines = new ArrayList<>(List.of(text.split("\n")));
        java.util.Collections.reverse(lines);
        return String.join("\n", lines) + "\n";
    }

    private void bag() {
        FindingCode code = FindingCode.BAG_INFO;
        listed(
                "another number of files",
                code,
                bundle -> bundle.replaceFirst(BAG_INFO, "(Payload-Oxum: [0-9]+)\\.([0-9]+)", "$1.9$2"));
        listed("another number of bytes", code, bundle -> bundle.replaceFirst(BAG_INFO, "Payload-Oxum: ", "$09"));
        listed("a date that is none", code, bundle -> bundle.replaceFirst(BAG_INFO, "2026-11-23", "2026-11-31"));
        listed(
                "a label that names somebody",
                code,
                bundle -> bundle.text(BAG_INFO, text -> text + "Contact-Name: somebody\n"));
        listed("a label missing", code, bundle -> bundle.replaceFirst(BAG_INFO, "Source-Organization.*\n", ""));
        listed("another format", code, bundle -> bundle.replace(BAG_INFO, "Format: 1", "Format: 2"));
        listed("another profile", code, bundle -> bundle.replace(BAG_INFO, "profile:1", "profile:2"));
        listed("another version of bags", code, bundle -> bundle.replace(BundleLayout.BAGIT, "1.0", "0.97"));
        listed("another character set", code, bundle -> bundle.replace(BundleLayout.BAGIT, "UTF-8", "UTF-16"));
        listed(
                "another digest of the terms",
                FindingCode.BAG_INFO_DIGEST,
                bundle -> bundle.replaceFirst(BAG_INFO, "Agreement-Digest: .*", "Agreement-Digest: " + "0".repeat(64)));
        listed(
                "another digest of the decisions",
                FindingCode.BAG_INFO_DIGEST,
                bundle -> bundle.replaceFirst(BAG_INFO, "Decision-Digest: .*", "Decision-Digest: " + "0".repeat(64)));
        listed(
                "terms exchanged",
                FindingCode.BAG_INFO_DIGEST,
                bundle -> bundle.replace(TERMS, "distribute", "DISTRIBUTE"));
        sealed("another bundle's name", bundle -> bundle.root = OTHER_BUNDLE, FindingCode.BUNDLE_ID);
        sealed(
                "decisions of another bundle",
                bundle -> bundle.replaceFirst(DECISIONS, "bdl_[a-z0-9]+", OTHER_BUNDLE),
                FindingCode.BUNDLE_ID);
        sealed(
                "a list of another bundle",
                bundle -> bundle.replaceFirst(COMPLETENESS, "bdl_[a-z0-9]+", OTHER_BUNDLE),
                FindingCode.BUNDLE_ID);
        sealed(
                "undertakings for another bundle",
                bundle -> bundle.replaceFirst("data/policy/undertakings.json", "bdl_[a-z0-9]+", OTHER_BUNDLE),
                FindingCode.BUNDLE_ID);
        sealed(
                "handling of another bundle",
                bundle -> bundle.replaceFirst("data/policy/handling.json", "bdl_[a-z0-9]+", OTHER_BUNDLE),
                FindingCode.BUNDLE_ID);
    }

    private void signatures() {
        FindingCode code = FindingCode.BUNDLE_SIGNATURE;
        raw("a changed bit at the end of the signature", code, bundle -> bundle.flip(BundleLayout.SIGNATURE, -1));
        raw("a changed bit in the signer's name", code, bundle -> bundle.flip(BundleLayout.SIGNATURE, 120));
        raw("no signature in the file", code, bundle -> bundle.put(BundleLayout.SIGNATURE, ""));
        raw(
                "a signature without signers",
                code,
                bundle -> bundle.files.put(
                        BundleLayout.SIGNATURE, CmsForge.withoutSigners(bundle.get(BundleLayout.SIGNATURE))));
        raw(
                "a signature without certificates",
                code,
                bundle -> bundle.files.put(
                        BundleLayout.SIGNATURE, CmsForge.withoutCertificates(bundle.get(BundleLayout.SIGNATURE))));
        raw(
                "a signature twice",
                code,
                bundle -> bundle.files.put(BundleLayout.SIGNATURE, CmsForge.twice(bundle.get(BundleLayout.SIGNATURE))));
        raw(
                "a signature with parts that nobody signed",
                code,
                bundle -> bundle.files.put(
                        BundleLayout.SIGNATURE, CmsForge.withUnsignedPart(bundle.get(BundleLayout.SIGNATURE))));
        raw(
                "a signature over something else",
                code,
                bundle -> bundle.files.put(
                        BundleLayout.SIGNATURE,
                        org.sillok.crypto.DetachedSignature.sign(
                                        Bytes.utf8("something else"), bundle.signer, BundleUnderTest.SIGNED)
                                .toArray()));
        raw(
                "a signature that brings its content",
                code,
                bundle -> bundle.files.put(
                        BundleLayout.SIGNATURE,
                        CmsForge.withContent(bundle.get(BundleLayout.SIGNATURE), bundle.get(T512))));
        raw("a changed file with all manifests made again, but not the signature", code, bundle -> {
            byte[] signature = bundle.get(BundleLayout.SIGNATURE);
            bundle.replace("data/README.html", "html", "htm1");
            bundle.seal();
            bundle.files.put(BundleLayout.SIGNATURE, signature);
        });
        raw("a stranger's signature", FindingCode.BUNDLE_SIGNER, bundle -> {
            bundle.signer = SampleBundle.partyKey();
            bundle.sign();
        });
        raw("a stranger's signature with the stranger's key", FindingCode.BUNDLE_KEYS, bundle -> {
            bundle.signer = SampleBundle.partyKey();
            bundle.sign();
            bundle.put("proof/keys/statement-2.pem", strangersPem());
        });
        raw("a stranger's signature with the certificate of a statement key before its own", code, bundle -> {
            byte[] genuine = bundle.get(BundleLayout.SIGNATURE);
            bundle.signer = SampleBundle.partyKey();
            bundle.sign();
            bundle.files.put(
                    BundleLayout.SIGNATURE,
                    CmsForge.withCertificateBefore(bundle.get(BundleLayout.SIGNATURE), genuine));
        });
        raw(
                "a key that signed nothing",
                FindingCode.BUNDLE_KEYS,
                bundle -> bundle.put("proof/keys/statement-2.pem", strangersPem()));
        raw(
                "a key twice",
                FindingCode.BUNDLE_KEYS,
                bundle -> bundle.put("proof/keys/statement-2.pem", bundle.text(KEY)));
        raw("a key in another spelling", FindingCode.BUNDLE_KEYS, bundle -> bundle.text(KEY, text -> text + "\n"));
        fixLast(FindingCode.BUNDLE_KEYS, FindingCode.BUNDLE_SIGNER);
        mutation(
                "a key that is none",
                bundle -> bundle.put(KEY, "none"),
                bundle -> {},
                FindingCode.BUNDLE_KEYS,
                FindingCode.BUNDLE_SIGNER);
    }

    private static String strangersPem() {
        return Pem.write(Pem.PUBLIC_KEY, SampleBundle.partyKey().publicKey().spki());
    }

    private void proofs() {
        FindingCode stamp = FindingCode.BUNDLE_TIME_STAMP;
        String first = "proof/tagmanifest-sha512.txt.1.tsr";
        raw("a time-stamp that is none", stamp, bundle -> bundle.put(first, "none"));
        raw(
                "a time-stamp over something else",
                stamp,
                bundle -> bundle.files.put(
                        first,
                        AUTHORITY
                                .token("else".getBytes(UTF_8), BundleUnderTest.SIGNED)
                                .toArray()));
        raw(
                "a time-stamp over the checkpoint",
                stamp,
                bundle -> bundle.files.put(
                        first,
                        AUTHORITY
                                .token(bundle.get(BundleLayout.CHECKPOINT), BundleUnderTest.SIGNED)
                                .toArray()));
        String checkpoint = BundleLayout.CHECKPOINT;
        raw(
                "a checkpoint of another size",
                FindingCode.CHECKPOINT_INVALID,
                bundle -> bundle.text(checkpoint, text -> text.replaceFirst("\n2\n", "\n3\n")));
        raw(
                "a checkpoint without signatures",
                FindingCode.CHECKPOINT_INVALID,
                bundle -> bundle.text(checkpoint, text -> text.substring(0, text.indexOf("\n\n") + 2)));
        raw(
                "a checkpoint with a stranger's line",
                FindingCode.CHECKPOINT_INVALID,
                bundle -> bundle.text(
                        checkpoint,
                        text -> text
                                + strangersCheckpoint()
                                        .substring(strangersCheckpoint().indexOf("\n\n") + 2)));
        raw("an empty checkpoint", FindingCode.CHECKPOINT_INVALID, bundle -> bundle.put(checkpoint, ""));
        mutation(
                "a checkpoint without its post-quantum signature",
                bundle -> bundle.text(checkpoint, BundleMutations::withoutLastLine),
                bundle -> {},
                FindingCode.BUNDLE_POLICY,
                FindingCode.ISSUER_NOT_TRUSTED);
        raw("a stranger's checkpoint and policy", FindingCode.ISSUER_NOT_TRUSTED, bundle -> {
            bundle.put(checkpoint, strangersCheckpoint());
            bundle.put(
                    BundleLayout.POLICY, VerifyFixtures.anotherLogKey().policy().text());
        });
        raw(
                "another checkpoint of the same log",
                FindingCode.BUNDLE_CHECKPOINT,
                bundle -> bundle.put(checkpoint, checkpointBy(VerifyFixtures.aLogKey())));
        raw("a policy that is none", FindingCode.BUNDLE_POLICY, bundle -> bundle.put(BundleLayout.POLICY, "none\n"));
        mutation(
                "a policy that asks for somebody else",
                bundle -> bundle.put(
                        BundleLayout.POLICY,
                        bundle.text(BundleLayout.POLICY)
                                .replace(
                                        VerifyFixtures.aLogKey().postQuantum().vkey(),
                                        VerifyFixtures.anotherLogKey()
                                                .postQuantum()
                                                .vkey())),
                bundle -> {},
                FindingCode.BUNDLE_POLICY);
    }

    private static String strangersCheckpoint() {
        return checkpointBy(VerifyFixtures.anotherLogKey());
    }

    private static String checkpointBy(CheckpointSigner key) {
        return new String(
                key.sign(new Checkpoint(CustodyFixtures.ORIGIN, 2, Sha2.sha256(Bytes.utf8("root"))), 1_763_700_000)
                        .note()
                        .toArray(),
                UTF_8);
    }

    private static String withoutLastLine(String text) {
        return text.substring(0, text.lastIndexOf('\n', text.length() - 2) + 1);
    }

    private void receipt(String name, FindingCode code, UnaryOperator<Receipt> change) {
        sealed(name, bundle -> bundle.receipt(FIRST_RECEIPT, change), code);
    }

    private static Receipt with(Receipt receipt, Receipt.Entry entry) {
        return new Receipt(List.of(entry), receipt.head(), receipt.statementKeys(), receipt.logKeys(), receipt.times());
    }

    private static Receipt.Entry first(Receipt receipt) {
        return receipt.entries().get(0);
    }

    private static Receipt keys(Receipt receipt, List<String> log) {
        return new Receipt(receipt.entries(), receipt.head(), receipt.statementKeys(), log, receipt.times());
    }

    private void receipts() {
        sealed(
                "a receipt in another spelling",
                bundle -> bundle.text(FIRST_RECEIPT, text -> text + "\n"),
                FindingCode.RECEIPT_MALFORMED);
        receipt(
                "a statement's signature of another statement",
                FindingCode.STATEMENT_SIGNATURE,
                receipt -> with(
                        receipt,
                        new Receipt.Entry(
                                new SignedStatement(
                                        first(receipt).signed().statement(),
                                        Bytes.of(CustodyFixtures.aStatementKey().sign("else".getBytes(UTF_8)))),
                                first(receipt).disclosures(),
                                first(receipt).proof())));
        fixLast(FindingCode.STATEMENT_SIGNATURE, FindingCode.PROOF_INVALID);
        receipt(
                "a withheld time",
                FindingCode.DISCLOSURE_MISSING,
                receipt -> with(receipt, without(receipt, Field.TIME)));
        receipt(
                "a withheld digest of a released file",
                FindingCode.FILE_DIFFERS,
                receipt -> with(receipt, without(receipt, Field.SHA512)));
        sealed(
                "a disclosure of another item",
                bundle -> bundle.receipt(
                        FIRST_RECEIPT,
                        receipt -> with(
                                receipt,
                                new Receipt.Entry(
                                        first(receipt).signed(),
                                        first(parse(bundle, SECOND_RECEIPT)).disclosures(),
                                        first(receipt).proof()))),
                FindingCode.DISCLOSURE_FOREIGN,
                FindingCode.HEAD_CONTRADICTION,
                FindingCode.ITEMS_DIFFER,
                FindingCode.FILE_DIFFERS);
        receipt(
                "a proof of another entry",
                FindingCode.PROOF_INVALID,
                receipt -> with(
                        receipt,
                        new Receipt.Entry(
                                first(receipt).signed(),
                                first(receipt).disclosures(),
                                first(receipt).proof().replace("index 0\n", "index 1\n"))));
        receipt(
                "a proof with something added",
                FindingCode.PROOF_MALFORMED,
                receipt -> with(
                        receipt,
                        new Receipt.Entry(
                                first(receipt).signed(),
                                first(receipt).disclosures(),
                                first(receipt).proof() + "\n")));
        receipt(
                "another log's key",
                FindingCode.LOG_KEYS,
                receipt -> keys(
                        receipt,
                        List.of(
                                receipt.logKeys().get(0),
                                receipt.logKeys().get(1),
                                VerifyFixtures.anotherLogKey().log().vkey())));
        fixLast(FindingCode.LOG_KEYS, FindingCode.BUNDLE_CHECKPOINT);
        receipt(
                "a statement key too many",
                FindingCode.STATEMENT_KEYS,
                receipt -> new Receipt(
                        receipt.entries(),
                        receipt.head(),
                        List.of(
                                receipt.statementKeys().get(0),
                                SampleBundle.partyKey().publicKey()),
                        receipt.logKeys(),
                        receipt.times()));
        fixLast(FindingCode.STATEMENT_KEYS, FindingCode.BUNDLE_KEYS);
        receipt(
                "a head signed by a stranger",
                FindingCode.HEAD_SIGNATURE,
                receipt -> new Receipt(
                        receipt.entries(),
                        new SignedHead(
                                receipt.head().head(),
                                Bytes.of(SampleBundle.partyKey()
                                        .sign(receipt.head().head().bytes().toArray()))),
                        receipt.statementKeys(),
                        receipt.logKeys(),
                        receipt.times()));
        sealed(
                "a head of another item",
                bundle -> bundle.receipt(
                        FIRST_RECEIPT,
                        receipt -> new Receipt(
                                receipt.entries(),
                                parse(bundle, SECOND_RECEIPT).head(),
                                receipt.statementKeys(),
                                receipt.logKeys(),
                                receipt.times())),
                FindingCode.HEAD_CONTRADICTION);
        receipt(
                "a time-stamp in a receipt that is none",
                FindingCode.TIME_STAMP_INVALID,
                receipt -> new Receipt(
                        receipt.entries(),
                        receipt.head(),
                        receipt.statementKeys(),
                        receipt.logKeys(),
                        List.of(AUTHORITY.token("else".getBytes(UTF_8), BundleUnderTest.SIGNED))));
        sealed(
                "the receipts of two items exchanged",
                bundle -> {
                    byte[] one = bundle.get(FIRST_RECEIPT);
                    bundle.files.put(FIRST_RECEIPT, bundle.get(SECOND_RECEIPT));
                    bundle.files.put(SECOND_RECEIPT, one);
                },
                FindingCode.FILE_DIFFERS);
        sealed(
                "one receipt for two items",
                bundle -> bundle.files.put(SECOND_RECEIPT, bundle.get(FIRST_RECEIPT)),
                FindingCode.ITEMS_DIFFER,
                FindingCode.FILE_DIFFERS);
        sealed("an item without a receipt", bundle -> bundle.remove(FIRST_RECEIPT), FindingCode.ITEMS_DIFFER);
        sealed(
                "a receipt without an item",
                bundle -> bundle.files.put("data/custody/EV-000003.sillok.json", bundle.get(FIRST_RECEIPT)),
                FindingCode.ITEMS_DIFFER);
        sealed(
                "a released file with other bytes, all else made again",
                bundle -> bundle.release(FIRST_FILE, "other bytes".getBytes(UTF_8)),
                FindingCode.FILE_DIFFERS);
        sealed(
                "a released file with the bytes of another of the item's files",
                bundle -> bundle.release(FIRST_FILE, bundle.get(SECOND_FILE)),
                FindingCode.FILE_DIFFERS);
        sealed(
                "a released file with the bytes of another item's file",
                bundle -> bundle.release(FIRST_FILE, bundle.get("data/items/EV-000002/v1-3.pdf")),
                FindingCode.FILE_DIFFERS);
        sealed("an emptied released file", bundle -> bundle.release(FIRST_FILE, new byte[0]), FindingCode.FILE_DIFFERS);
        sealed(
                "a receipt of another log",
                bundle -> bundle.files.put(
                        FIRST_RECEIPT,
                        VerifyFixtures.aLogWith(1).receipt(0, 0).write().toArray()),
                FindingCode.BUNDLE_CHECKPOINT,
                FindingCode.FILE_DIFFERS);
    }

    /** What a defect also shows, because the same fact is told in two places. */
    private void fixLast(FindingCode... codes) {
        Mutation last = all.remove(all.size() - 1);
        all.add(new Mutation(last.name(), Set.of(codes), last.archive()));
    }

    private static Receipt parse(BundleUnderTest bundle, String name) {
        try {
            return Receipt.parse(bundle.get(name));
        } catch (org.sillok.custody.core.CustodyFormatException e) {
            throw new AssertionError(e);
        }
    }

    private static Receipt.Entry without(Receipt receipt, Field field) {
        Receipt.Entry entry = first(receipt);
        return new Receipt.Entry(
                entry.signed(),
                entry.disclosures().stream()
                        .filter(disclosure -> disclosure.name().field() != field)
                        .toList(),
                entry.proof());
    }

    private void decision(String name, FindingCode code, String old, String replacement) {
        sealed(name, bundle -> bundle.replaceFirst(DECISIONS, old, replacement), code);
    }

    private void decisions() {
        FindingCode malformed = FindingCode.DECISIONS_MALFORMED;
        decision("decisions of another type", malformed, "decisions/1", "decisions/2");
        decision("a decision with another member", malformed, "\"outcome\"", "\"note\":1,\"outcome\"");
        decision("a decision with a member twice", malformed, "\"outcome\"", "\"outcome\":\"PERMIT\",\"outcome\"");
        decision("a decision without a basis", malformed, ",\"basis\":\"[^\"]*\",\"obl", ",\"obl");
        decision("a decision with a short basis", malformed, ",\"basis\":\"..([^\"]*\",\"obl)", ",\"basis\":\"$1");
        decision("a decision about nobody's item", malformed, "\"holder\":\"pty_", "\"holder\":\"pty-");
        decision(
                "a decision with approvals of its own",
                malformed,
                "\"obligations\"",
                "\"approvals\":[],\"obligations\"");
        decision("a decision on no version", malformed, "\"version\":1", "\"version\":0");
        decision("a decision with a number in another form", malformed, "EV-000001", "EV-1");
        decision("decisions with something behind them", malformed, "\\}\n$", "}\n{}");
        decision("a decision for nobody", malformed, "\"requester\":\"pty_", "\"requester\":\"pty-");
        decision("a decision that denies", FindingCode.DECISION_MISSING, "PERMIT", "DENY");
        decision("a decision that does not know", FindingCode.DECISION_MISSING, "PERMIT", "UNKNOWN");
        decision("a decision that nearly permits", FindingCode.DECISION_MISSING, "PERMIT", "PERMIT ");
        sealed(
                "a decision on another version",
                bundle -> bundle.replaceFirst(DECISIONS, "\"version\":1", "\"version\":2"),
                FindingCode.DECISION_MISSING,
                FindingCode.COMPLETENESS_CONTRADICTION);
        sealed(
                "a decision left out",
                bundle -> bundle.text(DECISIONS, BundleMutations::withoutFirstItem),
                FindingCode.DECISION_MISSING,
                FindingCode.HOLDERS_DIFFER,
                FindingCode.ITEMS_DIFFER);
        sealed(
                "a decision twice",
                bundle -> bundle.text(DECISIONS, BundleMutations::withFirstItemTwice),
                FindingCode.ITEMS_DIFFER);
    }

    private void holders() {
        FindingCode malformed = FindingCode.DECISIONS_MALFORMED;
        decision("decisions without holders", malformed, "\"holders\":\\[(?s:.*?)\\],\n?\"items\"", "\"items\"");
        decision("a holder without a basis", malformed, "\"basis\":\"[^\"]*\",\"app", "\"app");
        decision("a holder with a short basis", malformed, "\"basis\":\"..", "\"basis\":\"");
        decision("a holder without a list of approvals", malformed, ",\"approvals\":\\[.*?\\]", "");
        decision("a holder who is no party", malformed, "\"party\":\"pty_", "\"party\":\"org_");
        decision("a holder with a name", malformed, "\"party\"", "\"name\":\"x\",\"party\"");
        FindingCode differ = FindingCode.HOLDERS_DIFFER;
        decision("no holders", differ, "\"holders\":\\[(?s:.*?)\\],\"items\"", "\"holders\":[],\"items\"");
        decision("a holder who is not listed", differ, "(?s)(\"holders\":\\[\\s*)\\{.*?\\]\\},\\s*", "$1");
        decision("a holder who is listed twice", differ, "(?s)(\"holders\":\\[\\s*)(\\{.*?\\]\\},\\s*)", "$1$2$2");
        decision(
                "an item of somebody who approved nothing",
                differ,
                "\"holder\":\"pty_[a-z0-9]+",
                "\"holder\":\""
                        + PartyId.fresh(CustodyFixtures.randomness("nobody")).value());
        decision(
                "a holder of nothing that is here",
                differ,
                "\"holder\":\"pty_[a-z0-9]+",
                "\"holder\":\"" + SampleBundle.holder(1).value());
    }

    private void approvals() {
        FindingCode malformed = FindingCode.DECISIONS_MALFORMED;
        FindingCode missing = FindingCode.APPROVAL_MISSING;
        FindingCode signature = FindingCode.APPROVAL_SIGNATURE;
        String two = "\"approvals\":\\[(\\{.*?\\}),(\\{.*?\\})\\]";
        decision("a holder without approvals", missing, two, "\"approvals\":[]");
        decision("a single approval", missing, two, "\"approvals\":[$1]");
        decision("one approval for two", missing, two, "\"approvals\":[$1,$1]");
        decision("one approval twice among three", missing, two, "\"approvals\":[$1,$2,$2]");
        sealed(
                "one signature in the name of two parties",
                bundle -> {
                    bundle.replaceFirst(DECISIONS, two, "\"approvals\":[$1,$1]");
                    bundle.replaceFirst(
                            DECISIONS,
                            "pty_[a-z0-9]+\",\"signedBy",
                            SampleBundle.holder(1).value() + "\",\"signedBy");
                },
                missing);
        sealed(
                "two approvals, none by the holder",
                bundle -> bundle.replace(
                        DECISIONS,
                        SampleBundle.holder(0).value() + "\",\"signedBy",
                        SampleBundle.holder(1).value() + "\",\"signedBy"),
                missing);
        decision("an approval by the service in a party's name", missing, "PARTY_KEY", "SERVICE");
        decision("an approval on paper", missing, "PARTY_KEY", "PAPER");
        String zeros = org.sillok.kernel.Base64Url.encode(new byte[32]);
        decision("an approval of another basis", signature, "\"basis\":\"[^\"]*\"", "\"basis\":\"" + zeros + "\"");
        sealed(
                "approvals of another request",
                bundle -> bundle.replaceFirst(DECISIONS, "req_[a-z0-9]+", "req_" + "a".repeat(26)),
                signature);
        decision("approvals of another revision", signature, "\"revision\":1", "\"revision\":2");
        decision("approvals of no revision", malformed, "\"revision\":1", "\"revision\":0");
        decision(
                "an approval with another key",
                signature,
                "\"key\":\"[^\"]*\"",
                "\"key\":\"" + base64(SampleBundle.signer().publicKey().spki()) + "\"");
        signature(
                "an approval over something else",
                text -> SampleBundle.partyKey().sign("else".getBytes(UTF_8)));
        signature("an approval over the basis alone", text -> {
            String[] lines = new String(text, UTF_8).split("\n");
            return SampleBundle.partyKey().sign(lines[3].getBytes(UTF_8));
        });
        signature(
                "an approval with a line feed at its end",
                text -> SampleBundle.partyKey().sign((new String(text, UTF_8) + "\n").getBytes(UTF_8)));
        signature(
                "an approval with the higher s",
                text -> higher(SampleBundle.partyKey().sign(text)));
        sealed(
                "one approval and its other form",
                bundle -> {
                    bundle.replaceFirst(DECISIONS, two, "\"approvals\":[$1,$1]");
                    Matcher first = SIGNATURE.matcher(bundle.text(DECISIONS));
                    if (!first.find()) {
                        throw new AssertionError("no signature");
                    }
                    byte[] der = Base64.getDecoder().decode(first.group(1));
                    bundle.replaceFirst(
                            DECISIONS, SIGNATURE.pattern(), "\"signature\":\"" + base64(higher(der)) + "\"");
                },
                signature);
        signature("an approval with something behind its signature", text -> {
            byte[] good = SampleBundle.partyKey().sign(text);
            return Arrays.copyOf(good, good.length + 1);
        });
        signature("an approval with an empty signature", text -> new byte[0]);
        decision("an approval with a key that is none", malformed, "\"key\":\"[^\"]*\"", "\"key\":\"AAAA\"");
        decision(
                "an approval with a key on another curve",
                malformed,
                "\"key\":\"[^\"]*\"",
                "\"key\":\"" + base64(onAnotherCurve()) + "\"");
        decision("an approval with a key in another spelling", malformed, "(\"key\":\"[^\"=]*)==", "$1");
        decision("an approval by nobody", malformed, "pty_([a-z0-9]+\",\"signedBy)", "$1");
        decision("an approval with a date", malformed, "\"signedBy\"", "\"date\":\"2026-11-23\",\"signedBy\"");
        sealed(
                "the signatures of two approvals exchanged",
                bundle -> bundle.text(DECISIONS, BundleMutations::exchangedSignatures),
                signature);
        sealed(
                "the approvals of two holders exchanged",
                bundle -> bundle.text(DECISIONS, text -> {
                    Matcher lists = Pattern.compile("\"approvals\":\\[.*?\\]").matcher(text);
                    return exchanged(text, lists);
                }),
                signature,
                missing);
    }

    /** Another first signature of the first holder, made of what was to be signed. */
    private void signature(String name, UnaryOperator<byte[]> sign) {
        sealed(
                name,
                bundle -> {
                    try {
                        Decisions decisions = Decisions.parse(bundle.get(DECISIONS));
                        byte[] text = decisions.signedText(decisions.holders().get(0));
                        bundle.replaceFirst(
                                DECISIONS, SIGNATURE.pattern(), "\"signature\":\"" + base64(sign.apply(text)) + "\"");
                    } catch (BundleFormatException e) {
                        throw new AssertionError(e);
                    }
                },
                FindingCode.APPROVAL_SIGNATURE);
    }

    /** The same signature with the other of its two possible {@code s}. */
    private static byte[] higher(byte[] der) {
        BigInteger order = ECNamedCurveTable.getByName("P-256").getN();
        try {
            BigInteger[] rs = StandardDSAEncoding.INSTANCE.decode(order, der);
            return StandardDSAEncoding.INSTANCE.encode(order, rs[0], order.subtract(rs[1]));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A key of secp256k1, as far as its form goes. */
    private static byte[] onAnotherCurve() {
        byte[] spki = SampleBundle.partyKey().publicKey().spki();
        byte[] head = HexFormat.of().parseHex("3056301006072a8648ce3d020106052b8104000a034200");
        byte[] other = Arrays.copyOf(head, head.length + 65);
        System.arraycopy(spki, spki.length - 65, other, head.length, 65);
        return other;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String planted(String text) {
        return text.replace("\"" + FIRST_FILE + "\",", "\"" + FIRST_FILE + "\",\"" + PLANTED + "\",");
    }

    private static String withoutFirstItem(String text) {
        int start = text.indexOf("{\"number\":\"EV-000001\"");
        return text.substring(0, start) + text.substring(text.indexOf("{\"number\":\"EV-000002\""));
    }

    private static String withFirstItemTwice(String text) {
        int start = text.indexOf("{\"number\":\"EV-000001\"");
        String item = text.substring(start, text.indexOf("{\"number\":\"EV-000002\""));
        return text.substring(0, start) + item + text.substring(start);
    }

    private static String exchangedSignatures(String text) {
        return exchanged(text, SIGNATURE.matcher(text));
    }

    private static String exchanged(String text, Matcher matcher) {
        List<String> found = new ArrayList<>();
        while (matcher.find()) {
            found.add(matcher.group());
        }
        return text.replace(found.get(0), "?")
                .replace(found.get(1), found.get(0))
                .replace("?", found.get(1));
    }

    private void completed(String name, FindingCode code, String old, String replacement) {
        sealed(name, bundle -> bundle.replaceFirst(COMPLETENESS, old, replacement), code);
    }

    private void completeness() {
        FindingCode malformed = FindingCode.COMPLETENESS_MALFORMED;
        FindingCode contradiction = FindingCode.COMPLETENESS_CONTRADICTION;
        completed("said to be complete though something is withheld", contradiction, "WITHHELD_LISTED", "COMPLETE");
        completed(
                "withheld parts listed whose existence is not confirmed",
                contradiction,
                "WITHHELD_LISTED",
                "EXISTENCE_NOT_CONFIRMED");
        sealed(
                "withheld parts said to be listed, and none is",
                bundle -> bundle.text(
                        COMPLETENESS, text -> text.replaceFirst("(?s)\"withheld\":\\[.*?\\]", "\"withheld\":[]")),
                contradiction);
        completed("another status", malformed, "WITHHELD_LISTED", "MOSTLY_COMPLETE");
        completed("a list of another type", malformed, "completeness/1", "completeness/2");
        completed("a short commitment", malformed, "\"commitment\":\"..", "\"commitment\":\"");
        completed("no commitment", malformed, ",\"commitment\":\"[^\"]*\"", "");
        String reason = "\"reason\":\"NOT_PERMITTED\"";
        completed("a withheld part without reason", malformed, reason, "\"reason\":\"\"");
        completed("a reason in words", malformed, reason, "\"reason\":\"The source is afraid\"");
        completed("a reason in small letters", malformed, reason, "\"reason\":\"not_permitted\"");
        completed("a reason that begins with a number", malformed, reason, "\"reason\":\"1ST\"");
        completed("a reason that is too long", malformed, reason, "\"reason\":\"" + "A".repeat(65) + "\"");
        completed("a reason that is no text", malformed, reason, "\"reason\":null");
        completed("a withheld part with a name", malformed, reason, reason + ",\"item\":\"x\"");
        completed("a withheld part under an item's number", malformed, "WH-0001", "EV-000003");
        sealed(
                "a withheld part twice",
                bundle -> bundle.text(COMPLETENESS, text -> text.replace("\"number\":null", "\"number\":\"WH-0001\"")),
                malformed);
        sealed(
                "a released item that the list lacks",
                bundle -> bundle.text(COMPLETENESS, BundleMutations::withoutFirstItem),
                FindingCode.ITEMS_DIFFER);
        sealed(
                "an item on the list twice",
                bundle -> bundle.text(COMPLETENESS, BundleMutations::withFirstItemTwice),
                FindingCode.ITEMS_DIFFER);
        completed("a listed item that is not here", FindingCode.ITEMS_DIFFER, "EV-000002\",", "EV-000003\",");
        fixLast(FindingCode.ITEMS_DIFFER, contradiction);
        completed("a listed file that is not here", contradiction, "v1-1\\.jpg", "v1-1.txt");
        sealed(
                "a released file planted under a number that nobody decided",
                bundle -> {
                    bundle.put(PLANTED, "planted");
                    bundle.text(COMPLETENESS, BundleMutations::planted);
                },
                FindingCode.DECISION_MISSING,
                contradiction);
        completed("a file that the list lacks", contradiction, "\"" + FIRST_FILE + "\",", "");
        completed("another version on the list", contradiction, "\"version\":1", "\"version\":2");
    }

    private void premis(String name, String old, String replacement) {
        sealed(name, bundle -> bundle.replaceFirst(PREMIS, old, replacement), FindingCode.PREMIS_DIFFERS);
    }

    private void descriptions() {
        premis("a description with another digest", "<messageDigest>[0-9a-f]", "<messageDigest>g");
        premis("a description of another file", "v1-1\\.jpg", "v1-1.txt");
        premis(
                "a description of another item",
                "/EV-000002</objectIdentifierValue>",
                "/EV-000003</objectIdentifierValue>");
        premis("a description of another bundle", "bdl_[a-z0-9]+</obj", OTHER_BUNDLE + "</obj");
        premis("a description without an item", "<object xsi:type=\"intellectualEntity\">.*EV-000001.*\n", "");
        premis("a description without a file", "<object xsi:type=\"file\">.*v1-1\\.jpg.*\n", "");
        premis("a description that lacks a digest", "<fixity>.*?</fixity>", "");
        premis("a description that is no XML", "</premis>", "");
        premis("a description that is too deep", "</premis>", "<a>".repeat(16) + "</a>".repeat(16) + "</premis>");
        premis("a description in another namespace", "premis/v3\"", "premis/v2\"");
        premis(
                "a description with a document type",
                "<premis ",
                "<!DOCTYPE premis [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>\n<premis ");
        premis("a description of a thing of another kind", "xsi:type=\"file\"", "xsi:type=\"bitstream\"");
        FindingCode malformed = FindingCode.DOCUMENT_MALFORMED;
        sealed("handling that is not JSON", bundle -> bundle.put("data/policy/handling.json", "{"), malformed);
        sealed(
                "undertakings with a member twice",
                bundle -> bundle.replaceFirst(
                        "data/policy/undertakings.json", "\"undertakings\":", "\"bundle\":\"x\",\"undertakings\":"),
                malformed);
        sealed(
                "a consent receipt that is a list",
                bundle -> bundle.put("data/policy/consent-receipts/C-0001.jsonld", "[]"),
                malformed);
        sealed(
                "a consent receipt that is not UTF-8",
                bundle -> bundle.files.put(
                        "data/policy/consent-receipts/C-0001.jsonld", new byte[] {'"', (byte) 0xff, '"'}),
                malformed);
    }

    private void terms(String name, UnaryOperator<String> change) {
        sealed(name, bundle -> bundle.text(TERMS, change), FindingCode.TERMS_MALFORMED);
    }

    private void terms() {
        sealed(
                "terms that permit where they conflict",
                bundle -> bundle.replace(TERMS, "prohibit", "perm"),
                FindingCode.TERMS_MALFORMED);
        sealed(
                "terms that do not say what wins",
                bundle -> bundle.replace(TERMS, "\"conflict\":\"prohibit\",", ""),
                FindingCode.TERMS_MALFORMED);
        sealed(
                "terms that permit nothing",
                bundle -> bundle.replaceFirst(TERMS, "\\[.*\\]", "[]"),
                FindingCode.TERMS_MALFORMED);
        sealed(
                "terms that are an offer",
                bundle -> bundle.replace(TERMS, "Agreement", "Offer"),
                FindingCode.TERMS_MALFORMED);
        sealed("terms that are not JSON", bundle -> bundle.put(TERMS, "free"), FindingCode.TERMS_MALFORMED);
        terms("terms without a profile", text -> text.replaceFirst("\"profile\":\"[^\"]*\",", ""));
        terms("terms of another profile", text -> text.replace("urn:sillok:odrl:1", "urn:sillok:odrl:2"));
        terms("terms whose permission is a word", text -> text.replaceFirst("\\[.*\\]", "\"all\""));
        terms("terms that are a list", text -> "[" + text.strip() + "]");
        terms("a graph of terms that is empty", text -> graph());
        terms("a graph of terms that is one object", text -> "{\"@graph\":" + text.strip() + "}");
        terms("a graph of terms with a word in it", text -> graph(text, "\"free\""));
        terms("a graph of terms beside other members", text -> graph(text).replaceFirst("\\{", "{\"uid\":\"x\","));
        terms("a graph of terms of which one is an offer", text -> graph(text, text.replace("Agreement", "Offer")));
        terms(
                "a graph of terms of which one permits nothing",
                text -> graph(text.replaceFirst("\\[.*\\]", "[]"), text));
        terms(
                "a graph of terms of which one does not say what wins",
                text -> graph(text, text.replace("\"conflict\":\"prohibit\",", "")));
    }

    /** Several agreements in one document. */
    static String graph(String... agreements) {
        return "{\"@context\":\"http://www.w3.org/ns/odrl.jsonld\",\"@graph\":["
                + Arrays.stream(agreements).map(String::strip).collect(Collectors.joining(",")) + "]}\n";
    }
}
