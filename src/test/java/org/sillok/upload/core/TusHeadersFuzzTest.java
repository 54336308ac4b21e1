package org.sillok.upload.core;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** Only the documented exception leaves the parsers of the headers of tus; what they take survives a round trip. */
class TusHeadersFuzzTest {
    @FuzzTest(maxDuration = "10s")
    void metadata(FuzzedDataProvider data) {
        UploadMetadata metadata;
        try {
            metadata = UploadMetadata.parse(data.consumeRemainingAsString());
        } catch (IllegalArgumentException refused) {
            return;
        }
        if (!UploadMetadata.parse(metadata.header()).equals(metadata)) {
            throw new IllegalStateException("round trip");
        }
        try {
            metadata.text("filename");
        } catch (IllegalArgumentException refused) {
            return;
        }
    }

    @FuzzTest(maxDuration = "10s")
    void concatenations(FuzzedDataProvider data) {
        Concatenation concatenation;
        try {
            concatenation = Concatenation.parse(data.consumeRemainingAsString());
        } catch (IllegalArgumentException refused) {
            return;
        }
        if (!Concatenation.parse(concatenation.header()).equals(concatenation)) {
            throw new IllegalStateException("round trip");
        }
    }

    @FuzzTest(maxDuration = "10s")
    void checksums(FuzzedDataProvider data) {
        try {
            ChunkChecksum.parse(data.consumeRemainingAsString());
        } catch (IllegalArgumentException refused) {
            return;
        }
    }
}
