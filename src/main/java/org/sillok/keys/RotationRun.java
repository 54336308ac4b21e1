package org.sillok.keys;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sillok.json.JsonObject;
import org.sillok.vault.KekRegister;
import org.sillok.vault.KekStatus;
import org.sillok.vault.KekUnavailableException;
import org.sillok.vault.Patience;
import org.sillok.vault.Rewrapping;

/** Rotates the key-encryption keys of everything but identities, as {@link Rotation} says. */
@ApplicationScoped
public class RotationRun {
    private final Rotation rotation;

    RotationRun(KekRegister keks, Rewrapping rewrapping, RotationRecord record, Patience patience) {
        this.rotation = new Rotation(new Evidence(keks, rewrapping), record, patience);
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

    private record Evidence(KekRegister keks, Rewrapping rewrapping) implements KeyFamily {
        @Override
        public @Nullable String name() {
            return null;
        }

        @Override
        public String current() {
            return keks.current();
        }

        @Override
        public List<KekStatus> status() {
            return keks.status();
        }

        @Override
        public String makeKey() {
            return keks.makeKey();
        }

        @Override
        public String registerCurrent() {
            return keks.registerCurrent();
        }

        @Override
        public Rewrapping.Portion next(String from, String target, Rewrapping.Place behind) {
            return rewrapping.next(from, target, behind);
        }
    }
}
