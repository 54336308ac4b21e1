package org.sillok.recall.core;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.sillok.recall.core.RecallFixtures.vector;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.sillok.custody.core.CustodyFixtures;

/** The golden vectors of {@code docs/formats.md}, which another program wrote. The files are the format. */
class RecallVectorsTest {
    @Test
    void aNoticeIsWrittenAsEver() throws Exception {
        Notice notice = RecallFixtures.aNotice();
        assertThat(new String(notice.bytes().toArray(), UTF_8)).isEqualTo(new String(vector("notice.json"), UTF_8));
        assertThat(Notice.parse(vector("notice.json"))).isEqualTo(notice);
        SignedDocument signed = RecallFixtures.signed(notice.bytes());
        assertThat(signed.signature().toArray()).isEqualTo(vector("notice.sig"));
        assertThat(signed.write().toArray()).isEqualTo(vector("notice.signed.json"));
    }

    @Test
    void aListIsWrittenAsEver() throws Exception {
        RecallList list = RecallFixtures.aList();
        assertThat(new String(list.bytes().toArray(), UTF_8)).isEqualTo(new String(vector("recalls.json"), UTF_8));
        assertThat(RecallList.parse(vector("recalls.json"))).isEqualTo(list);
        SignedDocument signed = RecallFixtures.signed(list.bytes());
        assertThat(signed.signature().toArray()).isEqualTo(vector("recalls.sig"));
        assertThat(signed.write().toArray()).isEqualTo(vector("recalls.signed.json"));
    }

    @Test
    void whatIsSignedIsReadAndVerified() throws Exception {
        for (String name : new String[] {"notice", "recalls"}) {
            SignedDocument document = SignedDocument.parse(vector(name + ".signed.json"));
            document.verify();
            assertThat(document.bytes().toArray()).isEqualTo(vector(name + ".json"));
            assertThat(document.key().pem()).isEqualTo(new String(vector("statement-key.pem"), US_ASCII));
            assertThat(document.key()).isEqualTo(CustodyFixtures.aStatementKey().publicKey());
        }
    }

    @Test
    void anAnswerIsSignedOverTheTextAsEver() {
        assertThat(new String(RecallFixtures.anAnswer().bytes().toArray(), US_ASCII))
                .isEqualTo(new String(vector("answer.txt"), US_ASCII))
                .doesNotEndWith("\n");
    }

    @Test
    void theDocumentationShowsTheVectors() throws IOException {
        assertThat(Files.readString(Path.of("docs", "formats.md")))
                .contains(new String(vector("notice.json"), UTF_8))
                .contains(new String(vector("recalls.json"), UTF_8))
                .contains(new String(vector("answer.txt"), US_ASCII))
                .contains(RecallFixtures.aNotice().digest().base64Url());
    }
}
