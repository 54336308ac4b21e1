package org.sillok.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sillok.bundle.core.Papers;
import org.sillok.bundle.core.PlannedFile;
import org.sillok.bundle.core.PlannedItem;
import org.sillok.crypto.P256PublicKey;
import org.sillok.verify.FileDigests;
import org.sillok.verify.ReceiptVerifier;
import org.sillok.verify.Trust;
import org.sillok.verify.Verdict;

/** That the sample is what a bundle of the service would be: receipts and approvals hold. */
class SampleBundleTest {
    @Test
    void everyReceiptVerifiesWithTheReleasedFiles() throws Exception {
        SampleBundle sample = SampleBundle.of(5, 3);
        Trust trust = Trust.of(List.of(
                SampleBundle.logKey().log().vkey(),
                SampleBundle.logKey().postQuantum().vkey()));
        for (PlannedItem item : sample.plan().items()) {
            List<FileDigests> files = new ArrayList<>();
            for (PlannedFile file : item.files()) {
                files.add(new FileDigests(
                        "file " + file.number(),
                        file.facts().sha256(),
                        file.facts().sha512(),
                        file.facts().length()));
            }
            byte[] receipt = sample.receipt(item).readAllBytes();
            assertThat(ReceiptVerifier.verify(receipt, trust, files)).isInstanceOf(Verdict.Verified.class);
        }
    }

    @Test
    void everyApprovalIsSigned() throws Exception {
        Papers papers = SampleBundle.of(3, 1).plan().papers();
        assertThat(papers.holders()).hasSize(2);
        for (Papers.Holder holder : papers.holders()) {
            assertThat(holder.approvals()).hasSize(2);
            for (Papers.Approval approval : holder.approvals()) {
                P256PublicKey.ofSpki(approval.key().toArray())
                        .verify(
                                Papers.signedText(papers.request().value(), 1, holder.basis())
                                        .getBytes(UTF_8),
                                approval.signature().toArray());
            }
        }
    }
}
