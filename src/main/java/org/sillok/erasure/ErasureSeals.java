package org.sillok.erasure;

import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;
import org.sillok.erasure.core.Text;
import org.sillok.vault.KeyUse;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;

/** Seals what people write about an erasure under the key of it that stays: who decided what, and why, is never erased. */
@ApplicationScoped
class ErasureSeals {
    private static final String REASON = "erasure/reason";
    private static final String REJECTION = "erasure/rejection";

    private final Vault vault;

    ErasureSeals(Vault vault) {
        this.vault = vault;
    }

    byte[] reason(String erasure, Text text) {
        return vault.seal(vault.keysOfOrNew(erasure), KeyUse.ACCOUNTABILITY, REASON, text.toBytes());
    }

    byte[] rejection(String erasure, Text text) {
        return vault.seal(vault.keysOf(erasure), KeyUse.ACCOUNTABILITY, REJECTION, text.toBytes());
    }

    Text reason(SubjectKeys keys, byte[] sealed) {
        return Text.ofBytes(vault.open(keys, KeyUse.ACCOUNTABILITY, REASON, sealed));
    }

    @Nullable
    Text rejection(SubjectKeys keys, byte @Nullable [] sealed) {
        return sealed == null ? null : Text.ofBytes(vault.open(keys, KeyUse.ACCOUNTABILITY, REJECTION, sealed));
    }
}
