package org.sillok.vault;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.sillok.crypto.CiphertextInvalidException;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Randomness;
import org.sillok.kernel.SourceId;
import org.sillok.vault.core.AssociatedData;
import org.sillok.vault.core.Envelope;
import org.sillok.vault.db.IdentityKeyRows;

/**
 * Seals who sources are. Each version has a key of its own, wrapped by key-encryption keys that wrap nothing else: whoever
 * has those of the rest of the repository opens nothing of this. Sealing and opening ask the key vault and are done outside
 * of transactions; nothing is kept between calls. Every method may throw {@link KekUnavailableException}.
 */
@ApplicationScoped
public class IdentityVault {
    private static final String KEY = "sillok/identities/key/1";
    private static final String SEAL = "sillok/identities/seal/1";
    private static final int KEY_LENGTH = 32;

    private final KeyVault vault;
    private final IdentityKeks keks;
    private final IdentityKeyRows rows;
    private final Randomness randomness;

    IdentityVault(IdentityVaultConfig config, IdentityKeks keks, IdentityKeyRows rows, Randomness randomness) {
        this.vault = named(() -> vault(config, keks, randomness));
        this.keks = keks;
        this.rows = rows;
        this.randomness = randomness;
    }

    private static KeyVault vault(IdentityVaultConfig config, IdentityKeks keks, Randomness randomness) {
        VaultConfig.Kind kind = config.kind();
        Map<String, KeyVault> vaults = new HashMap<>();
        vaults.put(
                LocalKeyVault.PREFIX,
                new LocalKeyVault(
                        new KekFile(config.keyFile(), "sillok.identities.vault.key-file"),
                        randomness,
                        () -> kind == VaultConfig.Kind.FILE && keks.knowsNone(LocalKeyVault.PREFIX)));
        if (kind == VaultConfig.Kind.TRANSIT || config.transit().isPresent()) {
            vaults.put(TransitKeyVault.PREFIX, new TransitKeyVault(TransitSettings.of(config.transit()), randomness));
        }
        if (kind == VaultConfig.Kind.PKCS11 || config.pkcs11().isPresent()) {
            vaults.put(
                    Pkcs11Kek.PREFIX,
                    new Pkcs11KeyVault(
                            Pkcs11Settings.of(config.pkcs11()),
                            randomness,
                            make -> kind == VaultConfig.Kind.PKCS11 && keks.first(Pkcs11Kek.PREFIX, make)));
        }
        String current = switch (kind) {
            case FILE -> LocalKeyVault.PREFIX;
            case TRANSIT -> TransitKeyVault.PREFIX;
            case PKCS11 -> Pkcs11Kek.PREFIX;
        };
        return new KeyVaults(Objects.requireNonNull(vaults.get(current)), vaults);
    }

    /** The vault that wraps the keys; its messages are to be {@link #named}. */
    KeyVault keys() {
        return vault;
    }

    /** What the wrapped key of one version is bound to. */
    static byte[] binding(SourceId source, int version) {
        return binding(KEY, source, version);
    }

    /** Seals one version of a source's identity under a fresh key; nothing is stored. */
    @Transactional(TxType.NOT_SUPPORTED)
    public SealedIdentity seal(SourceId source, int version, byte[] plain) {
        return named(() -> {
            if (!keks.isKnown(vault.currentKekId())) {
                keks.register(vault);
            }
            byte[] key = randomness.bytes(KEY_LENGTH);
            try {
                WrappedKey wrapped = vault.wrap(binding(KEY, source, version), key);
                byte[] nonce = randomness.bytes(Envelope.NONCE_LENGTH);
                return new SealedIdentity(
                        wrapped, Bytes.of(Envelope.seal(key, nonce, binding(SEAL, source, version), plain)));
            } finally {
                Arrays.fill(key, (byte) 0);
            }
        });
    }

    /**
     * Opens what {@link #seal} returned.
     *
     * @throws SealBrokenException if the bytes, the source or the version differ
     */
    @Transactional(TxType.NOT_SUPPORTED)
    public byte[] open(SourceId source, int version, SealedIdentity sealed) {
        byte[] key = named(() -> vault.unwrap(binding(KEY, source, version), sealed.key()));
        try {
            return Envelope.open(
                    key, binding(SEAL, source, version), sealed.bytes().toArray());
        } catch (CiphertextInvalidException e) {
            throw new SealBrokenException("the identity behind " + source, e);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /** Stores the wrapped key of a new version; whether it was stored, and not another one before. */
    @Transactional(TxType.MANDATORY)
    public boolean store(SourceId source, int version, WrappedKey key) {
        return rows.insert(source.value(), version, new IdentityKeyRows.Key(key.kekId(), key.bytes()));
    }

    /** The wrapped key of a version, if it was not destroyed. */
    @Transactional(TxType.MANDATORY)
    public Optional<WrappedKey> keyOf(SourceId source, int version) {
        return rows.find(source.value(), version).map(key -> new WrappedKey(key.kek(), key.wrapped()));
    }

    private static byte[] binding(String domain, SourceId source, int version) {
        return AssociatedData.of(domain, source.value(), Integer.toString(version));
    }

    /** What the key vaults say of their settings, said of ours. */
    static <T> T named(Supplier<T> work) {
        try {
            return work.get();
        } catch (KekUnavailableException e) {
            throw new KekUnavailableException(
                    e.trouble(),
                    String.valueOf(e.getMessage()).replace("sillok.vault.", "sillok.identities.vault."),
                    e);
        }
    }
}
