package org.sillok.succession;

import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;
import org.sillok.succession.core.Text;
import org.sillok.vault.KeyUse;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;

/** Seals what people write about a succession under the key of it that stays: who decided what, and why, is never erased. */
@ApplicationScoped
class SuccessionSeals {
    private static final String REASON = "succession/reason";
    private static final String REJECTION = "succession/rejection";

    private final Vault vault;

    SuccessionSeals(Vault vault) {
        this.vault = vault;
    }

    byte[] reason(String succession, Text text) {
        return vault.seal(vault.keysOfOrNew(succession), KeyUse.ACCOUNTABILITY, REASON, text.toBytes());
    }

    byte[] rejection(String succession, Text text) {
        return vault.seal(vault.keysOf(succession), KeyUse.ACCOUNTABILITY, REJECTION, text.toBytes());
    }

    Text reason(SubjectKeys keys, byte[] sealed) {
        return Text.ofBytes(vault.open(keys, KeyUse.ACCOUNTABILITY, REASON, sealed));
    }

    @Nullable
    Text rejection(SubjectKeys keys, byte @Nullable [] sealed) {
        return sealed == null ? null : Text.ofBytes(vault.open(keys, KeyUse.ACCOUNTABILITY, REJECTION, sealed));
    }
}
