package org.sillok.log.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sillok.crypto.Ed25519PrivateKey;
import org.sillok.crypto.KeyFormatException;
import org.sillok.crypto.MlDsa44PrivateKey;
import org.sillok.kernel.Bytes;

@Execution(ExecutionMode.CONCURRENT)
class CheckpointTest {
    private static final String ORIGIN = "log-2026.example.org";
    private static final Ed25519PrivateKey KEY = NoteTest.aKey(1);
    private static final CheckpointSigner SIGNER = aSigner(1);
    private static final LogPolicy LOG = SIGNER.policy();
    private static final long TIME = 1_763_700_000;
    private static final TestTree TREE = TestTree.of(100);
    private static final Checkpoint HEAD = new Checkpoint(ORIGIN, 100, TREE.frontier.root());

    @Test
    void readsTheExampleOfTheSpecification() throws InvalidNoteException {
        String text = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
        Checkpoint checkpoint = Checkpoint.parse(text);
        assertThat(checkpoint.origin()).isEqualTo("example.com/behind-the-sofa");
        assertThat(checkpoint.size()).isEqualTo(20_852_163);
        assertThat(checkpoint.text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "o\n1\n",
                "o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=",
                "o\n01\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
                "o\n-1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
                "o\n+1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
                "o\n١\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
                "o\n0\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
                "o\n1000000000000000000\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
                "\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
                "o o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
                "o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n",
                "o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I\n",
                "o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jx\n",
                "o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\nextension\n",
                "o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
            })
    void otherFormsAreRefused(String text) {
        assertThatThrownBy(() -> Checkpoint.parse(text)).isInstanceOf(InvalidNoteException.class);
    }

    @Test
    void aSignedCheckpointIsTheLogsOrNobodys() throws InvalidNoteException {
        SignedCheckpoint signed = SIGNER.sign(HEAD, TIME);
        assertThat(SignedCheckpoint.verify(signed.note(), LOG)).isEqualTo(signed);
        assertThat(SignedCheckpoint.verify(signed.note(), LOG).checkpoint()).isEqualTo(HEAD);
        assertThatThrownBy(
                        () -> SignedCheckpoint.verify(signed.note(), aSigner(2).policy()))
                .isInstanceOf(InvalidNoteException.class);
        // The right key under the right name over the head of another log.
        Note foreign = NoteTest.signed(new Checkpoint("other.example.org", 100, HEAD.root()).text(), ORIGIN, KEY);
        assertThatThrownBy(() -> SignedCheckpoint.verify(Bytes.of(foreign.bytes()), LogPolicy.of(SIGNER.log())))
                .isInstanceOf(InvalidNoteException.class);
    }

    @Test
    void aProofIsReadBackAndVerified() throws InvalidNoteException, InvalidProofException {
        SignedCheckpoint signed = SIGNER.sign(HEAD, TIME);
        for (int index = 0; index < 100; index++) {
            TlogProof proof = TlogProof.of(InclusionProof.of(index, 100, TREE.at(100)), signed);
            assertThat(TlogProof.parse(proof.text())).isEqualTo(proof);
            assertThat(proof.verify(TREE.leafHashes.get(index), LOG)).isEqualTo(signed);
            TlogProof withExtra = new TlogProof(Bytes.utf8("extra"), index, proof.path(), proof.checkpointNote());
            assertThat(TlogProof.parse(withExtra.text())).isEqualTo(withExtra);
            TlogProof elsewhere = new TlogProof(proof.extra(), (index + 1) % 100, proof.path(), proof.checkpointNote());
            int i = index;
            assertThatThrownBy(() -> elsewhere.verify(TREE.leafHashes.get(i), LOG))
                    .isInstanceOf(InvalidProofException.class);
        }
    }

    @Test
    void everyFlippedBitOfAProofIsRefused() {
        SignedCheckpoint signed = SIGNER.sign(HEAD, TIME);
        byte[] proof = TlogProof.of(InclusionProof.of(42, 100, TREE.at(100)), signed)
                .text()
                .getBytes(StandardCharsets.UTF_8);
        for (int bit = 0; bit < proof.length * 8; bit++) {
            byte[] changed = proof.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            String text = new String(changed, StandardCharsets.UTF_8);
            assertThatThrownBy(() -> TlogProof.parse(text).verify(TREE.leafHashes.get(42), LOG))
                    .as("bit %d", bit)
                    .isInstanceOfAny(InvalidNoteException.class, InvalidProofException.class);
        }
    }

    @Test
    void otherFormsOfAProofAreRefused() {
        String good = TlogProof.of(InclusionProof.of(42, 100, TREE.at(100)), SIGNER.sign(HEAD, TIME))
                .text();
        String hash = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
        for (String bad : List.of(
                "",
                good.replace("@v1", "@v2"),
                good.replace("index 42", "index 042"),
                good.replace("index 42", "index  42"),
                good.replace("index 42", "index"),
                good.replace("index 42\n", ""),
                good.replace("index 42", "extra \nindex 42"),
                good.replace("index 42", "index 42\nextra QQ=="),
                good.replace("index 42", "extra QQ==\nextra QQ==\nindex 42"),
                good.replace("index 42\n", "index 42\n" + hash.repeat(64)),
                good.replaceFirst("\n\n", "\n"),
                good.replaceFirst("\n\n", "\n\n\n"),
                "\n" + good,
                good + "\n")) {
            assertThatThrownBy(() -> TlogProof.parse(bad).verify(TREE.leafHashes.get(42), LOG))
                    .as(bad)
                    .isInstanceOfAny(InvalidNoteException.class, InvalidProofException.class);
        }
    }

    static CheckpointSigner aSigner(int seed) {
        try {
            byte[] bytes = new byte[32];
            bytes[0] = (byte) seed;
            return new CheckpointSigner(ORIGIN, NoteTest.aKey(seed), MlDsa44PrivateKey.ofSeed(bytes));
        } catch (KeyFormatException e) {
            throw new AssertionError(e);
        }
    }
}
