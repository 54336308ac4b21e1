package org.sillok.keys;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sillok.json.JsonObject;
import org.sillok.vault.IdentityRewrapping;
import org.sillok.vault.KekStatus;
import org.sillok.vault.KekUnavailableException;
import org.sillok.vault.Patience;
import org.sillok.vault.Rewrapping;

/** Rotates the key-encryption keys of identities, as {@link Rotation} says. */
@ApplicationScoped
public class IdentityRotationRun {
    private final Rotation rotation;

    IdentityRotationRun(IdentityRewrapping keys, RotationRecord record, Patience patience) {
        this.rotation = new Rotation(new Identities(keys), record, patience);
    }

    /**
     * Rotates. Runs outside of any transaction.
     *
     * @param resumePoint where an earlier run had got to
     * @throws KekUnavailableException if a key-encryption key cannot be used, and waiting did not help, or if the current one is
     *     another than was asked for; every key still opens as soon as that one can
     */
    public RotationReport run(RotationOrder order, @Nullable JsonObject resumePoint, RotationProgress progress) {
        return rotation.run(order, resumePoint, progress);
    }

    private record Identities(IdentityRewrapping keys) implements KeyFamily {
        @Override
        public String name() {
            return "IDENTITIES";
        }

        @Override
        public String current() {
            return keys.current();
        }

        @Override
        public List<KekStatus> status() {
            return keys.status();
        }

        @Override
        public String makeKey() {
            return keys.makeKey();
        }

        @Override
        public String registerCurrent() {
            return keys.registerCurrent();
        }

        @Override
        public Rewrapping.Portion next(String from, String target, Rewrapping.Place behind) {
            return keys.next(from, target, behind);
        }
    }
}
