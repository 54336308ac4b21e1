package org.sillok.fixity;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sillok.audit.Tampering;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties;
import org.sillok.identity.TestParties.Actor;
import org.sillok.kernel.ObjectId;
import org.sillok.platform.PostgresTestResource;
import org.sillok.storage.Draft;
import org.sillok.storage.ObjectName;
import org.sillok.storage.ObjectStore;
import org.sillok.storage.ReplicaStore;
import org.sillok.storage.S3ReplicaResource;

/** Evidence in a directory and its replica in a bucket: filled, read, and repaired in both directions. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(S3ReplicaResource.class)
class ReplicaInS3Test {
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
    RepairRun repair;

    private String item;
    private Path evidence;
    private ObjectName name;
    private byte[] bytes;

    @BeforeEach
    void anItemWithACopy() {
        Actor ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        item = tampering.item(ngo);
        String object = tampering.objectOf(item, 1, 1);
        name = ObjectName.of(new ObjectId(object));
        evidence = tampering.content(object);
        bytes = Tampering.read(evidence);
        world.fill(store, replicaStore());
    }

    private ObjectStore replicaStore() {
        return replica.store().orElseThrow();
    }

    private byte[] copy() throws IOException {
        return Channels.newInputStream(replicaStore().open(name)).readAllBytes();
    }

    private String outcome() {
        return world.round(store, replicaStore()).counts().outcome();
    }

    private boolean repairs() {
        return repair.run(null, false, (done, total) -> {}).isComplete();
    }

    @Test
    void evidenceAndLogAreCopied() throws IOException {
        assertThat(copy()).isEqualTo(bytes);
        assertThat(world.fillLog(store, replicaStore())).isZero();
        try (Stream<ObjectName> wanted = store.list("log/");
                Stream<ObjectName> there = replicaStore().list("log/")) {
            assertThat(there.toList()).containsAll(wanted.toList()).isNotEmpty();
        }
        assertThat(outcome()).isEqualTo("INTACT");
    }

    @Test
    void damagedEvidenceIsReplacedFromTheBucket() {
        Tampering.flip(evidence, 70_000);
        assertThat(outcome()).isEqualTo("DAMAGED");
        assertThat(repairs()).isTrue();
        assertThat(Tampering.read(evidence)).isEqualTo(bytes);
        assertThat(world.openIncidents(item)).isEmpty();
    }

    @Test
    void aMissingAndADamagedCopyInTheBucketAreReplaced() throws IOException {
        replicaStore().discard(name);
        assertThat(outcome()).isEqualTo("DAMAGED");
        assertThat(repairs()).isTrue();
        assertThat(copy()).isEqualTo(bytes);
        byte[] damaged = bytes.clone();
        damaged[7] ^= 1;
        replicaStore().discard(name);
        try (Draft draft = replicaStore().draft(name)) {
            draft.body().write(damaged);
            draft.publish();
        }
        assertThat(outcome()).isEqualTo("DAMAGED");
        assertThat(world.openIncidents(item)).containsExactly("1/1 REPLICA");
        assertThat(repairs()).isTrue();
        assertThat(copy()).isEqualTo(bytes);
        assertThat(outcome()).isEqualTo("INTACT");
        // A bucket without versions: the damaged bytes lie beside.
        try (Stream<ObjectName> kept = replicaStore().list("damaged/")) {
            assertThat(kept.toList()).isNotEmpty();
        }
    }
}
