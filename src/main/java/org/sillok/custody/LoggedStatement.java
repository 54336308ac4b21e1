package org.sillok.custody;

import org.sillok.crypto.P256PublicKey;
import org.sillok.custody.core.SignedStatement;
import org.sillok.kernel.Bytes;
import org.sillok.log.core.Checkpoint;
import org.sillok.log.core.HashedRekordLeaf;
import org.sillok.log.core.NoteKey;
import org.sillok.log.core.SigstoreBundle;
import org.sillok.log.core.TlogProof;

/**
 * A statement with the proof that it is in the log, in the forms in which other people's tools take it.
 *
 * @param head the checkpoint of the proof, as it was verified
 * @param log the log's Ed25519 key
 */
public record LoggedStatement(
        SignedStatement signed, P256PublicKey key, TlogProof proof, Checkpoint head, NoteKey log) {
    /** A Sigstore bundle. */
    public Bytes sigstoreBundle() {
        HashedRekordLeaf leaf =
                new HashedRekordLeaf(signed.statement().digest(), signed.signature(), Bytes.of(key.spki()));
        return SigstoreBundle.of(leaf, proof, head, log);
    }
}
