package org.sillok.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sillok.crypto.Sha2;
import org.sillok.crypto.SignedTime;
import org.sillok.crypto.TestAuthority.Flaw;
import org.sillok.crypto.TimeStampToken;
import org.sillok.kernel.Bytes;

class StampingOnDemandTest {
    private static final Bytes MANIFEST = Bytes.utf8("what is signed");

    @TempDir
    Path folder;

    private final AuthorityServer alpha = new AuthorityServer("Alpha", "EC");
    private final AuthorityServer beta = new AuthorityServer("Beta", "EC");
    private StampingOnDemand stamping;

    @BeforeEach
    void configured() throws Exception {
        stamping = TestStamping.by(folder, Map.of("alpha", alpha, "beta", beta));
    }

    @AfterEach
    void closed() {
        alpha.close();
        beta.close();
    }

    @Test
    void eachAuthorityStampsExactlyTheseBytes() throws Exception {
        List<Bytes> stamps = stamping.stamp(MANIFEST, 9);
        assertThat(stamps).hasSize(2);
        for (int i = 0; i < 2; i++) {
            SignedTime time = TimeStampToken.parseResponse(stamps.get(i).toArray())
                    .verify(
                            Sha2.sha512(MANIFEST.toArray()),
                            (i == 0 ? alpha : beta).authority().roots(),
                            List.of());
            assertThat(time).isInstanceOf(SignedTime.Proven.class);
        }
        assertThat(stamping.stamp(MANIFEST, 1)).hasSize(1);
        assertThat(stamping.stamp(MANIFEST, 0)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = AuthorityServer.Mood.class,
            names = {"HONEST", "SLOW_BYTE_BY_BYTE"},
            mode = EnumSource.Mode.EXCLUDE)
    void whoDoesNotAnswerIsLeftOut(AuthorityServer.Mood mood) {
        alpha.is(mood);
        assertThat(stamping.stamp(MANIFEST, 9)).hasSize(1);
    }

    @Test
    void whoseAnswerDoesNotHoldIsLeftOut() {
        alpha.answersWith(Flaw.OTHER_IMPRINT);
        beta.revokedAt(Instant.now().minusSeconds(60));
        assertThat(stamping.stamp(MANIFEST, 9)).isEmpty();
    }

    @Test
    void withoutAuthoritiesNobodyIsAsked() throws Exception {
        assertThat(TestStamping.by(folder, Map.of()).stamp(MANIFEST, 9)).isEmpty();
        assertThat(alpha.requests()).isZero();
    }
}
