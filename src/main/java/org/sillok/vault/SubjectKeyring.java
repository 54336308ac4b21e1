package org.sillok.vault;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sillok.kernel.Randomness;
import org.sillok.vault.core.AssociatedData;
import org.sillok.vault.db.KeyRow;
import org.sillok.vault.db.VaultRepository;

/** Makes, stores and loads the keys of subjects. */
@ApplicationScoped
class SubjectKeyring {
    private static final String DOMAIN = "sillok/vault/subject-key/1";
    private static final int KEY_LENGTH = 32;

    private final KeyVault keyVault;
    private final KekRegister keks;
    private final VaultRepository repository;
    private final Randomness randomness;
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
        if (!keyVault.currentKekId().equals(registered)) {
            registered = keks.registerCurrent();
        }
        Map<KeyUse, SubjectKeys.Slot> slots = new EnumMap<>(KeyUse.class);
        for (KeyUse use : KeyUse.values()) {
            byte[] key = randomness.bytes(KEY_LENGTH);
            slots.put(use, new SubjectKeys.Held(key, keyVault.wrap(binding(subject, use.name()), key)));
        }
        return new SubjectKeys(subject, slots);
    }

    void store(SubjectKeys keys) {
        repository.insert(row(keys, KeyUse.CONTENT), row(keys, KeyUse.ACCOUNTABILITY));
    }

    SubjectKeys loadOrNew(String subject) {
        SubjectKeys present = load(subject);
        if (!present.isEmpty()) {
            return present;
        }
        SubjectKeys fresh = generate(subject);
        repository.insertIfNew(row(fresh, KeyUse.CONTENT), row(fresh, KeyUse.ACCOUNTABILITY));
        return load(subject);
    }

    SubjectKeys load(String subject) {
        return slots(subject, repository.keysOf(List.of(subject)));
    }

    Map<String, SubjectKeys> load(Collection<String> subjects) {
        Map<String, List<KeyRow>> rows = new HashMap<>();
        subjects.forEach(subject -> rows.put(subject, new ArrayList<>()));
        for (KeyRow row : repository.keysOf(rows.keySet())) {
            rows.computeIfAbsent(row.subject(), subject -> new ArrayList<>()).add(row);
        }
        Map<String, SubjectKeys> keys = new HashMap<>();
        rows.forEach((subject, found) -> keys.put(subject, slots(subject, found)));
        return keys;
    }

    private SubjectKeys slots(String subject, List<KeyRow> rows) {
        Map<KeyUse, SubjectKeys.Slot> slots = new EnumMap<>(KeyUse.class);
        for (KeyRow row : rows) {
            KeyUse use = KeyUse.valueOf(row.use());
            if (row instanceof KeyRow.Wrapped wrapped) {
                WrappedKey key = new WrappedKey(wrapped.kek(), wrapped.bytes());
                slots.put(use, new SubjectKeys.Held(keyVault.unwrap(binding(subject, row.use()), key), key));
            } else {
                slots.putIfAbsent(use, new SubjectKeys.Destroyed());
            }
        }
        return new SubjectKeys(subject, slots);
    }

    private static KeyRow.Wrapped row(SubjectKeys keys, KeyUse use) {
        WrappedKey wrapped = keys.require(use).wrapped();
        return new KeyRow.Wrapped(keys.subject(), use.name(), wrapped.kekId(), wrapped.bytes());
    }

    /** What the wrapped key of a subject is bound to. */
    static byte[] binding(String subject, String use) {
        return AssociatedData.of(DOMAIN, subject, use);
    }
}
