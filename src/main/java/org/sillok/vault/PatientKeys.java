package org.sillok.vault;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keys of subjects for work that goes through the whole repository. It tells keys that were altered, which is a finding,
 * from keys that cannot be had now, which says nothing about the repository and must never look like either a finding or
 * its absence.
 */
@ApplicationScoped
public class PatientKeys {
    private static final int LOOKS = 20;

    private final SubjectKeyring keyring;
    private final Patience patience;
    private final AtomicInteger confirmed = new AtomicInteger();

    PatientKeys(SubjectKeyring keyring, Patience patience) {
        this.keyring = keyring;
        this.patience = patience;
    }

    /**
     * The keys of {@code subject}, as {@link Vault#keysOf(String)}, after waiting for a vault that is away for a moment.
     *
     * @param between is run from time to time while it waits; what it throws ends the waiting
     * @throws SealBrokenException if a wrapped key was altered, or is said to be wrapped by a key that is not in use
     * @throws KekUnavailableException if a key-encryption key that is in use cannot be used, or was declared lost
     */
    public SubjectKeys of(String subject, Runnable between) {
        try {
            return waitedFor(subject, between);
        } catch (SealBrokenException e) {
            // It would be damage on the signed record: not after one look, because vaults err for a moment.
            return again(subject, between);
        }
    }

    private SubjectKeys again(String subject, Runnable between) {
        // Whoever altered all keys shall not make the work take weeks.
        if (confirmed.get() < LOOKS && Patience.paused()) {
            between.run();
        }
        try {
            SubjectKeys keys = patience.with(() -> now(subject), between);
            confirmed.set(0);
            return keys;
        } catch (SealBrokenException e) {
            confirmed.incrementAndGet();
            throw e;
        }
    }

    private SubjectKeys waitedFor(String subject, Runnable between) {
        try {
            return keyring.load(subject);
        } catch (KekUnavailableException e) {
            // Who reads of one moment sees wrappings that a rotation has replaced since, under a key that may be gone.
            return patience.with(() -> now(subject), between);
        }
    }

    private SubjectKeys now(String subject) {
        try {
            return keyring.loadNow(subject);
        } catch (KekUnavailableException e) {
            if (keyring.isUnderUnusedKek(subject)) {
                throw new SealBrokenException("a wrapped key of " + subject, e);
            }
            throw e;
        }
    }
}
