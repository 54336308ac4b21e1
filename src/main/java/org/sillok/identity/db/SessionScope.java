package org.sillok.identity.db;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;

/** Sets the two transaction-local settings that every row-level-security policy reads. */
@ApplicationScoped
public class SessionScope {
    private final EntityManager entities;

    SessionScope(EntityManager entities) {
        this.entities = entities;
    }

    /** Until the end of the current transaction; PostgreSQL forgets both settings then. */
    public void set(String party, String role) {
        entities.createNativeQuery("select set_config('sillok.party', ?1, true), set_config('sillok.role', ?2, true)")
                .setParameter(1, party)
                .setParameter(2, role)
                .getSingleResult();
    }
}
