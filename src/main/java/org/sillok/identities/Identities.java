package org.sillok.identities;

import jakarta.enterprise.context.ApplicationScoped;
import org.sillok.identities.core.Identity;
import org.sillok.identity.Caller;
import org.sillok.kernel.SourceId;
import org.sillok.problem.Outcome;
import org.sillok.vault.IdentityVault;
import org.sillok.vault.SealedIdentity;

/**
 * Records who sources are. Contributors of the source's organisation record and replace, and never read: what was recorded
 * comes out by an opening only ({@link Openings}). The key vault is asked outside of transactions.
 */
@ApplicationScoped
public class Identities {
    static final String RECORD = "RECORD_IDENTITY";

    private final IdentityLedger ledger;
    private final IdentityVault vault;

    Identities(IdentityLedger ledger, IdentityVault vault) {
        this.ledger = ledger;
        this.vault = vault;
    }

    /** Whether an identity is recorded, and by whom. */
    public Outcome<IdentityStatus> status(Caller caller, String source) {
        return ledger.look(caller, source);
    }

    /** The same for somebody who is about to record one: no look. */
    public Outcome<IdentityStatus> toRecord(Caller caller, String source) {
        return ledger.status(caller, source, RECORD);
    }

    /**
     * Records an identity in the place of the one that {@code before} tells of. Earlier versions stay sealed; an opening shows
     * the newest.
     */
    public Outcome<IdentityStatus> record(Caller caller, IdentityStatus before, Identity identity) {
        SourceId source = before.source();
        int version = before.version() + 1;
        SealedIdentity sealed = vault.seal(source, version, identity.toBytes());
        return ledger.store(caller, source, version, sealed);
    }
}
