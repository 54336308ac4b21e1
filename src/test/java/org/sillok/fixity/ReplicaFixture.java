package org.sillok.fixity;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.sillok.audit.Tampering;
import org.sillok.fixity.core.Counts;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties;
import org.sillok.identity.TestParties.Actor;
import org.sillok.kernel.ObjectId;
import org.sillok.storage.ObjectName;
import org.sillok.storage.ObjectStore;
import org.sillok.storage.ReplicaStore;

/** A program with evidence and a replica in directories, and an item whose first file is known in both. */
abstract class ReplicaFixture {
    private static final Path REPLICA = replicaFolder();

    /** A program with a database and a replica of its own. */
    public static final class WithReplica implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("sillok.storage.replica.directory", REPLICA.toString());
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
    RepairRun repair;

    Actor ngo;
    String item;
    Path evidence;
    Path copy;
    byte[] bytes;

    private static Path replicaFolder() {
        // The profile is made by one class loader and used by another.
        String known = System.getProperty("sillok.test.replica");
        if (known == null) {
            try {
                known = Files.createTempDirectory(Path.of("target"), "replica").toString();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            System.setProperty("sillok.test.replica", known);
        }
        return Path.of(known);
    }

    @BeforeEach
    void anItem() {
        ngo = parties.newPartyWith(Role.CONTRIBUTOR);
        item = tampering.item(ngo);
        String object = tampering.objectOf(item, 1, 1);
        evidence = tampering.content(object);
        bytes = Tampering.read(evidence);
        copy = inReplica("content/" + object.substring(4, 6) + "/" + object);
    }

    ObjectStore replicaStore() {
        return replica.store().orElseThrow();
    }

    /** Where the replica has the object of this name. */
    static Path inReplica(String name) {
        return REPLICA.resolve(name);
    }

    /** Where the evidence store has a file. */
    Path file(String of, int version, int file) {
        return tampering.content(tampering.objectOf(of, version, file));
    }

    ObjectName nameOf(String of, int version, int file) {
        return ObjectName.of(new ObjectId(tampering.objectOf(of, version, file)));
    }

    static List<ObjectName> names(ObjectStore store, String prefix) {
        try (Stream<ObjectName> names = store.list(prefix)) {
            return names.toList();
        }
    }

    static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Counts round() {
        return world.round(store, replicaStore()).counts();
    }

    RepairReport run(boolean dryRun) {
        return repair.run(null, dryRun, (done, total) -> {});
    }

    /** What became of the one incident of the item. */
    String result(RepairReport report) {
        List<String> results = report(report);
        assertThat(results).hasSize(1);
        return results.get(0);
    }

    /** What became of the incidents of the item. */
    List<String> report(RepairReport report) {
        return report.toJson().array("incidents").values().stream()
                .map(each -> each.asObject())
                .filter(each -> each.text("item").equals(item))
                .map(each -> each.text("result"))
                .toList();
    }
}
