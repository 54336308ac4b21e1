package org.sillok.vault;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import org.sillok.kernel.Randomness;
import org.sillok.vault.core.AssociatedData;
import org.sillok.vault.db.IdentityKeyRows;

/**
 * Knows every key-encryption key that was ever used for identities. Before one is used for the first time, all earlier ones
 * must open their check values: a file that was lost or exchanged stops new identities instead of hiding the loss.
 */
@ApplicationScoped
class IdentityKeks {
    private static final byte[] CHECK = AssociatedData.of("sillok/identities/kek-check/1");
    private static final int KEY_LENGTH = 32;

    private final IdentityKeyRows rows;
    private final Randomness randomness;

    IdentityKeks(IdentityKeyRows rows, Randomness randomness) {
        this.rows = rows;
        this.randomness = randomness;
    }

    /** Whether no key whose identifier begins so was ever used. */
    @Transactional(TxType.REQUIRES_NEW)
    public boolean knowsNone(String prefix) {
        return rows.keks().stream().noneMatch(row -> row.kek().startsWith(prefix));
    }

    /** Runs {@code make}, which makes the first key whose identifier begins so, unless one was used; whether it was run. */
    @Transactional(TxType.REQUIRES_NEW)
    public boolean first(String prefix, Runnable make) {
        rows.lock();
        boolean none = rows.keks().stream().noneMatch(row -> row.kek().startsWith(prefix));
        if (none) {
            make.run();
        }
        return none;
    }

    @Transactional(TxType.REQUIRES_NEW)
    public boolean isKnown(String kek) {
        return rows.keks().stream().anyMatch(row -> row.kek().equals(kek));
    }

    /**
     * Writes down that a key is used.
     *
     * @return its identifier
     * @throws KekUnavailableException if an earlier one does not open its check value
     */
    @Transactional(TxType.REQUIRES_NEW)
    public String register(KeyVault vault) {
        rows.lock();
        return registered(vault);
    }

    /**
     * Makes a new key and writes down that it is used. All processes of the repository wait for each other here. One that is cut
     * off leaves at most a key under which nothing is wrapped. The vault must have a current key already.
     *
     * @throws KekUnavailableException if an earlier one does not open its check value; then none is made
     */
    @Transactional(TxType.REQUIRES_NEW)
    public String make(KeyVault vault) {
        rows.lock();
        registered(vault);
        vault.makeKey();
        return registered(vault);
    }

    private String registered(KeyVault vault) {
        rows.keks().forEach(row -> verify(vault, row));
        WrappedKey check = check(vault);
        rows.insertKekIfNew(new IdentityKeyRows.Kek(check.kekId(), check.bytes()));
        return check.kekId();
    }

    /** A value that only the current key opens. */
    WrappedKey check(KeyVault vault) {
        return vault.wrap(CHECK, randomness.bytes(KEY_LENGTH));
    }

    /** Throws {@link KekUnavailableException} unless {@code vault} has this key. */
    void verify(KeyVault vault, IdentityKeyRows.Kek row) {
        try {
            vault.unwrap(CHECK, new WrappedKey(row.kek(), row.check()));
        } catch (SealBrokenException e) {
            throw new KekUnavailableException(
                    KeyTrouble.OTHER_KEY,
                    "The key-encryption key " + row.kek() + " of identities is not the one that was used before.",
                    e);
        }
    }
}
