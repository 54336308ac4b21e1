package org.sillok.vault;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import org.sillok.kernel.PartyId;
import org.sillok.vault.db.KeyRow;
import org.sillok.vault.db.VaultRepository;

/**
 * Key-encryption keys that are gone for good while keys of subjects are wrapped under them. Once one is declared lost, nobody
 * demands it any more; what it wraps stays, and opens again if it ever turns up.
 */
@ApplicationScoped
public class LostKeks {
    private final KeyVault keyVault;
    private final VaultRepository repository;

    LostKeks(KeyVault keyVault, VaultRepository repository) {
        this.keyVault = keyVault;
        this.repository = repository;
    }

    /**
     * Declares that {@code kek} is lost, unless it wraps another number of keys than {@code wraps}: then nothing changes. Nothing
     * is wrapped under it afterwards, not by those either who still hold it. Joins the caller's transaction.
     *
     * @return how many keys it wraps
     * @throws KekUnavailableException if it cannot be told which key is the current one
     */
    @Transactional
    public long declare(String kek, long wraps) {
        if (keyVault.existingKekId().filter(kek::equals).isPresent()) {
            throw new IllegalArgumentException("not a former key-encryption key");
        }
        return repository.lose(kek, wraps);
    }

    /**
     * Whether it wraps keys of the repository itself, or of its own party: without the former nothing can be recorded, not even
     * the loss; without the latter no custodian can act any more.
     */
    @Transactional
    public boolean isNeeded(String kek, PartyId party) {
        return repository.keysOf(List.of(RepositoryKeys.SUBJECT, party.value())).stream()
                .anyMatch(row ->
                        row instanceof KeyRow.Wrapped wrapped && wrapped.kek().equals(kek));
    }

    /** The first subjects, in their order, that it wraps keys of. */
    @Transactional
    public List<String> subjects(String kek, int limit) {
        return repository.wrappedUnder(kek, "", "", limit * KeyUse.values().length).stream()
                .map(KeyRow.Wrapped::subject)
                .distinct()
                .limit(limit)
                .toList();
    }
}
