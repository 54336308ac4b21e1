package org.sillok.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sillok.crypto.Ed25519PrivateKey;
import org.sillok.crypto.MlDsa44PrivateKey;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.log.core.Checkpoint;
import org.sillok.log.core.CheckpointSigner;
import org.sillok.log.core.DamagedTreeException;
import org.sillok.log.core.Merkle;
import org.sillok.log.core.SignedCheckpoint;

class HighWaterMarkTest {
    private static final String ORIGIN = "log.example.org";

    @TempDir
    Path folder;

    private final CheckpointSigner signer = new CheckpointSigner(
            ORIGIN, Ed25519PrivateKey.generate(new SecureRandom()), MlDsa44PrivateKey.generate(new SecureRandom()));
    private final LogIdentity log = new LogIdentity(1, signer.log(), signer.postQuantum(), signer);

    private HighWaterMark mark() {
        return new HighWaterMark(folder.resolve("state"), ORIGIN);
    }

    private SignedCheckpoint head(long size) {
        return head(size, Merkle.leafHash(new byte[] {(byte) size}));
    }

    private SignedCheckpoint head(long size, Digest root) {
        return signer.sign(new Checkpoint(ORIGIN, size, root), 0);
    }

    @Test
    void aLeaderThatWakesLateCannotSetTheMarkBack() {
        mark().raise(head(10), log);
        SignedCheckpoint newest = head(20);
        mark().raise(newest, log);
        mark().raise(head(15), log);
        assertThat(mark().read()).contains(newest.note());
    }

    @Test
    void onlyTheNewestFileRemains() throws Exception {
        for (int size = 1; size < 50; size++) {
            mark().raise(head(size), log);
        }
        try (Stream<Path> files = Files.list(folder.resolve("state"))) {
            assertThat(files).containsExactly(mark().file(49));
        }
    }

    @Test
    void anotherRootOfASizeThatWasSignedIsRefused() {
        SignedCheckpoint first = head(10);
        mark().raise(first, log);
        mark().raise(head(10), log);
        SignedCheckpoint other = head(10, Merkle.leafHash(new byte[] {99}));
        assertThatThrownBy(() -> mark().raise(other, log)).isInstanceOf(DamagedTreeException.class);
        assertThat(mark().read()).contains(first.note());
    }

    @Test
    void whatTheLogDidNotSignDoesNotHideTheMark() throws Exception {
        mark().raise(head(10), log);
        Files.write(mark().file(99), Bytes.utf8("garbage").toArray());
        Files.write(mark().file(11), Bytes.utf8("garbage").toArray());
        SignedCheckpoint newest = head(11);
        mark().raise(newest, log);
        assertThat(mark().read()).contains(newest.note());
    }

    @Test
    void otherLogsMayShareTheFolder() {
        HighWaterMark other = new HighWaterMark(folder.resolve("state"), "log.example.org.other");
        mark().raise(head(10), log);
        assertThat(other.read()).isEmpty();
        assertThat(new HighWaterMark(folder.resolve("nowhere"), ORIGIN).read()).isEmpty();
    }
}
