package org.sillok.vault;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * The two keys of a subject, in memory and in wrapped form. Either may be destroyed or missing: this is found out when
 * it is used. Holds secrets: keep it for one use case.
 */
public final class SubjectKeys {
    sealed interface Slot {}

    static final class Held implements Slot {
        private final byte[] key;
        private final WrappedKey wrapped;

        Held(byte[] key, WrappedKey wrapped) {
            this.key = key;
            this.wrapped = wrapped;
        }

        byte[] key() {
            return key;
        }

        WrappedKey wrapped() {
            return wrapped;
        }
    }

    record Destroyed() implements Slot {}

    /** It is there, and does not open. */
    record Unusable(VaultException why) implements Slot {}

    private final String subject;
    private final Map<KeyUse, Slot> slots;

    SubjectKeys(String subject, Map<KeyUse, Slot> slots) {
        this.subject = subject;
        this.slots = new EnumMap<>(KeyUse.class);
        this.slots.putAll(slots);
    }

    /** What the keys belong to: the text of an identifier. */
    public String subject() {
        return subject;
    }

    /** Whether the key can be used. */
    public boolean holds(KeyUse use) {
        return slots.get(use) instanceof Held;
    }

    /** Whether the key was destroyed on purpose. */
    public boolean isDestroyed(KeyUse use) {
        return slots.get(use) instanceof Destroyed;
    }

    /**
     * Throws what keeps a key from being used that is there. For those who take a key that is not held for one that was
     * destroyed: keys that were loaded with many others may be neither.
     */
    public void requireUsable() {
        for (Slot slot : slots.values()) {
            if (slot instanceof Unusable unusable) {
                throw unusable.why();
            }
        }
    }

    /** Overwrites the key bytes. Using the keys afterwards is an error. */
    public void wipe() {
        for (Slot slot : slots.values()) {
            if (slot instanceof Held held) {
                Arrays.fill(held.key(), (byte) 0);
            }
        }
        slots.clear();
    }

    Held require(KeyUse use) {
        Slot slot = slots.get(use);
        if (slot instanceof Held held) {
            return held;
        }
        if (slot instanceof Destroyed) {
            throw new KeyDestroyedException(subject, use);
        }
        if (slot instanceof Unusable unusable) {
            throw unusable.why();
        }
        throw new KeyMissingException(subject + " for " + use);
    }

    boolean isEmpty() {
        return slots.isEmpty();
    }

    @Override
    public String toString() {
        return "SubjectKeys[" + subject + "]";
    }
}
