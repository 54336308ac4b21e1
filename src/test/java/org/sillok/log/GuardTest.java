package org.sillok.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.sillok.crypto.Ed25519PrivateKey;
import org.sillok.crypto.MlDsa44PrivateKey;
import org.sillok.kernel.Bytes;
import org.sillok.log.core.Checkpoint;
import org.sillok.log.core.CheckpointSigner;
import org.sillok.log.core.Merkle;
import org.sillok.log.db.TreeRow;

@Execution(ExecutionMode.CONCURRENT)
class GuardTest {
    @TempDir
    Path folder;

    private LogFixture log;

    @BeforeEach
    void aLogOfTwentyEntries() throws Exception {
        log = new LogFixture(folder, 100);
        log.append(10);
        run();
        log.append(10);
        run();
    }

    @AfterEach
    void close() throws Exception {
        log.close();
    }

    @Test
    void aDatabaseThatWasSetBackMayNotLead() throws Exception {
        TreeRow old = log.row();
        log.append(5);
        run();
        log.restoreDatabase(old);
        assertThatThrownBy(this::run)
                .isInstanceOf(Tenure.RefusedException.class)
                .hasMessageContaining("behind the checkpoint in the object store");
        // Even if it has grown past the old size again: it is another tree.
        log.append(30);
        assertThatThrownBy(this::run).isInstanceOf(Tenure.RefusedException.class);
    }

    @Test
    void aLogThatARestoreHeldMayNotBeLed() throws Exception {
        new KeptHeads(
                        log.settings().highWaterMark(),
                        log.identity().origin(),
                        log.signer().log().vkey())
                .hold(log.store);
        assertThatThrownBy(this::run)
                .isInstanceOf(Tenure.RefusedException.class)
                .hasMessageContaining("may have signed more since");
    }

    @Test
    void aDatabaseAndAStoreThatWereSetBackTogetherMayNotLead() throws Exception {
        TreeRow old = log.row();
        Bytes oldCopy = log.objects().checkpointCopy().orElseThrow();
        log.append(5);
        run();
        log.restoreDatabase(old);
        log.replaceCopy(oldCopy);
        assertThatThrownBy(this::run)
                .isInstanceOf(Tenure.RefusedException.class)
                .hasMessageContaining("behind the high-water mark");
    }

    @Test
    void aDatabaseThatWasSetBackWithCopyAndMarkIsFoundByATimeStampedHead() throws Exception {
        TreeRow old = log.row();
        Bytes oldCopy = log.objects().checkpointCopy().orElseThrow();
        log.append(5);
        run();
        Bytes newest = log.objects().checkpointCopy().orElseThrow();
        for (int size : new int[] {1, 2, 3, 20}) {
            // Of many archived heads the largest counts, and one that is not the log's does not.
            log.objects().put(String.format("time/%018d/checkpoint", size), new byte[] {1});
        }
        log.objects().put("time/000000000000000025/checkpoint", newest.toArray());
        log.objects().put("time/000000000000000025/authority.tsr", new byte[] {1});
        log.restoreDatabase(old);
        log.replaceCopy(oldCopy);
        Files.delete(log.highWaterMark().file(25));
        assertThatThrownBy(this::run)
                .isInstanceOf(Tenure.RefusedException.class)
                .hasMessageContaining("behind the time-stamped checkpoint: 20 < 25");
    }

    @Test
    void aDatabaseThatLostNumbersWhoseRecordsAreStoredMayNotLead() throws Exception {
        TreeRow old = log.row();
        log.append(5);
        try (Connection connection = log.connect()) {
            Tenure tenure = log.begin(connection);
            tenure.number(connection);
            // Integrated, so the entries are in the store; but nobody has signed them.
            tenure.integrate(connection);
        }
        log.restoreDatabase(old);
        assertThatThrownBy(this::run)
                .isInstanceOf(Tenure.RefusedException.class)
                .hasMessageContaining("behind the records in the object store: it has numbered 20 < 25");
    }

    @Test
    void anotherPlaceThatKeepsHeadsIsAskedToo() throws Exception {
        Checkpoint ahead = new Checkpoint(log.identity().origin(), 99, Merkle.leafHash(new byte[0]));
        ForeignHeads witness = new ForeignHeads() {
            @Override
            public String place() {
                return "witness w1.example.org";
            }

            @Override
            public List<Bytes> notes() {
                return List.of(log.signer().sign(ahead, 0).note());
            }
        };
        Objection objection = new Guard(log.identity(), log.objects(), List.of(witness))
                .objection(log.row(), 20)
                .orElseThrow();
        assertThat(objection.reason()).isEqualTo("the database is behind the witness w1.example.org: 20 < 99");
        assertThat(objection.wayOut()).contains("sillok rebuild");
        assertThat(new Guard(log.identity(), log.objects(), List.of()).objection(log.row(), 20))
                .isEmpty();
    }

    @Test
    void aMissingTileIsNamedWithAWayOut() throws Exception {
        Files.delete(folder.resolve("objects/log/" + log.identity().origin() + "/tile/0/000.p/20"));
        assertThatThrownBy(this::run)
                .isInstanceOf(Tenure.RefusedException.class)
                .hasMessageContaining("tile/0/000.p/20")
                .extracting(refused ->
                        ((Tenure.RefusedException) refused).objection().wayOut())
                .asString()
                .contains("sillok audit");
    }

    @Test
    void aHeadThatContradictsTheTreeMayNotBeContradictedAgain() throws Exception {
        Checkpoint other = new Checkpoint(log.identity().origin(), 15, Merkle.leafHash(new byte[0]));
        log.replaceCopy(log.signer().sign(other, 0).note());
        assertThatThrownBy(this::run)
                .isInstanceOf(Tenure.RefusedException.class)
                .hasMessageContaining("contradicts the checkpoint in the object store of size 15");
    }

    @Test
    void aHeadThatWasSignedAndNotRecordedIsSignedAgain() throws Exception {
        // The crash between raising the mark and recording the head.
        log.append(5);
        try (Connection connection = log.connect()) {
            Tenure tenure = log.begin(connection);
            tenure.number(connection);
            tenure.integrate(connection);
        }
        TreeRow row = log.row();
        Checkpoint head = new Checkpoint(row.origin(), 25, row.tree().root());
        log.writeMark(log.signer().sign(head, 0));
        run();
        log.assertComplete();
    }

    @Test
    void aForeignHeadDoesNotCount() throws Exception {
        Checkpoint huge = new Checkpoint(log.identity().origin(), 1_000_000, Merkle.leafHash(new byte[0]));
        CheckpointSigner stranger = new CheckpointSigner(
                huge.origin(),
                Ed25519PrivateKey.generate(new SecureRandom()),
                MlDsa44PrivateKey.generate(new SecureRandom()));
        log.writeMark(stranger.sign(huge, 0));
        log.replaceCopy(Bytes.utf8("not a note"));
        log.append(1);
        run();
        log.assertComplete();
    }

    @Test
    void aTreeThatIsNotInTheStoreMayNotBeSigned() throws Exception {
        Path tile = folder.resolve("objects/log/" + log.identity().origin() + "/tile/0/000.p/20");
        byte[] bytes = Files.readAllBytes(tile);
        bytes[0] ^= 1;
        Files.delete(tile);
        Files.write(tile, bytes);
        assertThatThrownBy(this::run)
                .isInstanceOf(Tenure.RefusedException.class)
                .hasMessageContaining("not the tree in the object store");
    }

    @Test
    void aProcessWithAnotherKeyOrNoneMayNotLead() throws Exception {
        Path key = log.settings().keyFile();
        assertThat(log.open().identity().signer()).isPresent();
        assertThat(Files.getPosixFilePermissions(key)).hasSize(2);
        Files.delete(key);
        assertThat(log.open().identity().signer()).isEmpty();
        assertThat(key).as("no new key is made for a log that exists").doesNotExist();
        Files.createFile(key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(key, Ed25519PrivateKey.generate(new SecureRandom()).pem());
        assertThat(log.open().identity().signer()).isEmpty();
    }

    @Test
    void theLogGoesOnUnderItsName() {
        String origin = log.identity().origin();
        assertThat(origin).matches("log-\\d{4}-[0-9a-f]{16}\\.invalid");
        assertThat(log.open().identity().origin()).isEqualTo(origin);
    }

    private void run() throws Exception {
        try (Connection connection = log.connect()) {
            Tenure tenure = log.begin(connection);
            tenure.number(connection);
            tenure.integrate(connection);
            tenure.sign(connection);
            tenure.copy(connection);
        }
    }
}
