package org.sillok.odrl.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

class PolicyReaderFuzzTest {
    @FuzzTest(maxDuration = "1m")
    void everyDocumentIsReadOrRefusedAndWhatIsReadIsWrittenAgain(byte[] bytes) {
        Policy policy;
        try {
            policy = PolicyReader.read(bytes);
        } catch (OdrlException e) {
            assertThat(e.path()).matches("(/[^/]+)*");
            return;
        }
        byte[] written = PolicyWriter.write(policy);
        assertThat(PolicyReader.read(written)).isEqualTo(policy);
    }
}
