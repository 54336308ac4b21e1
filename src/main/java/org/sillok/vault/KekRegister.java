package org.sillok.vault;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
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

    public KekRegister(KeyVault keyVault, VaultRepository repository, Randomness randomness) {
        this.keyVault = keyVault;
        this.repository = repository;
        this.randomness = randomness;
    }

    /** Whether nothing was ever wrapped. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public boolean isEmpty() {
        return repository.keks().isEmpty();
    }

    /**
     * Proves that all key-encryption keys in use can be used.
     *
     * @throws KekUnavailableException otherwise
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void verify() {
        verify(repository.keks());
    }

    /** Verifies, and records the current key as in use, in a transaction of its own. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public String registerCurrent() {
        List<KekRow> known = repository.keks();
        String current = keyVault.currentKekId();
        verify(known);
        if (known.stream().noneMatch(row -> row.kek().equals(current))) {
            WrappedKey check = keyVault.wrap(CHECK, randomness.bytes(32));
            repository.insertKekIfNew(new KekRow(check.kekId(), check.bytes()));
        }
        return current;
    }

    private void verify(List<KekRow> known) {
        for (KekRow row : known) {
            try {
                keyVault.unwrap(CHECK, new WrappedKey(row.kek(), row.check()));
            } catch (SealBrokenException e) {
                throw new KekUnavailableException(
                        "The key-encryption key " + row.kek() + " is not the one that was used before.", e);
            }
        }
    }
}
