package org.sillok.log.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sillok.kernel.Bytes;

class LogPolicyTest {
    private static final String ORIGIN = "log-2026.example.org";
    private static final CheckpointSigner SIGNER = CheckpointTest.aSigner(1);
    private static final Checkpoint HEAD =
            new Checkpoint(ORIGIN, 7, TestTree.of(7).frontier.root());
    private static final SignedCheckpoint SIGNED = SIGNER.sign(HEAD, 1_763_700_000);

    private static String witness(int seed) {
        return new NoteKey(
                        "witness-" + seed + ".example.org",
                        NoteKey.Type.ED25519_COSIGNATURE,
                        NoteTest.aKey(seed).publicKey())
                .vkey();
    }

    private static NoteKey key(int seed) throws InvalidNoteException {
        return NoteKey.parse(witness(seed));
    }

    @Test
    void bothLinesOfACheckpointAreRequired() throws InvalidNoteException {
        Note note = Note.parse(SIGNED.note().toArray());
        assertThat(note.signatures()).hasSize(2).allMatch(line -> line.name().equals(ORIGIN));
        assertThat(SignedCheckpoint.verify(SIGNED.note(), SIGNER.policy()).checkpoint())
                .isEqualTo(HEAD);
        for (Note.Line line : note.signatures()) {
            Bytes alone = Bytes.of(new Note(note.text(), List.of(line)).bytes());
            assertThatThrownBy(() -> SignedCheckpoint.verify(alone, SIGNER.policy()))
                    .isInstanceOf(InvalidNoteException.class);
        }
        Bytes classical =
                Bytes.of(new Note(note.text(), List.of(note.signatures().get(0))).bytes());
        assertThat(SignedCheckpoint.verify(classical, LogPolicy.of(SIGNER.log()))
                        .checkpoint())
                .isEqualTo(HEAD);
    }

    @Test
    void whatIsNotRequiredIsVerifiedAllTheSame() throws InvalidNoteException {
        Note note = Note.parse(SIGNED.note().toArray());
        LogPolicy relaxed = LogPolicy.parse(SIGNER.policy().text().replace("quorum required", "quorum none"));
        byte[] bad = note.signatures().get(1).signature().toArray();
        bad[2000] ^= 1;
        Note.Line broken = new Note.Line(ORIGIN, SIGNER.postQuantum().id(), Bytes.of(bad));
        Bytes withBadLine =
                Bytes.of(new Note(note.text(), List.of(note.signatures().get(0), broken)).bytes());
        assertThatThrownBy(() -> SignedCheckpoint.verify(withBadLine, relaxed))
                .isInstanceOf(InvalidNoteException.class);
    }

    @Test
    void theTimeOfACosignatureIsSigned() throws InvalidNoteException {
        Note note = Note.parse(SIGNED.note().toArray());
        byte[] later = note.signatures().get(1).signature().toArray();
        later[7] ^= 1;
        Note.Line moved = new Note.Line(ORIGIN, SIGNER.postQuantum().id(), Bytes.of(later));
        Bytes changed = Bytes.of(new Note(note.text(), List.of(note.signatures().get(0), moved)).bytes());
        assertThatThrownBy(() -> SignedCheckpoint.verify(changed, SIGNER.policy()))
                .isInstanceOf(InvalidNoteException.class);
        assertThat(SignedCheckpoint.verify(SIGNER.sign(HEAD, -5).note(), SIGNER.policy()))
                .as("a clock before 1970")
                .isNotNull();
    }

    @Test
    void theExampleOfTheSpecificationMeansWhatItSays() throws InvalidNoteException {
        LogPolicy policy = LogPolicy.parse("log " + SIGNER.log().vkey() + " https://log.example.org/\n\n"
                + " # two levels\n"
                + "witness X1 " + witness(11) + "\nwitness X2\t" + witness(12) + "\nwitness X3 " + witness(13)
                + "\ngroup X-witnesses 2 X1 X2 X3\n"
                + "witness Y1 " + witness(21) + "\nwitness Y2 " + witness(22) + " https://y2.example.org\n"
                + "group Y-witnesses any Y1 Y2\ngroup X-and-Y all X-witnesses Y-witnesses\nquorum X-and-Y\n");
        assertThat(LogPolicy.parse(policy.text())).isEqualTo(policy);
        NoteKey log = SIGNER.log();
        int enough = 0;
        for (int mask = 0; mask < 32; mask++) {
            List<NoteKey> signers = new ArrayList<>(List.of(log));
            int[] seeds = {11, 12, 13, 21, 22};
            for (int i = 0; i < 5; i++) {
                if ((mask >> i & 1) == 1) {
                    signers.add(key(seeds[i]));
                }
            }
            boolean expected = Integer.bitCount(mask & 7) >= 2 && (mask & 24) != 0;
            assertThat(policy.isMetBy(signers, ORIGIN)).as("signers %d", mask).isEqualTo(expected);
            assertThat(policy.isMetBy(signers.subList(1, signers.size()), ORIGIN))
                    .isFalse();
            enough += expected ? 1 : 0;
        }
        assertThat(enough).isEqualTo(12);
        assertThat(policy.isMetBy(Set.of(log), "another.example.org")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "log LOG\n",
                "quorum none\nquorum none\n",
                "quorum nobody\n",
                "quorum w1\nwitness w1 W1\n",
                "witness none W1\nquorum none\n",
                "witness w1 W1\nwitness w1 W2\nquorum none\n",
                "witness w1 W1\nwitness w2 W1\nquorum none\n",
                "witness w1 LOG\nquorum none\n",
                "log W1\nquorum none\n",
                "log LOG\nlog LOG\nquorum none\n",
                "log LOG a b\nquorum none\n",
                "log\nquorum none\n",
                "log nonsense\nquorum none\n",
                "witness w1\nquorum none\n",
                "witness w1 W1\ngroup g 0 w1\nquorum g\n",
                "witness w1 W1\ngroup g 2 w1\nquorum g\n",
                "witness w1 W1\ngroup g 01 w1\nquorum g\n",
                "witness w1 W1\ngroup g -1 w1\nquorum g\n",
                "witness w1 W1\ngroup g all\nquorum g\n",
                "witness w1 W1\ngroup g all w1 w1\nquorum g\n",
                "witness w1 W1\ngroup g all none\nquorum g\n",
                "witness w1 W1\ngroup g all w2\nwitness w2 W2\nquorum g\n",
                "witness w1 W1\ngroup g all w1\ngroup h all w1\nquorum g\n",
                "witness w1 W1\ngroup g all g\nquorum g\n",
                "witness w1 W1\ngroup w1 all w1\nquorum w1\n",
                "member x\nquorum none\n",
                "quorum none\r\n",
                "quorum none \u0000\n",
                "# only a comment\n"
            })
    void otherPoliciesAreRefused(String text) {
        String policy = text.replace("LOG", SIGNER.log().vkey())
                .replace("W1", witness(11))
                .replace("W2", witness(12));
        assertThatThrownBy(() -> LogPolicy.parse(policy)).isInstanceOf(InvalidNoteException.class);
    }

    @Test
    void aPolicyWithoutLogsAcceptsNothing() throws InvalidNoteException {
        LogPolicy empty = LogPolicy.parse("quorum none\n");
        assertThatThrownBy(() -> SignedCheckpoint.verify(SIGNED.note(), empty))
                .isInstanceOf(InvalidNoteException.class);
    }

    @Test
    void postQuantumKeysAreReadBack() throws InvalidNoteException {
        NoteKey key = SIGNER.postQuantum();
        assertThat(NoteKey.parse(key.vkey())).isEqualTo(key);
        assertThatThrownBy(() -> NoteKey.parse(key.vkey() + "A")).isInstanceOf(InvalidNoteException.class);
        assertThatThrownBy(() -> new NoteKey(ORIGIN, NoteKey.Type.ED25519, key.key()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new NoteKey("x".repeat(256), key.type(), key.key()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
