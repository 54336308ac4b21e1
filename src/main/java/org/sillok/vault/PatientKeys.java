package org.sillok.vault;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Keys of subjects for work that goes through the whole repository. It tells keys that were altered, which is a finding,
 * from keys that cannot be had now, which says nothing about the repository and must never look like either a finding or
 * its absence.
 */
@ApplicationScoped
public class PatientKeys {
    private final SubjectKeyring keyring;
    private final Patience patience;

    PatientKeys(SubjectKeyring keyring, Patience patience) {
        this.keyring = keyring;
        this.patience = patience;
    }

    /**
     * The keys of {@code subject}, as {@link Vault#keysOf(String)}, after waiting for a vault that is away for a moment.
     *
     * @param between is run from time to time while it waits; what it throws ends the waiting
     * @throws SealBrokenException if a wrapped key was altered, or is said to be wrapped by a key that is not in use
     * @throws KekUnavailableException if a key-encryption key that is in use cannot be used
     */
    public SubjectKeys of(String subject, Runnable between) {
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
