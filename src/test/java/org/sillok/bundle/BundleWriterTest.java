package org.sillok.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.DefaultCMSSignatureAlgorithmNameGenerator;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.bc.BcECSignerInfoVerifierBuilder;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.bouncycastle.operator.bc.BcDigestCalculatorProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.sillok.bundle.core.BundleFailedException;
import org.sillok.bundle.core.BundleFailedException.ContentDiffersException;
import org.sillok.bundle.core.BundleFailedException.ContentMissingException;
import org.sillok.bundle.core.BundleFailedException.PlanChangedException;
import org.sillok.bundle.core.BundlePlan;
import org.sillok.bundle.core.BundleWriter;
import org.sillok.bundle.core.Contents;
import org.sillok.bundle.core.Description;
import org.sillok.bundle.core.Facts;
import org.sillok.bundle.core.Items;
import org.sillok.bundle.core.PlannedDecision;
import org.sillok.bundle.core.PlannedFile;
import org.sillok.bundle.core.PlannedItem;
import org.sillok.bundle.core.Stamper;
import org.sillok.crypto.P256PublicKey;
import org.sillok.crypto.Sha2;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonValue;
import org.sillok.json.StrictJson;
import org.sillok.kernel.Bytes;

@Execution(ExecutionMode.CONCURRENT)
class BundleWriterTest {
    private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    /** The files below the root folder, in the order of the archive. */
    private static Map<String, byte[]> read(byte[] archive) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        String last = "";
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                String name = entry.getName();
                assertThat(name).isGreaterThan(last);
                assertThat(name.split("/"))
                        .allMatch(segment -> SEGMENT.matcher(segment).matches());
                last = name;
                files.put(name.substring(name.indexOf('/') + 1), in.readAllBytes());
            }
        }
        return files;
    }

    private static byte[] file(Map<String, byte[]> files, String path) {
        return Objects.requireNonNull(files.get(path), path);
    }

    private static Map<String, String> manifest(Map<String, byte[]> files, String path) {
        Map<String, String> lines = new TreeMap<>();
        new String(file(files, path), UTF_8).lines().forEach(line -> {
            String[] parts = line.split("  ", 2);
            assertThat(lines.put(parts[1], parts[0])).isNull();
        });
        return lines;
    }

    private static JsonObject json(Map<String, byte[]> files, String path) {
        try {
            return StrictJson.parse(file(files, path)).asObject();
        } catch (Exception e) {
            throw new AssertionError(path, e);
        }
    }

    /** What {@code sha256sum -c} and {@code sha512sum -c} find, and that nothing is left unnamed. */
    private static void checkManifests(Map<String, byte[]> files) {
        for (boolean tags : new boolean[] {false, true}) {
            Map<String, String> sha256 = manifest(files, (tags ? "tag" : "") + "manifest-sha256.txt");
            Map<String, String> sha512 = manifest(files, (tags ? "tag" : "") + "manifest-sha512.txt");
            sha256.forEach((path, digest) ->
                    assertThat(Sha2.sha256(file(files, path)).hex()).as(path).isEqualTo(digest));
            sha512.forEach((path, digest) ->
                    assertThat(Sha2.sha512(file(files, path)).hex()).as(path).isEqualTo(digest));
            assertThat(sha256.keySet()).isEqualTo(sha512.keySet());
            assertThat(sha256.keySet())
                    .containsExactlyInAnyOrderElementsOf(files.keySet().stream()
                            .filter(path -> tags
                                    ? !path.startsWith("data/")
                                            && !path.startsWith("proof/")
                                            && !path.startsWith("tagmanifest")
                                    : path.startsWith("data/"))
                            .toList());
        }
    }

    @Test
    void bundlesOfEverySizeAreWholeBags() throws IOException {
        for (int items : new int[] {0, 1, 251, 1_001}) {
            Map<String, byte[]> files = read(SampleBundle.of(items, 1).write());
            checkManifests(files);
            long octets = 0;
            long streams = 0;
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                if (file.getKey().startsWith("data/")) {
                    octets += file.getValue().length;
                    streams++;
                }
            }
            assertThat(new String(file(files, "bag-info.txt"), UTF_8))
                    .contains("Payload-Oxum: " + octets + "." + streams + "\n")
                    .contains("Agreement-Digest: "
                            + Sha2.sha256(file(files, "data/policy/terms.odrl.jsonld"))
                                    .hex() + "\n")
                    .contains("Decision-Digest: "
                            + Sha2.sha256(file(files, "data/policy/decisions.json"))
                                    .hex() + "\n");
            JsonArray released = json(files, "data/completeness.json").array("released");
            assertThat(released.size()).isEqualTo(items);
            assertThat(json(files, "data/policy/decisions.json").array("items").size())
                    .isEqualTo(items);
            assertThat(json(files, "data/metadata/case.jsonld").array("@graph").size())
                    .isEqualTo(2 * items);
            json(files, "data/ro-crate-metadata.json");
            json(files, "data/metadata/prov.json");
            assertThat(new String(file(files, "data/loadfile/items.opt"), UTF_8).lines())
                    .hasSize(items);
        }
    }

    @Test
    void anItemWithThreeFilesYieldsThreeFiles() throws IOException {
        Map<String, byte[]> files = read(SampleBundle.of(2, 3).write());
        for (JsonValue released :
                json(files, "data/completeness.json").array("released").values()) {
            List<String> paths = released.asObject().array("files").texts();
            assertThat(paths).hasSize(3);
            for (int i = 0; i < 3; i++) {
                int item = Integer.parseInt(released.asObject().text("number").substring(3));
                assertThat(file(files, paths.get(i))).isEqualTo(SampleBundle.content(item, i + 1));
            }
        }
        assertThat(files.keySet().stream().filter(path -> path.startsWith("data/items/")))
                .hasSize(6);
    }

    @Test
    void tenFilesAndMoreAreSortedByName() throws IOException {
        checkManifests(read(SampleBundle.of(1, 12).write()));
    }

    @Test
    void theSamePlanMakesTheSameBytes() {
        assertThat(SampleBundle.of(20, 3).write())
                .isEqualTo(SampleBundle.of(20, 3).write());
    }

    @Test
    void whatIsWithheldIsListed() throws IOException {
        Map<String, byte[]> files = read(SampleBundle.of(1, 1).withheld().write());
        assertThat(new String(file(files, "data/completeness.json"), UTF_8))
                .contains("\"status\":\"WITHHELD_LISTED\"")
                .contains("{\"number\":\"WH-0001\",\"reason\":\"NOT_PERMITTED\"}")
                .contains("{\"number\":null,\"reason\":\"SOURCE_SAFETY\"}");
        assertThat(new String(file(files, "bag-info.txt"), UTF_8)).contains("\nReplaces: bdl_");
    }

    @Test
    void theSignatureIsOverTheTagManifestByAStatementKey() throws Exception {
        Map<String, byte[]> files = read(SampleBundle.of(1, 1).write());
        byte[] signed = file(files, "tagmanifest-sha512.txt");
        CMSSignedData signature =
                new CMSSignedData(new CMSProcessableByteArray(signed), file(files, "proof/tagmanifest-sha512.txt.p7s"));
        SignerInformation signer = signature.getSignerInfos().iterator().next();
        X509CertificateHolder certificate =
                signature.getCertificates().getMatches(null).iterator().next();
        assertThat(signer.verify(new BcECSignerInfoVerifierBuilder(
                                new DefaultCMSSignatureAlgorithmNameGenerator(),
                                new DefaultSignatureAlgorithmIdentifierFinder(),
                                new DefaultDigestAlgorithmIdentifierFinder(),
                                new BcDigestCalculatorProvider())
                        .build(certificate)))
                .isTrue();
        String pem = new String(file(files, "proof/keys/statement-1.pem"), UTF_8);
        assertThat(P256PublicKey.ofSpki(certificate.getSubjectPublicKeyInfo().getEncoded()))
                .isEqualTo(P256PublicKey.ofPem(pem))
                .isEqualTo(SampleBundle.signer().publicKey());
    }

    @Test
    void stampsAreOverTheSignedBytesAndNumbered() throws Exception {
        SampleBundle sample = SampleBundle.of(1, 1);
        List<Bytes> stamped = new ArrayList<>();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Stamper stamper = bytes -> {
            stamped.add(bytes);
            return List.of(Bytes.utf8("one"), Bytes.utf8("two"));
        };
        BundleWriter.write(sample.plan(), sample, SampleBundle.signer(), stamper, out);
        Map<String, byte[]> files = read(out.toByteArray());
        assertThat(stamped).containsExactly(Bytes.of(file(files, "tagmanifest-sha512.txt")));
        assertThat(file(files, "proof/tagmanifest-sha512.txt.1.tsr")).isEqualTo("one".getBytes(UTF_8));
        assertThat(file(files, "proof/tagmanifest-sha512.txt.2.tsr")).isEqualTo("two".getBytes(UTF_8));
    }

    @Test
    void hostileNamesStayData() throws IOException {
        Map<String, byte[]> files =
                read(SampleBundle.of(SampleBundle.NAMES.size(), 1).write());
        String page = new String(file(files, "data/README.html"), UTF_8);
        assertThat(page)
                .doesNotContain("<script", "<b>", "http:", "https:")
                .contains("default-src 'none'")
                .contains("<bdi lang=\"ar\" dir=\"auto\">\u0634\u0647\u0627\u062f\u0629 1</bdi>")
                .contains("lang=\"ko\"", "lang=\"es\"", "lang=\"fr\"", "무죄", "Exculpatory", "exculpatorio", "décharge")
                .contains("Invented Investigation &lt;Unit&gt;");
        String crate = new String(file(files, "data/ro-crate-metadata.json"), UTF_8);
        for (String name : SampleBundle.NAMES) {
            assertThat(json(files, "data/ro-crate-metadata.json")
                            .array("@graph")
                            .values())
                    .as(crate)
                    .anyMatch(entity -> entity.asObject()
                            .find("name")
                            .filter(new org.sillok.json.JsonString(name)::equals)
                            .isPresent());
        }
        String csv = new String(file(files, "data/loadfile/items.csv"), UTF_8);
        assertThat(csv).contains("\"'=HYPERLINK(\"\"http://example.org\"\";\"\"x\"\")\"", "\"'@SUM(A1)\ttab\"");
        assertThat(Pattern.compile("(^|,)\"[=+@]").matcher(csv).find()).isFalse();
        String dat = new String(file(files, "data/loadfile/items.dat"), UTF_8);
        assertThat(dat).startsWith("\ufeffþDOCIDþ\u0014þITEMþ");
        assertThat(dat.lines()).allMatch(row -> row.split("\u0014", -1).length == 16);
    }

    @Test
    void theDocumentsOfOneItemReadAsTheyShould() throws IOException {
        Map<String, byte[]> files = read(SampleBundle.of(2, 1).write());
        for (String golden : List.of(
                "data/metadata/premis.xml",
                "data/metadata/prov.json",
                "data/loadfile/items.opt",
                "data/policy/handling.json")) {
            String name = golden.substring(golden.lastIndexOf('/') + 1);
            try (InputStream in = BundleWriterTest.class.getResourceAsStream("/bundle/" + name)) {
                assertThat(in).as(name).isNotNull();
                assertThat(new String(file(files, golden), UTF_8)).isEqualTo(new String(in.readAllBytes(), UTF_8));
            }
        }
    }

    private static void fails(
            Class<? extends BundleFailedException> type, String place, BundlePlan plan, Contents contents)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThatThrownBy(() -> BundleWriter.write(plan, contents, SampleBundle.signer(), bytes -> List.of(), out))
                .isInstanceOf(type)
                .satisfies(e -> assertThat(((BundleFailedException) e).place()).isEqualTo(place));
        // No end record, so that no reader takes it for an archive, and nothing signed.
        String written = out.toString(java.nio.charset.StandardCharsets.ISO_8859_1);
        assertThat(written).doesNotContain("PK\u0005\u0006", "PK\u0001\u0002", plan.id() + "/proof/");
    }

    /** The sample, with the content of its second item's first file made by {@code change}. */
    private static Contents changed(SampleBundle sample, Change change) {
        return new Contents() {
            @Override
            public InputStream open(PlannedItem item, PlannedFile file) throws IOException {
                InputStream good = sample.open(item, file);
                return item.number() == 2 ? change.of(good) : good;
            }

            @Override
            public InputStream receipt(PlannedItem item) throws IOException {
                return sample.receipt(item);
            }
        };
    }

    private interface Change {
        InputStream of(InputStream good) throws IOException;
    }

    @Test
    void contentThatIsNotAsPlannedFails() throws IOException {
        SampleBundle sample = SampleBundle.of(3, 1);
        String place = "data/items/EV-000002/v1-1.bin";
        fails(ContentDiffersException.class, place, sample.plan(), changed(sample, good -> {
            byte[] bytes = good.readAllBytes();
            bytes[bytes.length - 1] ^= 1;
            return new ByteArrayInputStream(bytes);
        }));
        fails(ContentDiffersException.class, place, sample.plan(), changed(sample, good -> {
            byte[] bytes = good.readAllBytes();
            return new ByteArrayInputStream(bytes, 0, bytes.length - 1);
        }));
        fails(ContentDiffersException.class, place, sample.plan(), changed(sample, good -> new InputStream() {
            @Override
            public int read() {
                return 0;
            }

            @Override
            public int read(byte[] bytes, int offset, int count) {
                return count;
            }
        }));
        fails(ContentMissingException.class, place, sample.plan(), changed(sample, good -> {
            throw new IOException("no such object");
        }));
        fails(ContentMissingException.class, place, sample.plan(), changed(sample, good -> new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("damaged");
            }

            @Override
            public int read(byte[] bytes, int offset, int count) throws IOException {
                throw new IOException("damaged");
            }
        }));
    }

    @Test
    void aMissingReceiptFails() throws IOException {
        SampleBundle sample = SampleBundle.of(2, 1);
        fails(ContentMissingException.class, "data/custody/EV-000001.sillok.json", sample.plan(), new Contents() {
            @Override
            public InputStream open(PlannedItem item, PlannedFile file) {
                return sample.open(item, file);
            }

            @Override
            public InputStream receipt(PlannedItem item) throws IOException {
                throw new IOException("gone");
            }
        });
    }

    @Test
    void aFailingTargetIsNotTakenForMissingContent() {
        SampleBundle sample = SampleBundle.of(2, 1);
        OutputStream full = new OutputStream() {
            private int left = 20_000;

            @Override
            public void write(int value) throws IOException {
                if (left-- == 0) {
                    throw new IOException("disk full");
                }
            }
        };
        assertThatThrownBy(() ->
                        BundleWriter.write(sample.plan(), sample, SampleBundle.signer(), bytes -> List.of(), full))
                .isInstanceOf(IOException.class)
                .hasMessage("disk full");
    }

    private static BundlePlan with(BundlePlan plan, Items items) {
        return new BundlePlan(
                plan.id(),
                plan.date(),
                plan.replaces(),
                plan.cover(),
                plan.completeness(),
                items,
                plan.papers(),
                plan.proofs(),
                plan.verifyPage());
    }

    @Test
    void itemsThatChangeOrHaveGapsFail() throws IOException {
        SampleBundle sample = SampleBundle.of(3, 1);
        List<PlannedItem> items = new ArrayList<>();
        sample.plan().items().forEach(items::add);
        List<PlannedItem> gap = List.of(items.get(0), items.get(2));
        fails(PlanChangedException.class, "EV-000003", with(sample.plan(), Items.of(gap)), sample);
        PlannedItem last = items.get(2);
        PlannedDecision decision = last.decision();
        PlannedItem strangers = new PlannedItem(
                last.number(),
                last.version(),
                last.derivation(),
                last.description(),
                last.files(),
                last.receipt(),
                new PlannedDecision(sample.plan().cover().requester(), decision.basis(), decision.obligations()));
        List<PlannedItem> unapproved = List.of(items.get(0), items.get(1), strangers);
        fails(PlanChangedException.class, "EV-000003", with(sample.plan(), Items.of(unapproved)), sample);
        Items shrinking = new Items() {
            private int passes;

            @Override
            public int count() {
                return 3;
            }

            @Override
            public Iterator<PlannedItem> iterator() {
                return items.subList(0, passes++ < 12 ? 3 : 2).iterator();
            }
        };
        assertThatThrownBy(() -> BundleWriter.write(
                        with(sample.plan(), shrinking),
                        sample,
                        SampleBundle.signer(),
                        bytes -> List.of(),
                        OutputStream.nullOutputStream()))
                .isInstanceOf(PlanChangedException.class);
    }

    /** Items that exist only while they are written. */
    @Test
    void aHundredThousandItemsAreWritten() throws Exception {
        int count = 100_000;
        Facts facts = Facts.of(Bytes.utf8("x"));
        PlannedDecision decision =
                new PlannedDecision(SampleBundle.holder(0), Sha2.sha256(Bytes.utf8("basis")), List.of());
        Items items = new Items() {
            @Override
            public int count() {
                return count;
            }

            @Override
            public Iterator<PlannedItem> iterator() {
                return java.util.stream.IntStream.rangeClosed(1, count)
                        .mapToObj(number -> new PlannedItem(
                                number,
                                1,
                                Optional.empty(),
                                Description.NONE,
                                List.of(new PlannedFile(1, "text/plain", Optional.empty(), facts)),
                                facts,
                                decision))
                        .iterator();
            }
        };
        Contents contents = new Contents() {
            @Override
            public InputStream open(PlannedItem item, PlannedFile file) {
                return new ByteArrayInputStream(new byte[] {'x'});
            }

            @Override
            public InputStream receipt(PlannedItem item) {
                return new ByteArrayInputStream(new byte[] {'x'});
            }
        };
        long[] length = {0};
        OutputStream out = new OutputStream() {
            @Override
            public void write(int value) {
                length[0]++;
            }

            @Override
            public void write(byte[] bytes, int offset, int size) {
                length[0] += size;
            }
        };
        BundleWriter.write(
                with(SampleBundle.of(1, 0).plan(), items), contents, SampleBundle.signer(), bytes -> List.of(), out);
        assertThat(length[0]).isGreaterThan(200_000_000);
    }
}
