package org.sillok.vault;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Randomness;
import org.sillok.vault.core.AssociatedData;
import org.sillok.vault.db.KekRow;
import org.sillok.vault.db.VaultRepository;

/**
 * Knows every key-encryption key that was ever in use. Before anything is wrapped under a key this process has not
 * used yet, all of them must still open their check values: a lost or exchanged key stops new writes at once instead
 * of splitting the repository in two.
 */
@ApplicationScoped
public class KekRegister {
    private static final byte[] CHECK = AssociatedData.of("sillok/vault/kek-check/1");

    private final KeyVault keyVault;
    private final VaultRepository repository;
    private final Randomness randomness;
    private volatile @Nullable KekRow lately;

    public KekRegister(KeyVault keyVault, VaultRepository repository, Randomness randomness) {
        this.keyVault = keyVault;
        this.repository = repository;
        this.randomness = randomness;
    }

    /** Whether no key whose identifier begins so is in use; those that were retired or declared lost may be missing. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public boolean knowsNone(String prefix) {
        return hasNone(prefix);
    }

    private boolean hasNone(String prefix) {
        return repository.keks().stream()
                .noneMatch(row -> !row.isGivenUp() && row.kek().startsWith(prefix));
    }

    /**
     * Runs {@code make}, which makes the first key whose identifier begins so, unless such a key is in use. All processes of
     * the repository wait for each other here.
     *
     * @return whether it was run
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public boolean first(String prefix, Runnable make) {
        repository.lockFirstKek();
        boolean none = hasNone(prefix);
        if (none) {
            make.run();
        }
        return none;
    }

    /**
     * Proves that all key-encryption keys that are in use, and neither retired nor declared lost, open what they wrapped, and
     * that the current one wraps: the vault that it is in may be another than theirs. Makes no key, and holds no connection
     * while it asks a vault.
     *
     * @throws KekUnavailableException otherwise
     */
    @Transactional(Transactional.TxType.NOT_SUPPORTED)
    public void verify() {
        List<KekRow> known = repository.keks();
        known.forEach(this::demand);
        keyVault.existingKekId().ifPresent(current -> {
            refuseGivenUp(known, current);
            keyVault.wrap(CHECK, randomness.bytes(32));
        });
    }

    /**
     * What is known of every key-encryption key that was ever in use, and how many keys each wraps; also of the current one
     * before its first use. None is current while the vault that should have it cannot be asked.
     */
    @Transactional(Transactional.TxType.NOT_SUPPORTED)
    public List<KekStatus> status() {
        Map<String, Long> wraps = repository.wrappedByKek();
        String current = currentIfAny();
        List<KekStatus> status = new ArrayList<>();
        for (KekRow row : repository.keks()) {
            status.add(new KekStatus(
                    row.kek(),
                    row.kek().equals(current),
                    row.retired(),
                    row.lost(),
                    wraps.getOrDefault(row.kek(), 0L),
                    row.isGivenUp() && row.kek().equals(current) ? KeyTrouble.OTHER_KEY : troubleWith(row)));
        }
        if (!current.isEmpty() && status.stream().noneMatch(KekStatus::current)) {
            status.add(new KekStatus(current, true, false, false, 0, null));
        }
        return status;
    }

    /** How many keys that were declared lost are not retired. */
    @Transactional(Transactional.TxType.NOT_SUPPORTED)
    public long lost() {
        return repository.keks().stream()
                .filter(row -> row.lost() && !row.retired())
                .count();
    }

    private String currentIfAny() {
        try {
            return keyVault.existingKekId().orElse("");
        } catch (KekUnavailableException e) {
            return "";
        }
    }

    private @Nullable KeyTrouble troubleWith(KekRow row) {
        try {
            verify(row);
            return null;
        } catch (KekUnavailableException e) {
            return e.trouble();
        }
    }

    /** Verifies, and records the current key as in use, in a transaction of its own. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public String registerCurrent() {
        return register();
    }

    /** The identifier of the current key, whether or not anything may be wrapped under it. */
    public String current() {
        return keyVault.currentKekId();
    }

    /**
     * Makes a new key-encryption key and records it as in use. All processes of the repository wait for each other here. One
     * that is cut off leaves at most a key under which nothing is wrapped. The current key may be one that was retired or lost:
     * so a repository comes back to a vault that it has left.
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public String makeKey() {
        repository.lockKeks();
        String before = current();
        if (repository.keks().stream()
                .anyMatch(row -> row.isGivenUp() && row.kek().equals(before))) {
            repository.keks().forEach(this::demand);
        } else {
            register();
        }
        keyVault.makeKey();
        return register();
    }

    /**
     * Declares that a key-encryption key is not needed any more, unless something is still wrapped under it: then nothing
     * changes. The current key, and one that is not known, cannot be retired. Joins the caller's transaction.
     *
     * @return how many keys it still wraps; with 0 it is retired
     * @throws KekUnavailableException if it cannot be told which key is the current one
     */
    @Transactional
    public long retire(String kek) {
        if (repository.keks().stream().noneMatch(row -> row.kek().equals(kek))
                || keyVault.existingKekId().filter(kek::equals).isPresent()) {
            throw new IllegalArgumentException("not a former key-encryption key");
        }
        return repository.retire(kek);
    }

    /**
     * Proves that the vault still holds the key that was registered under this identifier: a running process keeps nothing of it,
     * and an engine that was restored or made anew may give its name to another. Joins the caller's transaction.
     *
     * @throws KekUnavailableException if it is another one, or cannot be used
     */
    void prove(String kek) {
        KekRow row = lately;
        if (row == null || !row.kek().equals(kek)) {
            row = repository.keks().stream()
                    .filter(each -> each.kek().equals(kek))
                    .findFirst()
                    .orElse(null);
            lately = row;
        }
        if (row != null) {
            verify(row);
        }
    }

    /** Whether {@code kek} was declared lost. Joins the caller's transaction, and sees what that sees. */
    boolean isLost(String kek) {
        return repository.keks().stream()
                .anyMatch(row -> row.lost() && row.kek().equals(kek));
    }

    private String register() {
        String current = keyVault.currentKekId();
        if (!isInUse(current)) {
            // Whoever registers another key at this very moment must be seen.
            repository.lockKeks();
            if (!isInUse(current)) {
                WrappedKey check = keyVault.wrap(CHECK, randomness.bytes(32));
                repository.insertKekIfNew(new KekRow(check.kekId(), check.bytes(), false, false));
            }
        }
        return current;
    }

    /** Verifies all keys that are in use; whether {@code current} is one of them. */
    private boolean isInUse(String current) {
        List<KekRow> known = repository.keks();
        known.forEach(this::demand);
        refuseGivenUp(known, current);
        return known.stream().anyMatch(row -> row.kek().equals(current));
    }

    /** The database would refuse whatever is wrapped under it. */
    private static void refuseGivenUp(List<KekRow> known, String current) {
        if (known.stream().anyMatch(row -> row.isGivenUp() && row.kek().equals(current))) {
            throw new KekUnavailableException(
                    KeyTrouble.OTHER_KEY,
                    "The current key-encryption key " + current
                            + " was retired or declared lost: put the newest key first again, or, in a"
                            + " vault that the repository had left, make a new one (sillok keys rotate).",
                    null);
        }
    }

    /** Without a key that was declared lost one goes on. */
    private void demand(KekRow row) {
        if (!row.lost()) {
            verify(row);
        }
    }

    private void verify(KekRow row) {
        if (row.retired()) {
            return;
        }
        WrappedKey check = new WrappedKey(row.kek(), row.check());
        try {
            keyVault.unwrap(CHECK, check);
            return;
        } catch (SealBrokenException first) {
            // A vault may err once.
        }
        try {
            keyVault.unwrap(CHECK, check);
        } catch (SealBrokenException e) {
            throw new KekUnavailableException(
                    KeyTrouble.OTHER_KEY,
                    "The key-encryption key " + row.kek() + " is not the one that was used before.",
                    e);
        }
    }
}
