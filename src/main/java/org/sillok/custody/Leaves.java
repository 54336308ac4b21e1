package org.sillok.custody;

import java.util.Optional;
import org.sillok.crypto.P256PublicKey;
import org.sillok.crypto.Sha2;
import org.sillok.kernel.Digest;
import org.sillok.log.core.HashedRekordLeaf;
import org.sillok.log.core.Merkle;

/** Which leaf a statement has. */
public final class Leaves {
    private Leaves() {}

    /** The leaf hash of a statement with its signature by {@code key}; empty if there can be no such leaf. */
    public static Optional<Digest> hash(KeptStatement kept, P256PublicKey key) {
        try {
            byte[] leaf = HashedRekordLeaf.of(
                    Sha2.sha256(kept.bytes()), kept.signature().toArray(), key.spki());
            return Optional.of(Merkle.leafHash(leaf));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
