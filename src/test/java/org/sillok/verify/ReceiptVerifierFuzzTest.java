package org.sillok.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;

class ReceiptVerifierFuzzTest {
    @FuzzTest(maxDuration = "2m")
    void nobodyWithoutTheKeyMakesAVerifiedReceipt(byte[] bytes) {
        assertThat(ReceiptVerifier.verify(bytes, VerifyFixtures.trust(), List.of()))
                .isNotInstanceOf(Verdict.Verified.class);
    }
}
