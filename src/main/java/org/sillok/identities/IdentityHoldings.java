package org.sillok.identities;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sillok.custody.Actor;
import org.sillok.custody.Custody;
import org.sillok.custody.StreamRef;
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.identities.db.IdentityRows;
import org.sillok.identity.Scope;
import org.sillok.json.JsonObject;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.SourceId;
import org.sillok.vault.IdentityVault;
import org.sillok.vault.SealedIdentity;
import org.sillok.vault.WrappedKey;

/**
 * Who the sources of an organisation are, for handing all of it over. No opening is needed: more people have decided about it
 * than an opening takes. The key vault is asked outside of transactions.
 */
@ApplicationScoped
public class IdentityHoldings {
    private final Ledger ledger;
    private final IdentityVault vault;

    IdentityHoldings(Ledger ledger, IdentityVault vault) {
        this.ledger = ledger;
        this.vault = vault;
    }

    /** A version of an identity; its text form does not show it. */
    public record Held(int version, Instant recordedAt, String text) {
        @Override
        public String toString() {
            return "Held[" + version + "]";
        }
    }

    /**
     * Puts on the source's record that its identity is disclosed, and by what; nothing if none can be opened. Comes before
     * {@link #open}.
     *
     * @param succession by which it is disclosed
     * @return the newest version that was announced; 0: nothing was
     */
    public int announce(Actor actor, PartyId owner, SourceId source, String succession) {
        return ledger.announce(actor, owner, source, succession);
    }

    /**
     * All versions that can be opened, in their order. Empty, with nothing opened, if there is a newer one than was announced:
     * that it is disclosed is not on record.
     *
     * @param announced what {@link #announce} returned
     */
    public Optional<List<Held>> open(SourceId source, int announced) {
        List<Sealed> sealed = ledger.sealed(source);
        if (sealed.stream().anyMatch(one -> one.version() > announced)) {
            return Optional.empty();
        }
        List<Held> held = new ArrayList<>();
        for (Sealed one : sealed) {
            held.add(new Held(
                    one.version(),
                    one.recordedAt(),
                    new String(vault.open(source, one.version(), one.sealed()), StandardCharsets.UTF_8)));
        }
        return Optional.of(held);
    }

    /** A version that is to be opened. */
    record Sealed(int version, Instant recordedAt, SealedIdentity sealed) {}

    /** The transactions. */
    @ApplicationScoped
    @Transactional
    static class Ledger {
        private final IdentityRows rows;
        private final IdentityVault vault;
        private final Custody custody;
        private final Scope scope;

        Ledger(IdentityRows rows, IdentityVault vault, Custody custody, Scope scope) {
            this.rows = rows;
            this.vault = vault;
            this.custody = custody;
            this.scope = scope;
        }

        List<Sealed> sealed(SourceId source) {
            scope.enterSystem();
            List<Sealed> all = new ArrayList<>();
            for (IdentityRows.Version version : rows.versions(source.value())) {
                Optional<WrappedKey> key = vault.keyOf(source, version.version());
                key.ifPresent(found -> all.add(new Sealed(
                        version.version(), version.recorded().at(), new SealedIdentity(found, version.sealed()))));
            }
            return all;
        }

        int announce(Actor actor, PartyId owner, SourceId source, String succession) {
            List<Sealed> all = sealed(source);
            if (all.isEmpty()) {
                return 0;
            }
            int newest = all.get(all.size() - 1).version();
            custody.append(
                    StreamRef.source(source, owner),
                    EventType.IDENTITY_DISCLOSED,
                    actor,
                    List.of(
                            Fact.of(Field.SOURCE, source.value()),
                            Fact.of(Field.VERSION, newest),
                            Fact.of(
                                    Field.DETAILS,
                                    JsonObject.builder()
                                            .put("succession", succession)
                                            .build())));
            return newest;
        }
    }
}
