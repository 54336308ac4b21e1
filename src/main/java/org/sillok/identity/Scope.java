package org.sillok.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import org.sillok.identity.db.SessionScope;

/**
 * The second fence: tells PostgreSQL whose rows the current transaction may see. Each use case that touches a table
 * with row-level security enters a scope first; without one such tables look empty and refuse every write. The scope
 * ends with the transaction.
 */
@ApplicationScoped
public class Scope {
    private final SessionScope session;

    Scope(SessionScope session) {
        this.session = session;
    }

    /** The rows of the caller's organisation. Calls outside of a transaction fail. */
    @Transactional(TxType.MANDATORY)
    public void enter(Caller caller) {
        session.set(caller.party().value(), "PARTY");
    }

    /** All rows, for the repository's own tasks (audit, sweeps, jobs); never on behalf of a caller. */
    @Transactional(TxType.MANDATORY)
    public void enterSystem() {
        session.set("", "SYSTEM");
    }
}
