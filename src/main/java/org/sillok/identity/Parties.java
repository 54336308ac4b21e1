package org.sillok.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sillok.custody.AccessLog;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.identity.core.PartyDetails;
import org.sillok.identity.core.PartyKind;
import org.sillok.identity.core.PartyStatus;
import org.sillok.identity.db.PartyRow;
import org.sillok.identity.db.PartyRows;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Position;
import org.sillok.kernel.Randomness;
import org.sillok.kernel.Slice;
import org.sillok.kernel.Timestamps;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;
import org.sillok.vault.KeyUse;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;

/** Admits organisations and shows them. Custodians see all; everybody sees the own organisation. */
@ApplicationScoped
public class Parties {
    private static final String DETAILS = "party/details";

    private final PartyRows rows;
    private final Vault vault;
    private final AccessLog accessLog;
    private final Scope scope;
    private final Clock clock;
    private final Randomness randomness;

    Parties(PartyRows rows, Vault vault, AccessLog accessLog, Scope scope, Clock clock, Randomness randomness) {
        this.rows = rows;
        this.vault = vault;
        this.accessLog = accessLog;
        this.scope = scope;
        this.clock = clock;
        this.randomness = randomness;
    }

    /** Admits an organisation; {@code alongside} becomes durable with it or not at all. */
    @Transactional
    public Outcome<PartyId> create(Caller caller, NewParty party, Consumer<String> alongside) {
        scope.enter(caller);
        if (!caller.has(Role.CUSTODIAN)) {
            return denied(caller, "CREATE_PARTY", "", ProblemCode.FORBIDDEN);
        }
        PartyId id = add(party, false);
        accessLog.administered(caller.actor(), "CREATE_PARTY", List.of(Fact.of(Field.DETAILS, id.value())));
        alongside.accept(id.value());
        return Outcome.done(id);
    }

    @Transactional
    public Outcome<Party> get(Caller caller, String id) {
        scope.enter(caller);
        boolean own = caller.party().value().equals(id);
        Optional<PartyRow> row = rows.findByIdOptional(id);
        if (row.isEmpty() || !(own || caller.has(Role.CUSTODIAN))) {
            return denied(caller, "VIEW_PARTY", id, ProblemCode.NOT_FOUND);
        }
        accessLog.viewed(caller.actor(), id);
        return Outcome.done(open(row.get()));
    }

    /** Shows a caller what it has just written or is itself, without recording a look. */
    @Transactional
    public Party shown(PartyId id) {
        return open(rows.findById(id.value()));
    }

    @Transactional
    public Outcome<Slice<Party>> list(Caller caller, @Nullable Position after, int limit) {
        scope.enter(caller);
        if (!caller.has(Role.CUSTODIAN)) {
            return denied(caller, "LIST_PARTIES", "", ProblemCode.FORBIDDEN);
        }
        Slice<PartyRow> page = Slice.cut(rows.page(after, limit + 1), limit);
        accessLog.listed(caller.actor(), "PARTIES", page.items().size());
        return Outcome.done(page.map(this::open));
    }

    /** Stores a party; joins the transaction of who admits it. */
    PartyId add(NewParty party, boolean repository) {
        PartyId id = PartyId.fresh(randomness);
        SubjectKeys keys = vault.keysOfOrNew(id.value());
        rows.persistAndFlush(new PartyRow(
                id.value(),
                party.kind().name(),
                PartyStatus.ACTIVE.name(),
                repository,
                vault.seal(keys, KeyUse.CONTENT, DETAILS, party.details().toBytes()),
                Timestamps.truncate(clock.instant())));
        return id;
    }

    private Party open(PartyRow row) {
        byte[] details = vault.open(vault.keysOf(row.id), KeyUse.CONTENT, DETAILS, row.details);
        return new Party(
                new PartyId(row.id),
                PartyKind.valueOf(row.kind),
                PartyDetails.ofBytes(details),
                PartyStatus.valueOf(row.status),
                row.createdAt);
    }

    private <T> Outcome<T> denied(Caller caller, String action, String id, ProblemCode code) {
        accessLog.denied(caller.actor(), action, id);
        return Outcome.refused(Refusal.of(code));
    }
}
