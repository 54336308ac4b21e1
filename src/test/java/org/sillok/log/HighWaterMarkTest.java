package org.sillok.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sillok.crypto.Ed25519PrivateKey;
import org.sillok.crypto.MlDsa44PrivateKey;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.log.core.Checkpoint;
import org.sillok.log.core.CheckpointSigner;
import org.sillok.log.core.Frontier;
import org.sillok.log.core.Merkle;
import org.sillok.log.core.SignedCheckpoint;
import org.sillok.log.core.TileTree;

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

    private SignedCheckpoint head(int size) {
        return head(size, "leaf");
    }

    private SignedCheckpoint head(int size, String history) {
        return signer.sign(
                new Checkpoint(
                        ORIGIN,
                        size,
                        Frontier.EMPTY.extend(leaves(size, history)).root()),
                0);
    }

    private static List<Digest> leaves(int size, String history) {
        return IntStream.range(0, size)
                .mapToObj(i -> Merkle.leafHash(
                        Bytes.utf8((i < 10 ? "leaf" : history) + " " + i).toArray()))
                .toList();
    }

    /** A tree of less than one tile. */
    private static TileTree tree(int size, String history) {
        return new TileTree(size, name -> {
            byte[] tile = new byte[name.width() * 32];
            for (int i = 0; i < name.width(); i++) {
                System.arraycopy(leaves(size, history).get(i).toArray(), 0, tile, i * 32, 32);
            }
            return tile;
        });
    }

    private void raise(int size) {
        mark().raise(head(size), log, tree(size, "leaf"));
    }

    @Test
    void aLeaderThatWakesLateCannotSetTheMarkBack() {
        raise(10);
        SignedCheckpoint newest = head(20);
        mark().raise(newest, log, tree(20, "leaf"));
        assertThatThrownBy(() -> raise(15))
                .isInstanceOf(ObjectionException.class)
                .hasMessage("the database is behind the high-water mark: 15 < 20");
        assertThat(mark().read()).contains(newest.note());
    }

    @Test
    void aSmallerHeadOfATreeThatHasTheMarkLeavesIt() {
        raise(20);
        mark().raise(head(15), log, tree(25, "leaf"));
        assertThat(mark().read()).contains(head(20).note());
    }

    @Test
    void aTreeWithAnotherHistoryCannotTakeTheMarkAway() {
        raise(100);
        assertThatThrownBy(() -> mark().raise(head(120, "clone"), log, tree(120, "clone")))
                .isInstanceOf(ObjectionException.class)
                .hasMessage("the tree in the database contradicts the high-water mark of size 100");
        assertThat(mark().notes()).containsExactly(head(100).note());
        mark().raise(head(120), log, tree(120, "leaf"));
        assertThat(mark().notes()).containsExactly(head(120).note());
    }

    @Test
    void onlyTheNewestFileRemains() throws Exception {
        for (int size = 1; size < 50; size++) {
            raise(size);
        }
        try (Stream<Path> files = Files.list(folder.resolve("state"))) {
            assertThat(files).containsExactly(mark().file(49));
        }
    }

    @Test
    void anotherRootOfASizeThatWasSignedIsRefused() {
        SignedCheckpoint first = head(20);
        mark().raise(first, log, tree(20, "leaf"));
        raise(20);
        assertThatThrownBy(() -> mark().raise(head(20, "other"), log, tree(20, "other")))
                .isInstanceOf(ObjectionException.class);
        assertThat(mark().read()).contains(first.note());
    }

    @Test
    void whatTheLogDidNotSignDoesNotHideTheMark() throws Exception {
        raise(10);
        Files.write(mark().file(99), Bytes.utf8("garbage").toArray());
        Files.write(mark().file(11), Bytes.utf8("garbage").toArray());
        raise(11);
        assertThat(mark().read()).contains(head(11).note());
    }

    @Test
    void theMarkFromBeforeSizesWereInItsNameCounts() throws Exception {
        Path old = folder.resolve("state/" + ORIGIN + ".checkpoint");
        Files.createDirectories(old.getParent());
        Files.write(old, head(20).note().toArray());
        assertThat(mark().read()).contains(head(20).note());
        assertThatThrownBy(() -> raise(15)).isInstanceOf(ObjectionException.class);
        assertThatThrownBy(() -> mark().raise(head(25, "other"), log, tree(25, "other")))
                .isInstanceOf(ObjectionException.class);
        assertThat(old).exists();
        raise(25);
        assertThat(old).doesNotExist();
        assertThat(mark().notes()).containsExactly(head(25).note());
    }

    @Test
    void otherLogsMayShareTheFolder() {
        HighWaterMark other = new HighWaterMark(folder.resolve("state"), "log.example.org.other");
        raise(10);
        assertThat(other.read()).isEmpty();
        assertThat(new HighWaterMark(folder.resolve("nowhere"), ORIGIN).read()).isEmpty();
    }
}
