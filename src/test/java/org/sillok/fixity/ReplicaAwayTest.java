package org.sillok.fixity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sillok.audit.Tampering;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties;
import org.sillok.platform.PostgresTestResource;
import org.sillok.storage.ObjectStore;
import org.sillok.storage.ReplicaStore;
import org.sillok.storage.S3ReplicaResource;
import org.sillok.storage.StorageException;

/** The replica's service does not answer when the program starts. */
@QuarkusTest
@TestProfile(ReplicaAwayTest.NobodyThere.class)
@WithTestResource(PostgresTestResource.class)
class ReplicaAwayTest {
    /** A port that nothing listens at. */
    public static final class NobodyThere implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return S3ReplicaResource.settings("http://127.0.0.1:1");
        }
    }

    @Inject
    TestParties parties;

    @Inject
    Tampering tampering;

    @Inject
    FixityWorld world;

    @Inject
    ObjectStore store;

    @Inject
    ReplicaStore replica;

    @Inject
    FixityDesk desk;

    @Test
    void depositsGoOnAndTheCopyWaits() {
        String item = tampering.item(parties.newPartyWith(Role.CONTRIBUTOR));
        assertThatThrownBy(() -> world.fill(store, replica.store().orElseThrow()))
                .isInstanceOf(StorageException.class);
        assertThat(world.incidents(item)).isEmpty();
        assertThat(desk.status().lag().orElseThrow().entries()).isPositive();
    }
}
