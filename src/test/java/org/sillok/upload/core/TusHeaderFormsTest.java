package org.sillok.upload.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sillok.crypto.Sha2;
import org.sillok.kernel.UploadId;

class TusHeaderFormsTest {
    private static final String A = "upl_" + "a".repeat(26);
    private static final String B = "upl_" + "a".repeat(25) + "e";
    private static final String C = "upl_" + "a".repeat(25) + "i";

    @Test
    void metadataIsKeptInItsOrderAndReadAsText() {
        UploadMetadata metadata = UploadMetadata.parse(
                "filename " + base64("진술 ①.pdf") + ", filetype " + base64("text/plain") + ",is_secret");
        assertThat(metadata.text("filename")).contains("진술 ①.pdf");
        assertThat(metadata.text("filetype")).contains("text/plain");
        assertThat(metadata.text("is_secret")).isEmpty();
        assertThat(metadata.text("missing")).isEmpty();
        assertThat(metadata.values().keySet()).containsExactly("filename", "filetype", "is_secret");
        assertThat(UploadMetadata.parse(metadata.header())).isEqualTo(metadata);
        assertThat(UploadMetadata.parse("")).isEqualTo(UploadMetadata.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a YQ==,a Yg==",
                "a !",
                "a YQ",
                "a YR==",
                ",",
                "a  YQ==",
                "a YQ== YQ==",
                "ä YQ==",
                "a YQ==,",
                "\u0001 YQ=="
            })
    void malformedMetadataIsRefused(String header) {
        assertThatThrownBy(() -> UploadMetadata.parse(header)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void oversizedMetadataAndValuesThatAreNotUtf8AreRefused() {
        assertThatThrownBy(() -> UploadMetadata.parse("a".repeat(UploadMetadata.MAX_LENGTH + 1)))
                .isInstanceOf(IllegalArgumentException.class);
        UploadMetadata binary = UploadMetadata.parse("filename /w==");
        assertThatThrownBy(() -> binary.text("filename")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void concatenationNamesUploadsByAnyAddressOfThisService() {
        assertThat(Concatenation.parse("partial")).isEqualTo(new Concatenation.Partial());
        Concatenation.Final whole =
                (Concatenation.Final) Concatenation.parse("final;https://example.org:8443/api/v1/uploads/" + A
                        + " /api/v1/uploads/" + B + " http://[::1]:1/prefix/api/v1/uploads/" + C);
        assertThat(whole.parts()).containsExactly(new UploadId(A), new UploadId(B), new UploadId(C));
        assertThat(Concatenation.parse(whole.header())).isEqualTo(whole);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "final",
                "final;",
                "Partial",
                "partial;",
                "final;/api/v1/uploads/upl_x",
                "final;/api/v1/items/upl_aaaaaaaaaaaaaaaaaaaaaaaaaa",
                "final;/api/v1/uploads/upl_aaaaaaaaaaaaaaaaaaaaaaaaab",
                "final;/api/v1/uploads/upl_aaaaaaaaaaaaaaaaaaaaaaaaaa?x",
                "final;/api/v1/uploads/upl_aaaaaaaaaaaaaaaaaaaaaaaaaa /v2/api/v1/uploads/upl_aaaaaaaaaaaaaaaaaaaaaaaaaa",
                "final;/api/v1/uploads/upl_aaaaaaaaaaaaaaaaaaaaaaaaaa,/api/v1/uploads/upl_aaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void otherConcatenationsAreRefused(String header) {
        assertThatThrownBy(() -> Concatenation.parse(header)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void checksumsOfTheThreeAlgorithmsAreCompared() {
        byte[] body = "hello".getBytes(StandardCharsets.UTF_8);
        for (ChunkChecksum.Algorithm algorithm : ChunkChecksum.Algorithm.values()) {
            byte[] value = algorithm.begin().digest(body);
            ChunkChecksum checksum = ChunkChecksum.parse(
                            algorithm.tusName() + " " + Base64.getEncoder().encodeToString(value))
                    .orElseThrow();
            var computed = algorithm.begin();
            computed.update(body);
            assertThat(checksum.matches(computed)).isTrue();
            assertThat(checksum.matches(algorithm.begin())).isFalse();
        }
        assertThat(ChunkChecksum.Algorithm.names()).isEqualTo("sha1,sha256,sha512");
        assertThat(ChunkChecksum.parse("md5 XUFAKrxLKna5cZ2REBfFkg==")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "sha1", "sha1 ", "sha1 !", "sha1 YQ==", "sha1  YQ==", "sha256 Kq5sNclPz7QV2+lfQIuc6R7oRu0="})
    void malformedChecksumsAreRefused(String header) {
        assertThatThrownBy(() -> ChunkChecksum.parse(header)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsSealedOfAnUploadSurvivesTheRoundTrip() {
        for (About about : List.of(
                new About(UploadMetadata.NONE, null, List.of()),
                new About(
                        new UploadMetadata(Map.of("filename", base64("이름"))),
                        Sha2.sha256(new byte[1]),
                        List.of(new UploadId(A), new UploadId(B))))) {
            assertThat(About.ofBytes(about.toBytes())).isEqualTo(about);
        }
        assertThat(new UploadMetadata(Map.of("filename", base64("이름"))).toString())
                .doesNotContain("filename");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
