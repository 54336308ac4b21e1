package org.sillok.platform.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.sillok.keys.IdentityRotationRun;
import org.sillok.keys.KeyLoss;
import org.sillok.keys.KeyRotations;
import org.sillok.keys.RotationRun;
import org.sillok.platform.PostgresTestResource;
import org.sillok.vault.KekRegister;
import org.sillok.vault.KekStatus;

/** What the command does by itself when no service runs. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class KeysOnceTest {
    @Inject
    KekRegister keks;

    @Inject
    KeyRotations rotations;

    @Inject
    KeyLoss loss;

    @Inject
    RotationRun rotation;

    @Inject
    IdentityRotationRun identities;

    @Test
    void keysOfIdentitiesAreRotatedAndTheReportIsAlsoJson() {
        KeysOnce once = new KeysOnce(keks, rotations, loss, rotation, identities);
        assertThat(once.run(AuditOnce.WORDS, KeysOnce.ROTATE_IDENTITIES, "MAKE_AND_MOVE"))
                .isEqualTo(KeysScreen.GOOD);
        assertThat(once.run(AuditOnce.JSON, KeysOnce.ROTATE_IDENTITIES, "MOVE_ONLY"))
                .isEqualTo(KeysScreen.GOOD);
    }

    @Test
    void keyThatCannotBeDeclaredLostIsShownOrRefusedAndNothingIsDone() {
        String current = keks.registerCurrent();
        KeysOnce once = new KeysOnce(keks, rotations, loss, rotation, identities);
        assertThat(once.run(AuditOnce.WORDS, KeysOnce.LOST, current)).isEqualTo(KeysScreen.ATTENTION);
        assertThat(once.run(AuditOnce.WORDS, KeysOnce.LOST, "local-unknown")).isEqualTo(Headless.NOT_RUN);
        assertThat(once.run(AuditOnce.WORDS, KeysOnce.LOST, "local-unknown", "4"))
                .isEqualTo(Headless.NOT_RUN);
        assertThat(once.run(AuditOnce.JSON, KeysOnce.LOST, current, "4")).isEqualTo(Headless.NOT_RUN);
        assertThat(keks.status()).filteredOn(KekStatus::current).noneMatch(KekStatus::lost);
    }
}
