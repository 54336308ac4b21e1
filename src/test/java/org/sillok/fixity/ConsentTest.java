package org.sillok.fixity;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sillok.audit.Tampering;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties;
import org.sillok.kernel.ItemId;
import org.sillok.log.LogConsent;
import org.sillok.platform.PostgresTestResource;

/** What readers met waits while the log objects: what the database says then may be behind what is stored. */
@QuarkusTest
@TestProfile(RoundFaultsTest.OfItsOwn.class)
@WithTestResource(PostgresTestResource.class)
class ConsentTest {
    @Inject
    TestParties parties;

    @Inject
    Tampering tampering;

    @Inject
    FixityWorld world;

    @Inject
    Rounds rounds;

    @Inject
    StatedObjects stated;

    @Inject
    Copies copies;

    @Inject
    SecondLook look;

    @Inject
    Incidents incidents;

    @Inject
    ReplicaLag lag;

    @Inject
    Rate rate;

    // Not the program's own, which other tests look at.
    private final Suspicions suspicions = new Suspicions();
    private String item;
    private Path file;
    private byte[] bytes;

    @BeforeEach
    void aDamagedFileThatSomebodyReads() {
        item = tampering.item(parties.newPartyWith(Role.CONTRIBUTOR));
        file = tampering.content(tampering.objectOf(item, 1, 1));
        bytes = Tampering.read(file);
        Tampering.flip(file, 70_000);
        suspicions.met(new ItemId(item), 1, 1);
    }

    @AfterEach
    void theFileIsWholeAgain() {
        Tampering.write(file, bytes);
    }

    private void look(LogConsent log) {
        new FixityWatch(rounds, stated, copies, look, incidents, suspicions, lag, log, rate, new FixityMeter()).look();
    }

    @Test
    void aSuspicionWaitsForTheConsentOfTheLog() {
        look(() -> false);
        assertThat(world.incidents(item)).isEmpty();
        assertThat(suspicions.waiting()).hasSize(1);
        look(() -> true);
        assertThat(world.incidents(item)).containsExactly("1/1 EVIDENCE OTHER_DIGEST READING");
        assertThat(suspicions.waiting()).isEmpty();
    }

    @Test
    void anObjectionThatComesDuringTheLookKeepsTheIncidentFromBeingOpened() {
        AtomicInteger asked = new AtomicInteger();
        look(() -> asked.incrementAndGet() == 1);
        assertThat(asked).hasValueGreaterThan(1);
        assertThat(world.incidents(item)).isEmpty();
        assertThat(suspicions.waiting()).hasSize(1);
    }
}
