package org.sillok.identity;

import org.jspecify.annotations.Nullable;
import org.sillok.crypto.P256PublicKey;
import org.sillok.identity.core.PartyKeyUse;
import org.sillok.kernel.Bytes;

/**
 * A key that a party registers.
 *
 * @param proof the key's own signature, see {@link org.sillok.identity.core.PartyKeyProof}; for signing keys only
 */
public record NewPartyKey(
        PartyKeyUse use, P256PublicKey publicKey, @Nullable Bytes proof) {}
