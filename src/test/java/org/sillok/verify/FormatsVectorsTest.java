package org.sillok.verify;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.sillok.crypto.Sha2;
import org.sillok.custody.core.CustodyFixtures;
import org.sillok.custody.core.Disclosure;
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.Field;
import org.sillok.custody.core.Receipt;
import org.sillok.custody.core.Statement;
import org.sillok.json.StrictJson;
import org.sillok.kernel.Base64Url;

/**
 * The golden vectors of {@code docs/formats.md}. The files are the format: if one of these tests fails, the code is
 * wrong, or the format needs a new version.
 */
class FormatsVectorsTest {
    private static byte[] vector(String name) throws IOException {
        try (InputStream in = FormatsVectorsTest.class.getResourceAsStream("vectors/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }

    private static String documentation() throws IOException {
        return Files.readString(Path.of("docs", "formats.md"));
    }

    @Test
    void theReceiptIsWrittenAsEver() throws IOException {
        Receipt receipt = VerifyFixtures.aLogWith(2).receipt(0, 1);
        assertThat(new String(receipt.write().toArray(), UTF_8))
                .isEqualTo(new String(vector("two-statements.sillok.json"), UTF_8));
    }

    @Test
    void theReceiptIsVerifiedWithItsKeyAndFiles() throws Exception {
        Trust trust = Trust.ofFile(new String(vector("log.policy"), US_ASCII));
        Verdict verdict = ReceiptVerifier.verify(
                vector("two-statements.sillok.json"),
                trust,
                List.of(VerifyFixtures.file("file-1.txt", vector("file-1.txt"))));
        assertThat(verdict).isInstanceOf(Verdict.Verified.class);
        assertThat(VerifyFixtures.aLogKey().policy().text()).isEqualTo(new String(vector("log.policy"), US_ASCII));
    }

    @Test
    void theFirstStatementIsWrittenAsEver() throws IOException {
        Statement statement = CustodyFixtures.aDeposit().statement();
        assertThat(statement.bytes().toArray()).isEqualTo(vector("statement-0.json"));
        assertThat(statement.digest().hex()).isEqualTo(new String(vector("statement-0.sha256"), US_ASCII).strip());
        assertThat(CustodyFixtures.aStatementKey().publicKey().pem())
                .isEqualTo(new String(vector("statement-key.pem"), US_ASCII));
        assertThat(CustodyFixtures.signed(statement).signature().toArray()).isEqualTo(vector("statement-0.sig"));
    }

    @Test
    void theDocumentationShowsTheVectors() throws IOException {
        VerifyFixtures log = VerifyFixtures.aLogWith(2);
        Disclosure type = CustodyFixtures.aDeposit().disclosures().get(1);
        assertThat(type.name()).hasToString("type");
        assertThat(documentation())
                .contains(new String(vector("statement-0.json"), UTF_8))
                .contains(type.text(), type.digest().base64Url())
                .contains(CustodyFixtures.aDeposit().statement().digest().base64Url())
                .contains(new String(log.head().head().bytes().toArray(), UTF_8))
                .contains(log.leaves.get(VerifyFixtures.BEFORE).hex())
                .contains(VerifyFixtures.logKey(VerifyFixtures.aLogKey()).vkey());
    }

    @Test
    void theDocumentationNamesEveryFieldTypeAndCode() throws IOException {
        String formats = documentation();
        for (var field : Field.values()) {
            assertThat(formats).contains("| `" + field.text() + (field.perFile() ? "/n` |" : "` |"));
        }
        for (var type : EventType.values()) {
            assertThat(formats).containsPattern("\\b" + type.name() + "\\b");
        }
        String verify = Files.readString(Path.of("docs", "verify.md"));
        for (FindingCode code : FindingCode.values()) {
            assertThat(verify).contains("`" + code + "`");
        }
        for (CheckCode code : CheckCode.values()) {
            assertThat(verify).contains("`" + code + "`");
        }
        for (ExitCode code : ExitCode.values()) {
            assertThat(verify).contains("| " + code.code() + " | `" + code + "`");
        }
    }

    @Test
    void aDisclosureIsHashedAsItsText() {
        Disclosure disclosure = CustodyFixtures.aDeposit().disclosures().get(0);
        assertThat(Sha2.sha256(disclosure.text().getBytes(US_ASCII))).isEqualTo(disclosure.digest());
        assertThat(StrictJson.parse(Base64Url.decode(disclosure.text()))
                        .asArray()
                        .size())
                .isEqualTo(3);
    }
}
