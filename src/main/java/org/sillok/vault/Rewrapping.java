package org.sillok.vault;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.sillok.vault.db.KeyRow;
import org.sillok.vault.db.VaultRepository;

/**
 * Wraps the keys of subjects anew under the current key-encryption key, a portion at a time. The keys themselves, and with
 * them objects and everything that is sealed, stay as they are. At every moment each key opens, under the one
 * key-encryption key or the other, and several processes may do the same work at once: a wrapping replaces only the
 * one that it was made from. Both key-encryption keys are proved to be those that were registered.
 */
@ApplicationScoped
public class Rewrapping {
    private static final int PORTION = 500;
    // A remote vault may take long for each: a portion ends, and who asked for it may be told to stop.
    private static final Duration ENOUGH = Duration.ofSeconds(1);

    /** Where a run through all keys has got to. */
    public record Place(String subject, String use) {
        public static final Place START = new Place("", "");
    }

    /**
     * What became of some keys.
     *
     * @param last where the next portion begins
     * @param done how many were wrapped anew
     * @param broken how many cannot be opened, because their wrapping was altered; they stay as they are
     */
    public record Portion(Place last, int done, int broken) {
        /** Whether there was nothing left to look at. */
        public boolean isEmpty() {
            return done + broken == 0;
        }
    }

    private final KeyVault keyVault;
    private final KekRegister keks;
    private final VaultRepository repository;

    Rewrapping(KeyVault keyVault, KekRegister keks, VaultRepository repository) {
        this.keyVault = keyVault;
        this.keks = keks;
        this.repository = repository;
    }

    /**
     * Wraps the next keys that are wrapped under {@code from}. The vault is asked outside of the transaction that writes.
     *
     * @param target the key-encryption key that must still be the current one
     * @throws KekUnavailableException if either key cannot be used; what was written before stays
     */
    @Transactional(Transactional.TxType.NOT_SUPPORTED)
    public Portion next(String from, String target, Place behind) {
        List<KeyRow.Wrapped> rows = repository.wrappedUnder(from, behind.subject(), behind.use(), PORTION);
        List<VaultRepository.Rewrapped> wrapped = new ArrayList<>();
        int broken = 0;
        Place last = behind;
        long begun = System.nanoTime();
        for (KeyRow.Wrapped row : rows) {
            if (wrapped.size() + broken > 0 && System.nanoTime() - begun > ENOUGH.toNanos()) {
                break;
            }
            last = new Place(row.subject(), row.use());
            Optional<KeyRow.Wrapped> after = rewrappedOrBroken(row, target);
            after.ifPresent(anew -> wrapped.add(new VaultRepository.Rewrapped(row, anew)));
            broken += after.isPresent() ? 0 : 1;
        }
        if (!wrapped.isEmpty()) {
            keks.prove(target);
            repository.rewrap(wrapped);
        }
        return new Portion(last, wrapped.size(), broken);
    }

    /** Empty if it was altered: said only if its key-encryption key is proved to be the right one, and not after one answer. */
    private Optional<KeyRow.Wrapped> rewrappedOrBroken(KeyRow.Wrapped row, String target) {
        try {
            return Optional.of(rewrapped(row, target));
        } catch (SealBrokenException first) {
            keks.prove(row.kek());
        }
        try {
            return Optional.of(rewrapped(row, target));
        } catch (SealBrokenException second) {
            return Optional.empty();
        }
    }

    private KeyRow.Wrapped rewrapped(KeyRow.Wrapped row, String target) {
        byte[] binding = SubjectKeyring.binding(row.subject(), row.use());
        byte[] key = keyVault.unwrap(binding, new WrappedKey(row.kek(), row.bytes()));
        try {
            WrappedKey wrapped = keyVault.wrap(binding, key);
            if (!wrapped.kekId().equals(target)) {
                throw new KekUnavailableException(
                        KeyTrouble.OTHER_KEY,
                        "The current key-encryption key changed during the rotation; rotate again.",
                        null);
            }
            return new KeyRow.Wrapped(row.subject(), row.use(), wrapped.kekId(), wrapped.bytes());
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }
}
