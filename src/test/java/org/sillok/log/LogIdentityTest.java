package org.sillok.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.sillok.crypto.Ed25519PrivateKey;
import org.sillok.crypto.MlDsa44PrivateKey;
import org.sillok.crypto.Sha2;
import org.sillok.kernel.Bytes;
import org.sillok.log.core.Checkpoint;
import org.sillok.log.core.CheckpointSigner;
import org.sillok.log.core.SignedCheckpoint;

/** What was verified once is remembered by its exact bytes, and by nothing less. */
class LogIdentityTest {
    private static final String ORIGIN = "log.example.org";

    private final CheckpointSigner signer = signer();
    private final LogIdentity log = new LogIdentity(1, signer.log(), signer.postQuantum(), signer);

    private static CheckpointSigner signer() {
        return new CheckpointSigner(
                ORIGIN, Ed25519PrivateKey.generate(new SecureRandom()), MlDsa44PrivateKey.generate(new SecureRandom()));
    }

    private static SignedCheckpoint head(CheckpointSigner signer, int size) {
        return signer.sign(new Checkpoint(ORIGIN, size, Sha2.sha256(new byte[size])), 0);
    }

    @Test
    void aNoteIsTheSameCheckpointEachTime() {
        Bytes note = head(signer, 5).note();
        assertThat(log.verified(note)).contains(head(signer, 5));
        assertThat(log.verified(note)).contains(head(signer, 5));
    }

    @Test
    void ofAVerifiedNoteEveryOtherByteIsStillRefused() {
        byte[] note = head(signer, 5).note().toArray();
        assertThat(log.verified(Bytes.of(note))).isPresent();
        // The text and the Ed25519 line: what lies after it is another key's line.
        int end = new String(note, StandardCharsets.ISO_8859_1).lastIndexOf("\n\u00e2\u0080\u0094");
        assertThat(end).isPositive();
        for (int at = 0; at < end; at++) {
            byte[] changed = note.clone();
            changed[at] ^= 1;
            assertThat(log.verified(Bytes.of(changed))).as("byte %d", at).isEmpty();
        }
    }

    @Test
    void whatWasForgottenIsVerifiedAnew() {
        for (int round = 0; round < 2; round++) {
            for (int size = 1; size <= 20; size++) {
                SignedCheckpoint head = head(signer, size);
                assertThat(log.verified(head.note())).contains(head);
            }
        }
    }

    @Test
    void whatAnotherKeySignedIsRefusedEachTime() {
        Bytes note = head(signer(), 5).note();
        assertThat(log.verified(note)).isEmpty();
        assertThat(log.verified(note)).isEmpty();
    }
}
