package org.sillok.identity;

import org.jspecify.annotations.Nullable;
import org.sillok.crypto.P256PublicKey;
import org.sillok.kernel.Bytes;

/** A key that a party registers. */
public sealed interface NewPartyKey {
    /**
     * A key that it signs with.
     *
     * @param proof the key's own signature, see {@link org.sillok.identity.core.PartyKeyProof}
     */
    record Signing(P256PublicKey publicKey, @Nullable Bytes proof) implements NewPartyKey {}

    /**
     * A key for encryption.
     *
     * @param certificate DER, not yet looked at
     */
    record Encryption(Bytes certificate) implements NewPartyKey {
        /** A certificate names people. */
        @Override
        public String toString() {
            return "a key for encryption";
        }
    }
}
