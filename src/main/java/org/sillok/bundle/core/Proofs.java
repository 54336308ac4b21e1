package org.sillok.bundle.core;

import java.util.List;
import org.sillok.crypto.P256PublicKey;
import org.sillok.kernel.Bytes;

/**
 * Copies of what the receipts and the signature are checked with. Trust in them comes from elsewhere.
 *
 * @param checkpoint the log's signed checkpoint that all receipts refer to
 * @param policy which keys sign the log's checkpoints
 * @param keys the statement keys that the receipts name
 */
public record Proofs(Bytes checkpoint, Bytes policy, List<P256PublicKey> keys) {
    private static final int MAX_KEYS = 99;

    public Proofs {
        keys = List.copyOf(keys);
        if (keys.isEmpty() || keys.size() > MAX_KEYS) {
            throw new IllegalArgumentException("1 to " + MAX_KEYS + " statement keys");
        }
    }
}
