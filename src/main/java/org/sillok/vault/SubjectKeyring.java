package org.sillok.vault;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.sillok.kernel.Randomness;
import org.sillok.vault.core.AssociatedData;
import org.sillok.vault.db.KeyRow;
import org.sillok.vault.db.VaultRepository;

/** Makes, stores and loads the keys of subjects. */
@ApplicationScoped
class SubjectKeyring {
    private static final String DOMAIN = "sillok/vault/subject-key/1";
    private static final int KEY_LENGTH = 32;
    private static final String GIVEN_UP = "SLK03";

    private final KeyVault keyVault;
    private final KekRegister keks;
    private final VaultRepository repository;
    private final Randomness randomness;
    private final ReentrantLock registering = new ReentrantLock();
    private volatile String registered = "";

    SubjectKeyring(KeyVault keyVault, KekRegister keks, VaultRepository repository, Randomness randomness) {
        this.keyVault = keyVault;
        this.keks = keks;
        this.repository = repository;
        this.randomness = randomness;
    }

    SubjectKeys generate(String subject) {
        if (subject.isBlank()) {
            throw new IllegalArgumentException("a subject has a name");
        }
        registerCurrent();
        Map<KeyUse, SubjectKeys.Slot> slots = new EnumMap<>(KeyUse.class);
        for (KeyUse use : KeyUse.values()) {
            byte[] key = randomness.bytes(KEY_LENGTH);
            slots.put(use, new SubjectKeys.Held(key, wrap(subject, use, key)));
        }
        SubjectKeys keys = new SubjectKeys(subject, slots);
        prove(keys);
        return keys;
    }

    /** Two keys under one identifier would be two repositories in one: found out before anything is stored. */
    private void prove(SubjectKeys keys) {
        Set<String> keks = new HashSet<>();
        for (KeyUse use : KeyUse.values()) {
            keks.add(keys.require(use).wrapped().kekId());
        }
        keks.forEach(this.keks::prove);
    }

    /** The current key is registered when this returns: by one thread, and the others wait for it. */
    private void registerCurrent() {
        String current = keyVault.currentKekId();
        if (!current.equals(registered)) {
            registering.lock();
            try {
                if (!current.equals(registered)) {
                    registered = keks.registerCurrent();
                }
            } finally {
                registering.unlock();
            }
        }
    }

    /**
     * The current key if it is registered now, or nothing while another thread is at it. In the midst of a transaction nobody
     * waits for that, nor for a second connection to do the same: else those who hold all connections wait for each other.
     */
    private Optional<String> currentIfRegistered() {
        String current = keyVault.currentKekId();
        if (!current.equals(registered) && registering.tryLock()) {
            try {
                registered = keks.registerCurrent();
            } finally {
                registering.unlock();
            }
        }
        return Optional.of(current).filter(registered::equals);
    }

    private WrappedKey wrap(String subject, KeyUse use, byte[] key) {
        WrappedKey wrapped = keyVault.wrap(binding(subject, use.name()), key);
        if (!wrapped.kekId().equals(registered)) {
            // The current key has changed at this moment; nothing is stored under one that is not registered.
            registerCurrent();
        }
        return wrapped;
    }

    /**
     * A large deposit takes hours: what a rotation has overtaken meanwhile is wrapped anew before it is stored. In the moment in
     * which the new key gets known it is stored as it is, and the rotation moves it.
     */
    void store(SubjectKeys keys) {
        Optional<String> current = currentIfRegistered();
        KeyRow.Wrapped content = row(keys, KeyUse.CONTENT, current);
        KeyRow.Wrapped accountability = row(keys, KeyUse.ACCOUNTABILITY, current);
        unlessGivenUp(content.kek(), () -> repository.insert(content, accountability));
    }

    /** The database refuses a key that was retired or lost; a process that does not hold the newer one finds out here. */
    private void unlessGivenUp(String current, Runnable insert) {
        try {
            insert.run();
        } catch (IllegalStateException e) {
            if (e.getCause() instanceof SQLException refused && GIVEN_UP.equals(refused.getSQLState())) {
                registered = "";
                throw new KekUnavailableException(
                        KeyTrouble.OTHER_KEY,
                        "The key-encryption key " + current
                                + ", which is the current one here, was retired or declared lost: this process"
                                + " does not hold the newer key. Give it the newest one.",
                        e);
            }
            throw e;
        }
    }

    SubjectKeys loadOrNew(String subject) {
        SubjectKeys present = load(subject);
        if (!present.isEmpty()) {
            return present;
        }
        SubjectKeys fresh = generate(subject);
        KeyRow.Wrapped content = row(fresh, KeyUse.CONTENT, Optional.empty());
        KeyRow.Wrapped accountability = row(fresh, KeyUse.ACCOUNTABILITY, Optional.empty());
        unlessGivenUp(content.kek(), () -> repository.insertIfNew(content, accountability));
        return load(subject);
    }

    SubjectKeys load(String subject) {
        return slots(subject, repository.keysOf(List.of(subject)), this::opened);
    }

    /** The same in a transaction of its own: what is there now, whatever moment the caller's transaction is of. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    SubjectKeys loadNow(String subject) {
        return load(subject);
    }

    /**
     * Whether a key of {@code subject} is said now to be wrapped by a key-encryption key that is not in use. The program
     * writes no such thing.
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    boolean isUnderUnusedKek(String subject) {
        return repository.isUnderUnusedKek(subject);
    }

    Map<String, SubjectKeys> load(Collection<String> subjects) {
        Map<String, List<KeyRow>> rows = new HashMap<>();
        subjects.forEach(subject -> rows.put(subject, new ArrayList<>()));
        for (KeyRow row : repository.keysOf(rows.keySet())) {
            rows.computeIfAbsent(row.subject(), subject -> new ArrayList<>()).add(row);
        }
        Map<String, SubjectKeys> keys = new HashMap<>();
        rows.forEach((subject, found) -> keys.put(subject, slots(subject, found, this::openedIfUsable)));
        return keys;
    }

    private static SubjectKeys slots(
            String subject, List<KeyRow> rows, Function<KeyRow.Wrapped, SubjectKeys.Slot> opening) {
        Map<KeyUse, SubjectKeys.Slot> slots = new EnumMap<>(KeyUse.class);
        for (KeyRow row : rows) {
            KeyUse use = KeyUse.valueOf(row.use());
            if (row instanceof KeyRow.Wrapped wrapped) {
                slots.put(use, opening.apply(wrapped));
            } else {
                slots.putIfAbsent(use, new SubjectKeys.Destroyed());
            }
        }
        return new SubjectKeys(subject, slots);
    }

    private SubjectKeys.Slot opened(KeyRow.Wrapped row) {
        WrappedKey key = new WrappedKey(row.kek(), row.bytes());
        return new SubjectKeys.Held(unwrap(row.subject(), row.use(), key), key);
    }

    /** One of many that does not open does not hide the others. A vault that is away is away for all. */
    private SubjectKeys.Slot openedIfUsable(KeyRow.Wrapped row) {
        try {
            return opened(row);
        } catch (SealBrokenException e) {
            return new SubjectKeys.Unusable(e);
        } catch (KekUnavailableException e) {
            if (!e.trouble().isOfSome()) {
                throw e;
            }
            return new SubjectKeys.Unusable(e);
        }
    }

    /** What is wrong with a key that was declared lost does not matter: it is not waited for, and not demanded of all. */
    private byte[] unwrap(String subject, String use, WrappedKey key) {
        try {
            return unwrapProved(subject, use, key);
        } catch (KekUnavailableException e) {
            if (keks.isLost(key.kekId())) {
                throw new KekUnavailableException(
                        KeyTrouble.LOST,
                        "The key-encryption key " + key.kekId() + " was declared lost, and with it what it protects.",
                        e);
            }
            throw e;
        }
    }

    private byte[] unwrapProved(String subject, String use, WrappedKey key) {
        try {
            return keyVault.unwrap(binding(subject, use), key);
        } catch (SealBrokenException e) {
            // Said of the key of a subject only if it is proved that the key-encryption key is the right one, and not
            // after
            // one answer of a vault that may have erred.
            keks.prove(key.kekId());
            return keyVault.unwrap(binding(subject, use), key);
        }
    }

    /** As it is wrapped, or wrapped anew under {@code wanted}. */
    private KeyRow.Wrapped row(SubjectKeys keys, KeyUse use, Optional<String> wanted) {
        SubjectKeys.Held held = keys.require(use);
        WrappedKey wrapped = held.wrapped();
        if (!wanted.orElse(wrapped.kekId()).equals(wrapped.kekId())) {
            wrapped = wrap(keys.subject(), use, held.key());
            keks.prove(wrapped.kekId());
        }
        return new KeyRow.Wrapped(keys.subject(), use.name(), wrapped.kekId(), wrapped.bytes());
    }

    /** What the wrapped key of a subject is bound to. */
    static byte[] binding(String subject, String use) {
        return AssociatedData.of(DOMAIN, subject, use);
    }
}
