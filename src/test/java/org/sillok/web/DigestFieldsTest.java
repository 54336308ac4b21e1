package org.sillok.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sillok.crypto.Sha2;
import org.sillok.kernel.Digest;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.ProblemException;

class DigestFieldsTest {
    private static final byte[] HELLO = "{\"hello\": \"world\"}\n".getBytes(StandardCharsets.UTF_8);
    private static final Digest SHA_256 = Sha2.sha256(HELLO);
    private static final Digest SHA_512 = Sha2.sha512(HELLO);

    @Test
    void theExampleOfTheStandardIsReadAndWritten() {
        // RFC 9530, appendix B.1
        String field = "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:";
        assertThat(DigestFields.format(SHA_256)).isEqualTo(field);
        assertThat(DigestFields.parse("Repr-Digest", List.of(field))).containsExactly(SHA_256);
    }

    @Test
    void severalDigestsMayBeInOneLineOrMore() {
        String both = DigestFields.format(SHA_256, SHA_512);
        assertThat(DigestFields.parse("Repr-Digest", List.of(both))).containsExactly(SHA_256, SHA_512);
        assertThat(DigestFields.parse(
                        "Repr-Digest",
                        List.of(DigestFields.format(SHA_512), " " + DigestFields.format(SHA_256) + "\t")))
                .containsExactly(SHA_512, SHA_256);
    }

    @Test
    void otherAlgorithmsArePassedOverButNotAlone() {
        assertThat(DigestFields.parse("Repr-Digest", List.of("md5=:AAAA:, " + DigestFields.format(SHA_256))))
                .containsExactly(SHA_256);
        refused("md5=:AAAA:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "sha-256",
                "sha-256=",
                "sha-256=RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=",
                "sha-256=\"RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=\"",
                "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg:",
                "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDh=:",
                "sha-256=:RK_0qy18MlBSVnWgjwz6lZEWjP_lF5HF9bvEF8FabDg=:",
                "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:;x=1",
                "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:,",
                "SHA-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:",
                "sha-256=:AAAA:",
                "sha-512=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:",
                "sha-256 =:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:",
                "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:,sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:",
                "sha-256=::",
                "sha-256=:",
            })
    void whatIsNotADictionaryOfByteSequencesIsRefused(String field) {
        refused(field);
    }

    @Test
    void whatIsTooLongIsRefused() {
        refused("x=:" + "A".repeat(4096) + ":");
    }

    private static void refused(String field) {
        assertThatThrownBy(() -> DigestFields.parse("Repr-Digest", List.of(field)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.refusal().code()).isEqualTo(ProblemCode.DIGEST_UNSUPPORTED));
    }
}
