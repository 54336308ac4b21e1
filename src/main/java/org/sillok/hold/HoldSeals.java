package org.sillok.hold;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.sillok.hold.core.HoldTexts;
import org.sillok.kernel.HoldId;
import org.sillok.vault.KeyUse;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;

/** Seals and opens what of holds is stored encrypted: under the repository's own accountability key. */
@ApplicationScoped
class HoldSeals {
    private static final String REPOSITORY = "repository";

    private final Vault vault;

    HoldSeals(Vault vault) {
        this.vault = vault;
    }

    SubjectKeys keys() {
        return vault.keysOfOrNew(REPOSITORY);
    }

    byte[] seal(SubjectKeys keys, HoldId id, HoldTexts texts) {
        return vault.seal(keys, KeyUse.ACCOUNTABILITY, texts(id.value()), texts.toBytes());
    }

    HoldTexts open(SubjectKeys keys, String id, byte[] sealed) {
        return HoldTexts.ofBytes(vault.open(keys, KeyUse.ACCOUNTABILITY, texts(id), sealed));
    }

    /** Why something was done about it. */
    byte[] sealWhy(SubjectKeys keys, String id, String why) {
        return vault.seal(keys, KeyUse.ACCOUNTABILITY, why(id), why.getBytes(StandardCharsets.UTF_8));
    }

    @Nullable
    String openWhy(SubjectKeys keys, String id, byte @Nullable [] sealed) {
        return sealed == null
                ? null
                : new String(vault.open(keys, KeyUse.ACCOUNTABILITY, why(id), sealed), StandardCharsets.UTF_8);
    }

    private static String texts(String id) {
        return "hold/texts/" + id;
    }

    private static String why(String id) {
        return "hold/why/" + id;
    }
}
