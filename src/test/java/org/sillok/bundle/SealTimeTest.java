package org.sillok.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sillok.kernel.BundleId;
import org.sillok.log.TransparencyLog;
import org.sillok.platform.PostgresTestResource;
import org.sillok.time.AuthorityServer;
import org.sillok.time.TestStamping;
import org.sillok.verify.BundleJudge;

/** A sealed bundle has the time-stamps of the authorities that answered, and is one without those that did not. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class SealTimeTest extends SealJobCase {
    @Inject
    TransparencyLog log;

    @TempDir
    Path folder;

    @Test
    void theAuthoritiesThatAnswerStampIt() throws Exception {
        try (AuthorityServer honest = new AuthorityServer("Alpha", "EC");
                AuthorityServer silent = new AuthorityServer("Beta", "EC")) {
            silent.is(AuthorityServer.Mood.REFUSING);
            stamping = TestStamping.by(folder, Map.of("alpha", honest, "beta", silent));
            Path archive = sealed();
            assertThat(BundleJudge.times(archive, honest.authority().rootPem())).hasSize(1);
            silent.is(AuthorityServer.Mood.HONEST);
            honest.is(AuthorityServer.Mood.HANGING_UP);
            assertThat(BundleJudge.times(sealed(), silent.authority().rootPem()))
                    .hasSize(1);
            silent.is(AuthorityServer.Mood.GARBAGE);
            Path unstamped = sealed();
            assertThat(BundleJudge.times(unstamped, honest.authority().rootPem()))
                    .isEmpty();
            assertThat(BundleJudge.findings(unstamped, log.vkeys())).isEmpty();
        }
    }

    private Path sealed() throws Exception {
        BundleId id = begun();
        inSmallParts().run(attempt(id, done -> {}));
        Path archive = folder.resolve(id + ".zip");
        Files.write(archive, recipient.archive(store, parts(id)));
        return archive;
    }
}
