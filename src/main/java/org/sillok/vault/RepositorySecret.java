package org.sillok.vault;

import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;
import org.sillok.crypto.Hmac;
import org.sillok.vault.core.AssociatedData;

/** The fingerprint key: derived once from the repository's own subject and kept while the process lives. */
@ApplicationScoped
class RepositorySecret {
    private static final byte[] LABEL = AssociatedData.of("sillok/vault/fingerprint/1");

    private final RepositoryKeys keys;
    private volatile byte @Nullable [] key;

    RepositorySecret(RepositoryKeys keys) {
        this.keys = keys;
    }

    byte[] fingerprintKey() {
        byte[] known = key;
        if (known == null) {
            known = Hmac.sha256(keys.committed().require(KeyUse.ACCOUNTABILITY).key(), LABEL);
            key = known;
        }
        return known;
    }
}
