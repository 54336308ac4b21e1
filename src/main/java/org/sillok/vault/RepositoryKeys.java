package org.sillok.vault;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** The keys of the repository itself. */
@ApplicationScoped
class RepositoryKeys {
    static final String SUBJECT = "repository";

    private final SubjectKeyring keyring;

    RepositoryKeys(SubjectKeyring keyring) {
        this.keyring = keyring;
    }

    /** In a transaction of its own: what is derived from them outlives the caller's, which may roll back. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    SubjectKeys committed() {
        return keyring.loadOrNew(SUBJECT);
    }
}
