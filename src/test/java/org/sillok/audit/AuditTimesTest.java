package org.sillok.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties;
import org.sillok.platform.PostgresTestResource;
import org.sillok.time.StampingProfile;

/** Damages archived time-stamps behind the service's back, and looks at what an audit finds more than before. */
@QuarkusTest
@TestProfile(StampingProfile.class)
@WithTestResource(PostgresTestResource.class)
class AuditTimesTest {
    @Inject
    TestParties parties;

    @Inject
    Tampering world;

    private long size;

    @BeforeEach
    void aStampedCheckpoint() throws InterruptedException {
        long before = newest();
        world.item(parties.newPartyWith(Role.CONTRIBUTOR));
        for (int i = 0; i < 300 && newest() <= before; i++) {
            Thread.sleep(100);
        }
        size = newest();
        assertThat(size).isGreaterThan(before);
    }

    private long newest() {
        return world.number("select coalesce(max(size), 0) from (select size from sillok.time_stamp"
                + " where state = 'STAMPED' group by size having count(*) = 2) as complete");
    }

    private String name(String file) {
        return String.format(Locale.ROOT, "log/%s/time/%018d/%s", world.origin(), size, file);
    }

    private Path file(String file) {
        return world.object(name(file));
    }

    private void finds(Runnable damage, String... expected) {
        Set<String> before = world.findings();
        damage.run();
        Set<String> more = new TreeSet<>(world.findings());
        more.removeAll(before);
        assertThat(more).containsExactlyInAnyOrder(expected);
    }

    @Test
    void aMissingTimeStamp() {
        finds(() -> delete(file("alpha.tsr")), "TIME_STAMP_MISSING object " + name("alpha.tsr"));
    }

    @Test
    void aTimeStampThatSomebodyChanged() {
        finds(() -> Tampering.flip(file("beta.tsr"), -10), "TIME_STAMP_INVALID object " + name("beta.tsr"));
    }

    @Test
    void aRevocationListThatSomebodyChanged() {
        // The list lies once, under its digest, for all rounds that refer to it.
        String digest = new String(Tampering.read(file("beta.crl.sha256")), StandardCharsets.US_ASCII).substring(0, 64);
        Path list = world.object("log/" + world.origin() + "/time/lists/" + digest + ".crl");
        Set<String> before = world.findings();
        Tampering.flip(list, -5);
        Set<String> more = new TreeSet<>(world.findings());
        Tampering.flip(list, -5);
        more.removeAll(before);
        assertThat(more)
                .contains("TIME_STAMP_INVALID object " + name("beta.tsr"))
                .allMatch(finding -> finding.startsWith("TIME_STAMP_INVALID object ") && finding.endsWith("/beta.tsr"));
        assertThat(world.findings()).isEqualTo(before);
    }

    @Test
    void aStampedCheckpointThatSomebodyChanged() {
        finds(
                () -> Tampering.flip(file("checkpoint"), -10),
                "CHECKPOINT_INVALID object " + name("checkpoint"),
                "TIME_STAMP_INVALID object " + name("alpha.tsr"),
                "TIME_STAMP_INVALID object " + name("beta.tsr"));
    }

    @Test
    void aTimeStampOfAnotherCheckpoint() throws Exception {
        byte[] other = Tampering.read(file("alpha.tsr"));
        aStampedCheckpoint();
        finds(() -> Tampering.write(file("alpha.tsr"), other), "TIME_STAMP_INVALID object " + name("alpha.tsr"));
    }

    @Test
    void aTimeInTheDatabaseThatTheTokenDoesNotSay() {
        finds(
                () -> world.sql("update sillok.time_stamp set gen_time = gen_time - interval '1 day'"
                        + " where authority = 'alpha' and size = " + size),
                "TIME_STAMP_ROW_ALTERED object " + name("alpha.tsr"));
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
