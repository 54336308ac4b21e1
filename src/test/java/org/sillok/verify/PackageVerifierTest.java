package org.sillok.verify;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sillok.bundle.core.BagArchive;
import org.sillok.crypto.DetachedSignature;
import org.sillok.crypto.Pem;
import org.sillok.custody.core.CustodyFixtures;
import org.sillok.kernel.Bytes;

/** An archive of a succession that holds, and what becomes of it when one thing in it is another. */
class PackageVerifierTest {
    private static final String SUCCESSION = "suc_aaaaaaaaaaaaaaaaaaaaaaaaaa";
    private static final String ITEM = CustodyFixtures.anItem().value();
    private static final String FOLDER = "items/" + ITEM + "/";

    @TempDir
    Path directory;

    private final SortedMap<String, byte[]> payload = new TreeMap<>();
    private VerifyFixtures log = VerifyFixtures.aLogWith(1);

    @BeforeEach
    void anArchive() {
        payload.put(FOLDER + "premis.xml", "<premis/>".getBytes(UTF_8));
        payload.put(FOLDER + "receipt.sillok.json", log.receipt(0, 0).write().toArray());
        payload.put(FOLDER + "record.json", record("{}"));
        payload.put(FOLDER + "v1-1.txt", CustodyFixtures.FIRST_FILE);
        payload.put(FOLDER + "v1-2.txt", CustodyFixtures.SECOND_FILE);
        payload.put("sources/src_aaaaaaaaaaaaaaaaaaaaaaaaaa.json", "{}".getBytes(UTF_8));
        payload.put("summary.json", summary(1, 1));
    }

    private static byte[] record(String metadata) {
        return ("{\"type\":\"sillok/held-item/1\",\"item\":{\"id\":\"" + ITEM
                        + "\",\"metadata\":[{\"revision\":1,\"text\":\"" + metadata + "\"}]}}")
                .getBytes(UTF_8);
    }

    private static byte[] summary(int items, int sources) {
        return ("{\"type\":\"sillok/exit/1\",\"archive\":\"HOLDINGS\",\"succession\":\"" + SUCCESSION
                        + "\",\"owner\":\"pty_aaaaaaaaaaaaaaaaaaaaaaaaaa\",\"successor\":\"pty_baaaaaaaaaaaaaaaaaaaaaaaaa\""
                        + ",\"items\":" + items
                        + ",\"withheld\":[],\"agreements\":0,\"consents\":0,\"notices\":0,\"sources\":"
                        + sources + "}")
                .getBytes(UTF_8);
    }

    private byte[] written(String folder) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BagArchive bag = new BagArchive(folder, out);
        bag.begin(
                Bytes.utf8("# Page\n"),
                "BagIt-Profile-Identifier: urn:sillok:bagit-profile:exit:1\nExternal-Identifier: " + SUCCESSION
                        + "\nSillok-Exit-Archive: HOLDINGS\n");
        for (Map.Entry<String, byte[]> file : payload.entrySet()) {
            bag.file(file.getKey(), Bytes.of(file.getValue()));
        }
        bag.finish(this::proofs);
        return out.toByteArray();
    }

    private SortedMap<String, Bytes> proofs(Bytes manifest) {
        SortedMap<String, Bytes> proofs = new TreeMap<>();
        proofs.put("checkpoint", log.checkpoint().note());
        proofs.put("policy", Bytes.utf8(VerifyFixtures.aLogKey().policy().text()));
        proofs.put(
                "keys/statement-1.pem",
                Bytes.of(Pem.write(
                                Pem.PUBLIC_KEY,
                                CustodyFixtures.aStatementKey().publicKey().spki())
                        .getBytes(UTF_8)));
        proofs.put(
                "tagmanifest-sha512.txt.p7s",
                DetachedSignature.sign(manifest, CustodyFixtures.aStatementKey(), CustodyFixtures.TIME));
        return proofs;
    }

    private PackageVerdict verdict(Trust trust) throws IOException {
        return verdict(written(SUCCESSION + "-holdings"), trust);
    }

    private PackageVerdict verdict(byte[] archive, Trust trust) throws IOException {
        Path file = Files.write(directory.resolve("archive.zip"), archive);
        BundleLimits limits = new BundleLimits(1_000, 1L << 30, 200);
        assertThat(PackageVerifier.isPackage(file, limits)).isTrue();
        return PackageVerifier.verify(file, limits, trust);
    }

    private List<FindingCode> findings() throws IOException {
        PackageVerdict verdict = verdict(VerifyFixtures.trust());
        assertThat(verdict).isInstanceOf(PackageVerdict.Failed.class);
        return ((PackageVerdict.Failed) verdict)
                .findings().stream().map(Finding::code).distinct().toList();
    }

    @Test
    void whatHoldsIsVerifiedUnderTheLogThatIsTrusted() throws IOException {
        PackageVerdict verdict = verdict(VerifyFixtures.trust());
        assertThat(verdict).isInstanceOf(PackageVerdict.Verified.class);
        PackageAccount account = ((PackageVerdict.Verified) verdict).account();
        assertThat(account.items()).isEqualTo(1);
        assertThat(account.files()).isEqualTo(2);
        assertThat(account.statements()).isEqualTo(1);
        assertThat(account.succession()).isEqualTo(SUCCESSION);
        assertThat(verdict(Trust.none())).isInstanceOf(PackageVerdict.ConsistentUnverifiedIssuer.class);
    }

    @Test
    void theCommandKnowsItByItsContent() throws IOException {
        Path file = Files.write(directory.resolve("archive.zip"), written(SUCCESSION + "-holdings"));
        Path policy = Files.writeString(
                directory.resolve("policy"), VerifyFixtures.aLogKey().policy().text());
        StringWriter out = new StringWriter();
        int code = Main.run(
                new String[] {"--trust", policy.toString(), file.toString()},
                new PrintWriter(out),
                new PrintWriter(out));
        assertThat(out.toString()).contains("VERIFIED", SUCCESSION, "1 items, 2 files, 1 statements");
        assertThat(code).isZero();
        StringWriter json = new StringWriter();
        Main.run(
                new String[] {"--json", "--trust", policy.toString(), file.toString()},
                new PrintWriter(json),
                new PrintWriter(json));
        assertThat(json.toString()).startsWith("{\"type\":\"sillok/package-verdict/1\",\"verdict\":\"VERIFIED\"");
    }

    @Test
    void anyChangedByteBeforeTheProofsFails() throws IOException {
        byte[] archive = written(SUCCESSION + "-holdings");
        int end = new String(archive, ISO_8859_1).indexOf("/proof/");
        for (int place = 0; place < end; place += 97) {
            Path file = Files.write(directory.resolve("changed.zip"), VerifyFixtures.changed(archive, place, 1));
            PackageVerdict verdict =
                    PackageVerifier.verify(file, new BundleLimits(1_000, 1L << 30, 200), VerifyFixtures.trust());
            assertThat(verdict).as("byte %d", place).isInstanceOf(PackageVerdict.Failed.class);
        }
    }

    @Test
    void aFileThatNoStatementDescribesFailsThoughItIsSigned() throws IOException {
        payload.put(FOLDER + "v1-1.txt", "another statement".getBytes(UTF_8));
        assertThat(findings()).containsExactly(FindingCode.FILE_DIFFERS);
    }

    @Test
    void aDescribedFileThatIsNotHereFails() throws IOException {
        payload.remove(FOLDER + "v1-2.txt");
        assertThat(findings()).containsExactly(FindingCode.ITEMS_DIFFER);
    }

    @Test
    void metadataThatNoStatementHasTheDigestOfFails() throws IOException {
        payload.put(FOLDER + "record.json", record("{ }"));
        assertThat(findings()).containsExactly(FindingCode.ITEMS_DIFFER);
    }

    @Test
    void aRecordThatIsNotWholeFails() throws IOException {
        log = VerifyFixtures.aLogWith(2);
        payload.put(FOLDER + "receipt.sillok.json", log.receipt(0, 0).write().toArray());
        assertThat(findings()).contains(FindingCode.SEQUENCE_BROKEN);
        payload.put(FOLDER + "receipt.sillok.json", log.receipt(1, 1).write().toArray());
        assertThat(findings()).contains(FindingCode.SEQUENCE_BROKEN);
    }

    @Test
    void aReceiptUnderAnotherItemFails() throws IOException {
        String other = "items/itm_aaaaaaaaaaaaaaaaaaaaaaaaaa/";
        for (String name : List.of("premis.xml", "receipt.sillok.json", "record.json", "v1-1.txt", "v1-2.txt")) {
            payload.put(other + name, payload.remove(FOLDER + name));
        }
        assertThat(findings()).containsExactly(FindingCode.ITEMS_DIFFER);
    }

    @Test
    void whatTheSummaryDoesNotCountFails() throws IOException {
        payload.put("summary.json", summary(1, 2));
        assertThat(findings()).containsExactly(FindingCode.COMPLETENESS_CONTRADICTION);
        payload.put("summary.json", "[]".getBytes(UTF_8));
        assertThat(findings()).containsExactly(FindingCode.DOCUMENT_MALFORMED);
    }

    @Test
    void whatHasNoPlaceOrIsMissingFails() throws IOException {
        payload.put("more.txt", new byte[1]);
        assertThat(findings()).containsExactly(FindingCode.BUNDLE_FILE_UNEXPECTED);
        payload.remove("more.txt");
        payload.remove(FOLDER + "premis.xml");
        assertThat(findings()).containsExactly(FindingCode.BUNDLE_FILE_MISSING);
    }

    @Test
    void itsFolderIsThatOfItsArchive() throws IOException {
        PackageVerdict verdict = verdict(written(SUCCESSION + "-protected"), VerifyFixtures.trust());
        assertThat(verdict).isInstanceOf(PackageVerdict.Failed.class);
    }

    @Test
    void anotherLogsPackageIsNotTrusted() throws IOException {
        Trust other =
                new Trust(List.of(), List.of(VerifyFixtures.anotherLogKey().policy()));
        assertThat(verdict(other)).isInstanceOf(PackageVerdict.Failed.class);
    }
}
