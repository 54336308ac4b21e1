package org.sillok.vault;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.SourceId;
import org.sillok.vault.db.IdentityKeyRows;

/**
 * Moves the keys of identities to another key-encryption key of theirs, a portion at a time, as {@link Rewrapping} does it for
 * everything else. At every moment each key opens under the one or the other, and several processes may be at it: a
 * wrapping replaces only the one that it was made from. The vault is asked outside of the transactions that write.
 */
@ApplicationScoped
public class IdentityRewrapping {
    private static final int PORTION = 500;
    private static final Duration ENOUGH = Duration.ofSeconds(1);

    private final IdentityVault vault;
    private final IdentityKeks keks;
    private final IdentityKeyRows rows;

    IdentityRewrapping(IdentityVault vault, IdentityKeks keks, IdentityKeyRows rows) {
        this.vault = vault;
        this.keks = keks;
        this.rows = rows;
    }

    /** The identifier of the key that new identities are sealed under. The very first one is made if there is none. */
    @Transactional(TxType.NOT_SUPPORTED)
    public String current() {
        return IdentityVault.named(() -> vault.keys().currentKekId());
    }

    /** The same, and writes down that it is used; all earlier ones have to be there. */
    @Transactional(TxType.NOT_SUPPORTED)
    public String registerCurrent() {
        return IdentityVault.named(() -> {
            // Before the lock is held: making the very first key may wait for it as well.
            vault.keys().currentKekId();
            return keks.register(vault.keys());
        });
    }

    /** Makes a new key-encryption key, which is the current one and written down when this returns. */
    @Transactional(TxType.NOT_SUPPORTED)
    public String makeKey() {
        return IdentityVault.named(() -> {
            vault.keys().currentKekId();
            return keks.make(vault.keys());
        });
    }

    /**
     * Proves that every key-encryption key that identities were sealed under opens what it wrapped, and that the current one
     * wraps. Makes none.
     *
     * @throws KekUnavailableException otherwise
     */
    @Transactional(TxType.NOT_SUPPORTED)
    public void verify() {
        IdentityVault.named(() -> {
            rows.keks().forEach(row -> keks.verify(vault.keys(), row));
            vault.keys().existingKekId().ifPresent(current -> keks.check(vault.keys()));
            return true;
        });
    }

    /** What is known of every key-encryption key of identities; none is current while the vault cannot be asked. */
    @Transactional(TxType.NOT_SUPPORTED)
    public List<KekStatus> status() {
        Map<String, Long> wraps = rows.wrappedByKek();
        String current = currentIfAny();
        List<KekStatus> status = new ArrayList<>();
        for (IdentityKeyRows.Kek row : rows.keks()) {
            status.add(new KekStatus(
                    row.kek(),
                    row.kek().equals(current),
                    false,
                    false,
                    wraps.getOrDefault(row.kek(), 0L),
                    troubleWith(row)));
        }
        if (!current.isEmpty() && status.stream().noneMatch(KekStatus::current)) {
            status.add(new KekStatus(current, true, false, false, 0, null));
        }
        return status;
    }

    private String currentIfAny() {
        try {
            return vault.keys().existingKekId().orElse("");
        } catch (KekUnavailableException e) {
            return "";
        }
    }

    private @Nullable KeyTrouble troubleWith(IdentityKeyRows.Kek row) {
        try {
            keks.verify(vault.keys(), row);
            return null;
        } catch (KekUnavailableException e) {
            return e.trouble();
        }
    }

    /**
     * Wraps the next keys that are wrapped under {@code from}.
     *
     * @param target the key-encryption key that must still be the current one
     * @throws KekUnavailableException if either key cannot be used; what was written before stays
     */
    @Transactional(TxType.NOT_SUPPORTED)
    public Rewrapping.Portion next(String from, String target, Rewrapping.Place behind) {
        return IdentityVault.named(() -> {
            List<IdentityKeyRows.Rewrapped> wrapped = new ArrayList<>();
            Rewrapping.Place last = behind;
            int broken = 0;
            long begun = System.nanoTime();
            int version = behind.use().isEmpty() ? 0 : Integer.parseInt(behind.use());
            for (IdentityKeyRows.Held row : rows.wrappedUnder(from, behind.subject(), version, PORTION)) {
                if (wrapped.size() + broken > 0 && System.nanoTime() - begun > ENOUGH.toNanos()) {
                    break;
                }
                last = new Rewrapping.Place(row.source(), Integer.toString(row.version()));
                Optional<IdentityKeyRows.Key> after = rewrappedOrBroken(row, target);
                after.ifPresent(anew -> wrapped.add(new IdentityKeyRows.Rewrapped(row, anew)));
                broken += after.isPresent() ? 0 : 1;
            }
            if (!wrapped.isEmpty()) {
                prove(target);
                rows.rewrap(wrapped);
            }
            return new Rewrapping.Portion(last, wrapped.size(), broken);
        });
    }

    /** Empty if it was altered: said only if its key-encryption key is proved to be the right one, and not after one answer. */
    private Optional<IdentityKeyRows.Key> rewrappedOrBroken(IdentityKeyRows.Held row, String target) {
        try {
            return Optional.of(rewrapped(row, target));
        } catch (SealBrokenException first) {
            prove(row.key().kek());
        }
        try {
            return Optional.of(rewrapped(row, target));
        } catch (SealBrokenException second) {
            return Optional.empty();
        }
    }

    private IdentityKeyRows.Key rewrapped(IdentityKeyRows.Held row, String target) {
        byte[] binding = IdentityVault.binding(new SourceId(row.source()), row.version());
        byte[] key = vault.keys()
                .unwrap(binding, new WrappedKey(row.key().kek(), row.key().wrapped()));
        try {
            WrappedKey wrapped = vault.keys().wrap(binding, key);
            if (!wrapped.kekId().equals(target)) {
                throw new KekUnavailableException(
                        KeyTrouble.OTHER_KEY,
                        "The current key-encryption key of identities changed during the rotation; rotate again.",
                        null);
            }
            return new IdentityKeyRows.Key(wrapped.kekId(), wrapped.bytes());
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /** An engine that was restored or made anew may give the name of a key to another. */
    private void prove(String kek) {
        rows.keks().stream().filter(row -> row.kek().equals(kek)).forEach(row -> keks.verify(vault.keys(), row));
    }
}
