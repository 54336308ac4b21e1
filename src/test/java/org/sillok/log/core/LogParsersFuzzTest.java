package org.sillok.log.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.provider.MethodSource;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;

/** No input makes a parser throw anything undocumented, and whatever is accepted is written back byte for byte. */
class LogParsersFuzzTest {
    @MethodSource("org.sillok.log.core.LogSeeds#notes")
    @FuzzTest(maxDuration = "10s")
    void note(byte[] input) {
        try {
            assertThat(Note.parse(input).bytes()).isEqualTo(input);
        } catch (InvalidNoteException e) {
            assertThat(e).hasMessageNotContaining("\n");
        }
    }

    @MethodSource("org.sillok.log.core.LogSeeds#keys")
    @FuzzTest(maxDuration = "10s")
    void verifierKey(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        try {
            assertThat(NoteKey.parse(text).vkey()).isEqualTo(text);
        } catch (InvalidNoteException e) {
            assertThat(e).hasMessageNotContaining("\n");
        }
    }

    @MethodSource("org.sillok.log.core.LogSeeds#checkpoints")
    @FuzzTest(maxDuration = "10s")
    void checkpoint(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        try {
            assertThat(Checkpoint.parse(text).text()).isEqualTo(text);
        } catch (InvalidNoteException e) {
            assertThat(e).hasMessageNotContaining("\n");
        }
    }

    @MethodSource("org.sillok.log.core.LogSeeds#proofs")
    @FuzzTest(maxDuration = "10s")
    void proof(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        try {
            assertThat(TlogProof.parse(text).text()).isEqualTo(text);
        } catch (InvalidNoteException e) {
            assertThat(e).hasMessageNotContaining("\n");
        }
    }

    @MethodSource("org.sillok.log.core.LogSeeds#leaves")
    @FuzzTest(maxDuration = "10s")
    void leaf(byte[] input) {
        try {
            assertThat(HashedRekordLeaf.parse(input).bytes()).isEqualTo(input);
        } catch (InvalidEntryException e) {
            assertThat(e).hasMessageNotContaining("\n");
        }
    }

    @FuzzTest(maxDuration = "10s")
    void bundle(FuzzedDataProvider data) {
        int width = data.consumeInt(-1, 300);
        byte[] input = data.consumeRemainingAsBytes();
        try {
            assertThat(EntryBundle.parse(width, input).bytes()).isEqualTo(input);
        } catch (InvalidEntryException e) {
            assertThat(e).hasMessageNotContaining("\n");
        }
    }

    @MethodSource("org.sillok.log.core.LogSeeds#tileNames")
    @FuzzTest(maxDuration = "10s")
    void tileName(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        TileName.parse(text).ifPresent(name -> assertThat(name.path()).isEqualTo(text));
    }

    @MethodSource("org.sillok.log.core.LogSeeds#policies")
    @FuzzTest(maxDuration = "10s")
    void policy(byte[] input) {
        try {
            LogPolicy policy = LogPolicy.parse(new String(input, StandardCharsets.UTF_8));
            assertThat(LogPolicy.parse(policy.text())).isEqualTo(policy);
        } catch (InvalidNoteException e) {
            assertThat(e).hasMessageNotContaining("\n");
        }
    }

    @MethodSource("org.sillok.log.core.LogSeeds#notes")
    @FuzzTest(maxDuration = "10s")
    void signedCheckpoint(byte[] input) {
        try {
            Bytes note = Bytes.of(input);
            assertThat(SignedCheckpoint.verify(note, LogSeeds.policy()).note()).isEqualTo(note);
        } catch (InvalidNoteException e) {
            assertThat(e).hasMessageNotContaining("\n");
        }
    }

    @MethodSource("org.sillok.log.core.LogSeeds#proofs")
    @FuzzTest(maxDuration = "10s")
    void verifiedProof(byte[] input) {
        try {
            TlogProof.parse(new String(input, StandardCharsets.UTF_8)).verify(Merkle.emptyRoot(), LogSeeds.policy());
            throw new AssertionError("a proof of a leaf that is not in the log");
        } catch (InvalidNoteException | InvalidProofException e) {
            assertThat(e).hasMessageNotContaining("\n");
        }
    }

    @MethodSource("org.sillok.log.core.LogSeeds#cosignatures")
    @FuzzTest(maxDuration = "10s")
    void cosignature(byte[] input) {
        try {
            assertThat(Cosignature.parse(input).bytes()).isEqualTo(input);
        } catch (InvalidNoteException e) {
            assertThat(e).hasMessageNotContaining("\n");
        }
    }

    @MethodSource("org.sillok.log.core.LogSeeds#records")
    @FuzzTest(maxDuration = "10s")
    void recordBundle(byte[] input) {
        try {
            assertThat(RecordBundle.parse(input).bytes()).isEqualTo(input);
        } catch (InvalidEntryException e) {
            assertThat(e).hasMessageNotContaining("\n");
        }
    }

    @FuzzTest(maxDuration = "10s")
    void tile(FuzzedDataProvider data) {
        TileName.Hashes name = new TileName.Hashes(0, data.consumeLong(0, 1000), data.consumeInt(1, 256));
        byte[] input = data.consumeRemainingAsBytes();
        try {
            assertThat(Tile.parse(name, input).bytes()).isEqualTo(input);
        } catch (InvalidEntryException e) {
            assertThat(e).hasMessageNotContaining("\n");
        }
    }

    @FuzzTest(maxDuration = "10s")
    void inclusionProof(FuzzedDataProvider data) {
        long index = data.consumeLong();
        long size = data.consumeLong();
        InclusionProof proof = new InclusionProof(index, size, hashes(data));
        assertThat(accepts(() -> proof.verify(Merkle.emptyRoot(), Merkle.emptyRoot())))
                .isEqualTo(NaiveVerifier.accepts(proof, Merkle.emptyRoot(), Merkle.emptyRoot()));
    }

    @FuzzTest(maxDuration = "10s")
    void consistencyProof(FuzzedDataProvider data) {
        long oldSize = data.consumeLong();
        long newSize = data.consumeLong();
        ConsistencyProof proof = new ConsistencyProof(oldSize, newSize, hashes(data));
        assertThat(accepts(() -> proof.verify(Merkle.emptyRoot(), Merkle.emptyRoot())))
                .isEqualTo(NaiveVerifier.accepts(proof, Merkle.emptyRoot(), Merkle.emptyRoot()));
    }

    private interface Verification {
        void run() throws InvalidProofException;
    }

    private static boolean accepts(Verification verification) {
        try {
            verification.run();
            return true;
        } catch (InvalidProofException e) {
            return false;
        }
    }

    private static List<Digest> hashes(FuzzedDataProvider data) {
        List<Digest> hashes = new ArrayList<>();
        while (data.remainingBytes() > 0 && hashes.size() < 70) {
            hashes.add(Merkle.leafHash(data.consumeBytes(1)));
        }
        return hashes;
    }
}
