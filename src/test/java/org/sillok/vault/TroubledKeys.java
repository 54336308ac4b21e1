package org.sillok.vault;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.sillok.kernel.Randomness;
import org.sillok.vault.db.VaultRepository;

/** The keys of subjects by way of a vault that opens nothing. */
@ApplicationScoped
public class TroubledKeys {
    private final KekRegister keks;
    private final VaultRepository repository;
    private final Randomness randomness;

    TroubledKeys(KekRegister keks, VaultRepository repository, Randomness randomness) {
        this.keks = keks;
        this.repository = repository;
        this.randomness = randomness;
    }

    public PatientKeys with(KeyTrouble trouble) {
        KeyVault vault = new KeyVault() {
            @Override
            public WrappedKey wrap(byte[] associatedData, byte[] key) {
                throw refusal();
            }

            @Override
            public byte[] unwrap(byte[] associatedData, WrappedKey wrapped) {
                throw refusal();
            }

            @Override
            public String currentKekId() {
                throw refusal();
            }

            @Override
            public Optional<String> existingKekId() {
                throw refusal();
            }

            @Override
            public void makeKey() {
                throw refusal();
            }

            private KekUnavailableException refusal() {
                return new KekUnavailableException(trouble, "of a test", null);
            }
        };
        return new PatientKeys(
                new SubjectKeyring(vault, keks, repository, randomness), new Patience(Duration.ofSeconds(1)));
    }
}
