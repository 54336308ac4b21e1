package org.sillok.fixity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sillok.audit.Tampering;
import org.sillok.fixity.core.Round;
import org.sillok.identity.Role;
import org.sillok.identity.TestParties;
import org.sillok.kernel.ObjectId;
import org.sillok.platform.PostgresTestResource;
import org.sillok.storage.FaultyObjectStore;
import org.sillok.storage.FileSystemObjectStore;
import org.sillok.storage.ObjectName;
import org.sillok.storage.ObjectStore;
import org.sillok.storage.StorageException;
import org.sillok.storage.StorageUnavailableException;

/** Disks that are unmounted, sectors that cannot be read, things in the place of files: what is damage, and what is not. */
@QuarkusTest
@TestProfile(RoundFaultsTest.OfItsOwn.class)
@WithTestResource(PostgresTestResource.class)
class StoreFaultsTest {
    @Inject
    TestParties parties;

    @Inject
    Tampering tampering;

    @Inject
    FixityWorld world;

    @Inject
    ObjectStore store;

    @TempDir
    Path folder;

    private String item;
    private Path first;
    private byte[] bytes;

    @BeforeEach
    void anItem() {
        item = tampering.item(parties.newPartyWith(Role.CONTRIBUTOR));
        first = tampering.content(tampering.objectOf(item, 1, 1));
        bytes = Tampering.read(first);
    }

    @AfterEach
    void theFileIsWholeAgain() {
        Tampering.write(first, bytes);
    }

    private long files() {
        return tampering.number("select count(*) from evidence_file");
    }

    private ObjectName nameOf(String object) {
        return ObjectName.of(new ObjectId(object));
    }

    @Test
    void aDiskThatIsUnmountedInMidRoundIsADelayAndNoIncident() throws IOException {
        for (boolean mountPointStays : List.of(false, true)) {
            Path disk = folder.resolve("disk" + mountPointStays);
            Path elsewhere = folder.resolve("elsewhere" + mountPointStays);
            copyTree(tampering.object(""), disk);
            AtomicInteger reads = new AtomicInteger();
            FixityWorld.Replica replica =
                    world.replica("one", new FileSystemObjectStore(disk, Clock.systemUTC()), unused -> {
                        if (reads.incrementAndGet() == 2) {
                            move(disk, elsewhere, mountPointStays);
                        }
                    });
            world.begin();
            assertThat(replica.take()).isTrue();
            for (int attempt = 0; attempt < 3; attempt++) {
                assertThatThrownBy(replica::work).isInstanceOf(StorageException.class);
            }
            assertThat(world.newest().isOpen()).isTrue();
            assertThat(world.newest().counts().failures()).isZero();
            Files.deleteIfExists(disk);
            Files.move(elsewhere, disk);
            replica.work();
            replica.leave();
            assertThat(world.newest().counts().outcome()).isEqualTo("INTACT");
            assertThat(world.newest().counts().files()).isEqualTo(files());
            assertThat(world.incidents(item)).isEmpty();
        }
    }

    @Test
    void aFileThatTheStoreDoesNotHandOutIsAnIncidentAndAllOthersAreRead() {
        FaultyObjectStore faulty = new FaultyObjectStore(store);
        faulty.failReadsOf(nameOf(tampering.objectOf(item, 1, 2)), new StorageUnavailableException("a bad sector"));
        Round round = world.round(faulty);
        assertThat(round.isOpen()).isFalse();
        assertThat(round.counts().outcome()).isEqualTo("INCOMPLETE");
        assertThat(round.counts().unreadable()).isEqualTo(1);
        assertThat(round.counts().files()).isEqualTo(files() - 1);
        assertThat(world.incidents(item)).containsExactly("1/2 EVIDENCE UNREADABLE ROUND");
    }

    @Test
    void aStoreThatListsWhatItDoesNotHandOutIsADelayAndNoIncident() {
        FaultyObjectStore faulty = new FaultyObjectStore(store);
        faulty.handOutNothingOf("");
        world.begin();
        assertThatThrownBy(() -> world.round(faulty)).isInstanceOf(StorageException.class);
        assertThat(world.newest().isOpen()).isTrue();
        assertThat(world.incidents(item)).isEmpty();
        faulty.heal();
        assertThat(world.round(faulty).counts().files()).isEqualTo(files());
    }

    @Test
    void filesThatNoneOfIsHandedOutAreAwayWithTheirDiskAndSomeOfThemAreDamaged() {
        Limits two = new Limits() {
            @Override
            int unreadable() {
                return 2;
            }
        };
        tampering.item(parties.newPartyWith(Role.CONTRIBUTOR));
        long before = tampering.number("select count(*) from fixity_incident");
        FaultyObjectStore faulty = new FaultyObjectStore(store);
        // As if they had a disk of their own: the log is read.
        faulty.handOutNothingOf("content/");
        world.begin();
        FixityWorld.Replica replica = world.replica("one", faulty, unused -> {}, two);
        assertThat(replica.take()).isTrue();
        for (int attempt = 0; attempt < 3; attempt++) {
            assertThatThrownBy(replica::work).isInstanceOf(StorageException.class);
        }
        assertThat(tampering.number("select count(*) from fixity_incident")).isBetween(before, before + 2);
        faulty.heal();
        List<ObjectName> three = List.of(
                nameOf(tampering.objectOf(item, 1, 1)),
                nameOf(tampering.objectOf(item, 1, 2)),
                nameOf(tampering.objectOf(item, 2, 1)));
        three.forEach(name -> faulty.failReadsOf(name, new StorageUnavailableException("a bad sector")));
        replica.work();
        replica.leave();
        assertThat(world.newest().counts().unreadable()).isGreaterThanOrEqualTo(3);
        assertThat(world.openIncidents(item)).hasSize(3);
    }

    @Test
    void theFirstFileOfAllMayBeTheOneThatCannotBeRead() {
        String object = tampering.text(
                "select f.object from evidence_file f join custody_stream s on s.kind = 'ITEM' and"
                        + " s.subject = f.item join custody_statement c on c.stream = s.id and c.seq = 0 join sillok.log_entry e"
                        + " on e.leaf_hash = c.leaf_hash where f.version = 1 and f.number = 1 order by e.log, e.index limit 1");
        FaultyObjectStore faulty = new FaultyObjectStore(store);
        faulty.failReadsOf(nameOf(object), new StorageUnavailableException("a bad sector"));
        Round round = world.round(faulty);
        assertThat(round.isOpen()).isFalse();
        assertThat(round.counts().unreadable()).isEqualTo(1);
        assertThat(round.counts().files()).isEqualTo(files() - 1);
    }

    @Test
    void aLinkInThePlaceOfAFileIsAnIncidentAndSoIsADirectory() throws IOException {
        Files.delete(first);
        Files.createSymbolicLink(first, folder.resolve("elsewhere"));
        Path other = tampering.content(tampering.objectOf(item, 2, 1));
        byte[] others = Tampering.read(other);
        Files.delete(other);
        Files.createDirectory(other);
        try {
            assertThat(world.round(store).counts().outcome()).isEqualTo("DAMAGED");
            assertThat(world.incidents(item))
                    .containsExactlyInAnyOrder("1/1 EVIDENCE UNREADABLE ROUND", "2/1 EVIDENCE MISSING ROUND");
        } finally {
            Tampering.write(other, others);
        }
    }

    @Test
    void whatIsRightWhenItIsReadAgainIsNoIncident() {
        Tampering.write(first, Arrays.copyOf(bytes, 5));
        world.begin();
        // Somebody is just putting the file back: it is whole before the second look.
        FixityWorld.Replica replica = world.replica("one", store, nanos -> {
            if (nanos > 0) {
                Tampering.write(first, bytes);
            }
        });
        assertThat(replica.take()).isTrue();
        replica.work();
        replica.leave();
        assertThat(world.newest().counts().outcome()).isEqualTo("INTACT");
        assertThat(world.incidents(item)).isEmpty();
    }

    private static void move(Path disk, Path elsewhere, boolean mountPointStays) {
        try {
            Files.move(disk, elsewhere);
            if (mountPointStays) {
                Files.createDirectory(disk);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copyTree(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            // Drafts come and go.
            for (Path each : all.filter(
                            path -> !from.relativize(path).toString().startsWith("."))
                    .toList()) {
                Path target = to.resolve(from.relativize(each).toString());
                if (Files.isDirectory(each)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(each, target);
                }
            }
        }
    }
}
