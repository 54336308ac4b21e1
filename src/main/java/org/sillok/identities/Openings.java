package org.sillok.identities;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sillok.identities.core.Grounds;
import org.sillok.identities.core.Identity;
import org.sillok.identity.Caller;
import org.sillok.kernel.OpeningId;
import org.sillok.kernel.Position;
import org.sillok.kernel.Slice;
import org.sillok.problem.Outcome;
import org.sillok.vault.IdentityVault;

/**
 * Opens identities: a custodian asks, with grounds; another one approves, where two people can be told apart; who asked
 * opens once, within minutes. The key vault is asked outside of transactions.
 */
@ApplicationScoped
public class Openings {
    private final OpeningLedger ledger;
    private final OpeningReading reading;
    private final IdentityVault vault;

    Openings(OpeningLedger ledger, OpeningReading reading, IdentityVault vault) {
        this.ledger = ledger;
        this.reading = reading;
        this.vault = vault;
    }

    /** Asks for an opening; {@code alongside} becomes durable with it or not at all. */
    public Outcome<OpeningId> request(Caller caller, String source, Grounds grounds, Consumer<String> alongside) {
        return ledger.request(caller, source, grounds, alongside);
    }

    /** Agrees as the second custodian. */
    public Outcome<KnownOpening> approve(Caller caller, String source, String id) {
        return ledger.approve(caller, source, id);
    }

    /**
     * Opens. The opening is used up, and that is on the record, before anything is handed out; if the answer is lost on the
     * way another opening is needed.
     */
    public Outcome<OpenedIdentity> open(Caller caller, String source, String id) {
        return ledger.ready(caller, source, id).then(ready -> {
            Identity identity = Identity.ofBytes(vault.open(ready.opening().source(), ready.version(), ready.sealed()));
            return ledger.use(caller, ready).map(opening -> new OpenedIdentity(opening, ready.version(), identity));
        });
    }

    /** One opening, to custodians and to contributors of the source's organisation. */
    public Outcome<KnownOpening> get(Caller caller, String source, String id) {
        return reading.get(caller, source, id);
    }

    /** The openings of a source, oldest first, to the same. */
    public Outcome<Slice<KnownOpening>> list(Caller caller, String source, @Nullable Position after, int limit) {
        return reading.list(caller, source, after, limit);
    }

    /** Shows a custodian what it has just written, without recording a look. */
    public KnownOpening shown(String source, OpeningId id) {
        return ledger.shown(source, id);
    }
}
