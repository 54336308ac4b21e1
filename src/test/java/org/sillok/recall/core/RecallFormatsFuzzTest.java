package org.sillok.recall.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

class RecallFormatsFuzzTest {
    @FuzzTest(maxDuration = "10s")
    void onlyTheDocumentedExceptionLeavesTheReaders(byte[] bytes) {
        try {
            assertThat(Notice.parse(bytes).bytes().toArray()).isEqualTo(bytes);
        } catch (RecallFormatException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
        try {
            assertThat(RecallList.parse(bytes).bytes().toArray()).isEqualTo(bytes);
        } catch (RecallFormatException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
        try {
            SignedDocument.parse(bytes);
        } catch (RecallFormatException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }
}
