package org.sillok.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sillok.crypto.Ed25519PrivateKey;
import org.sillok.crypto.MlDsa44PrivateKey;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.log.KeptHeads.Judgement;
import org.sillok.log.core.Checkpoint;
import org.sillok.log.core.CheckpointSigner;
import org.sillok.log.core.Frontier;
import org.sillok.log.core.InvalidNoteException;
import org.sillok.log.core.Merkle;
import org.sillok.log.core.TileName;
import org.sillok.storage.FileSystemObjectStore;
import org.sillok.storage.ObjectName;
import org.sillok.storage.ObjectStore;

class KeptHeadsTest {
    private static final String ORIGIN = "log.example.org";
    private static final int SIZE = 20;

    @TempDir
    Path folder;

    private final CheckpointSigner signer = signer();
    private ObjectStore store = new FileSystemObjectStore(Path.of("unused"), Clock.systemUTC());

    private static CheckpointSigner signer() {
        SecureRandom random = new SecureRandom();
        return new CheckpointSigner(ORIGIN, Ed25519PrivateKey.generate(random), MlDsa44PrivateKey.generate(random));
    }

    @BeforeEach
    void aTreeOfTwenty() {
        store = new FileSystemObjectStore(folder.resolve("objects"), Clock.systemUTC());
        byte[] tile = new byte[SIZE * 32];
        for (int i = 0; i < SIZE; i++) {
            System.arraycopy(leaves(SIZE, "").get(i).toArray(), 0, tile, i * 32, 32);
        }
        store.put(new ObjectName("log/" + ORIGIN + "/" + new TileName.Hashes(0, 0, SIZE).path()), tile);
    }

    @Test
    void aTreeIsInOrderOnlyIfItContainsEveryHeadThatIsKnown() throws Exception {
        assertThat(heads().judge(SIZE, store, null)).isEqualTo(new Judgement.InOrder());
        assertThat(heads().judge(SIZE, store, note(7, "", signer))).isEqualTo(new Judgement.InOrder());
        assertThat(heads().judge(SIZE, store, note(20, "", signer))).isEqualTo(new Judgement.InOrder());
        assertThat(heads().judge(SIZE, store, note(21, "", signer))).isEqualTo(new Judgement.Behind(21));
        assertThat(heads().judge(SIZE, store, note(7, "other", signer))).isEqualTo(new Judgement.Contradicted(7));
        // Of a stranger: it binds nobody.
        assertThat(heads().judge(SIZE, store, note(21, "", signer()))).isEqualTo(new Judgement.InOrder());
    }

    @Test
    void aCheckpointThatWasKeptIsFoundByTheGuardsHighWaterMark() throws Exception {
        heads().keep(note(21, "", signer));
        assertThat(heads().judge(SIZE, store, null)).isEqualTo(new Judgement.Behind(21));
        assertThat(new HighWaterMark(folder.resolve("state"), ORIGIN).read()).isPresent();
        assertThatThrownBy(() -> heads().keep(note(30, "", signer()))).isInstanceOf(InvalidNoteException.class);
        assertThatThrownBy(() -> heads().keep(Bytes.utf8("nothing"))).isInstanceOf(InvalidNoteException.class);
        assertThat(heads().judge(SIZE, store, null)).isEqualTo(new Judgement.Behind(21));
    }

    @Test
    void whatIsKnownTravelsWithTheStoreWhoeverOpensItNext() throws Exception {
        heads().raiseCopy(store, note(21, "", signer));
        heads().raiseCopy(store, note(20, "", signer));
        KeptHeads elsewhere =
                new KeptHeads(folder.resolve("elsewhere"), ORIGIN, signer.log().vkey());
        assertThat(elsewhere.judge(SIZE, store, null)).isEqualTo(new Judgement.Behind(21));
        assertThatThrownBy(() -> heads().raiseCopy(store, note(30, "", signer())))
                .isInstanceOf(InvalidNoteException.class);
        assertThat(heads().newest()).isEmpty();
        Bytes nine = note(9, "", signer);
        heads().keep(note(7, "", signer));
        heads().keep(nine);
        assertThat(heads().newest()).contains(nine);
    }

    @Test
    void aLogThatIsHeldIsNotInOrderThoughNobodyKnowsOfMore() throws Exception {
        heads().hold(store);
        heads().hold(store);
        assertThat(heads().judge(SIZE, store, note(20, "", signer))).isEqualTo(new Judgement.Held());
        assertThat(heads().judge(SIZE, store, note(21, "", signer))).isEqualTo(new Judgement.Behind(21));
    }

    private KeptHeads heads() throws InvalidNoteException {
        return new KeptHeads(folder.resolve("state"), ORIGIN, signer.log().vkey());
    }

    private static Bytes note(int size, String history, CheckpointSigner by) {
        Digest root = Frontier.EMPTY.extend(leaves(size, history)).root();
        return by.sign(new Checkpoint(ORIGIN, size, root), 0).note();
    }

    private static List<Digest> leaves(int size, String history) {
        return IntStream.range(0, size)
                .mapToObj(i -> Merkle.leafHash((history + i).getBytes(StandardCharsets.UTF_8)))
                .toList();
    }
}
