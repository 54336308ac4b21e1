package org.sillok.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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
import org.sillok.kernel.Multilingual;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Position;
import org.sillok.kernel.Randomness;
import org.sillok.kernel.Slice;
import org.sillok.kernel.StateCode;
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
    private static final String SET_STATUS = "SET_PARTY_STATUS";

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

    /** The same at this moment. */
    @Transactional(TxType.MANDATORY)
    public Map<PartyId, PartyStanding> standings(Set<PartyId> parties) {
        return standings(parties, clock.instant());
    }

    /**
     * What decisions at {@code now} need of each party; a party that does not exist is missing. Costs the same queries for
     * any number.
     */
    @Transactional(TxType.MANDATORY)
    public Map<PartyId, PartyStanding> standings(Set<PartyId> parties, Instant now) {
        if (parties.isEmpty()) {
            return Map.of();
        }
        List<String> ids = parties.stream().map(PartyId::value).sorted().toList();
        Map<String, SubjectKeys> keys = vault.keysOf(ids);
        Map<PartyId, PartyStanding> standings = new HashMap<>();
        for (PartyRows.Standing row : rows.standings(ids, now)) {
            SubjectKeys held = Objects.requireNonNull(keys.get(row.id()));
            standings.put(
                    new PartyId(row.id()),
                    new PartyStanding(
                            PartyKind.valueOf(row.kind()),
                            row.status().equals(PartyStatus.ACTIVE.name()),
                            seat(row, held),
                            // A certificate that cannot be opened is as good as none.
                            row.encryptionKey() && held.holds(KeyUse.CONTENT)));
        }
        return Map.copyOf(standings);
    }

    /**
     * What those of these parties are called that exist and whose key can be used, for pages that speak of them. Records no
     * look: who asks has to have seen their ids on something that it may see.
     */
    @Transactional(TxType.MANDATORY)
    public Map<PartyId, Multilingual> names(Set<PartyId> parties) {
        if (parties.isEmpty()) {
            return Map.of();
        }
        List<String> ids = parties.stream().map(PartyId::value).sorted().toList();
        Map<String, SubjectKeys> keys = vault.keysOf(ids);
        Map<PartyId, Multilingual> names = new HashMap<>();
        for (PartyRows.Standing row : rows.standings(ids, clock.instant())) {
            SubjectKeys held = Objects.requireNonNull(keys.get(row.id()));
            if (held.holds(KeyUse.CONTENT)) {
                names.put(
                        new PartyId(row.id()),
                        PartyDetails.ofBytes(vault.open(held, KeyUse.CONTENT, DETAILS, row.details()))
                                .names());
            }
        }
        return Map.copyOf(names);
    }

    /** A seat that cannot be read is as good as none: what is unknown never permits. */
    private @Nullable StateCode seat(PartyRows.Standing row, SubjectKeys keys) {
        return keys.holds(KeyUse.CONTENT)
                ? PartyDetails.ofBytes(vault.open(keys, KeyUse.CONTENT, DETAILS, row.details()))
                        .seatState()
                : null;
    }

    /**
     * Lets an organisation act, or no longer: from now on no token of its users is taken, and nothing is released to it.
     * A custodian does so and says why.
     *
     * @param before the status that the caller saw
     */
    @Transactional
    public Outcome<Party> setStatus(Caller caller, PartyId id, PartyStatus before, PartyStatus status, String reason) {
        scope.enter(caller);
        if (!caller.has(Role.CUSTODIAN)) {
            return denied(caller, SET_STATUS, id.value(), ProblemCode.FORBIDDEN);
        }
        Optional<PartyRow> row = rows.findByIdOptional(id.value());
        if (row.isEmpty()) {
            return denied(caller, SET_STATUS, id.value(), ProblemCode.NOT_FOUND);
        }
        if (row.get().repository && status != PartyStatus.ACTIVE) {
            return Outcome.refused(ProblemCode.CONFLICT, "Without the repository's own party nobody could act.");
        }
        Party party = open(row.get());
        if (!rows.setStatus(id.value(), before.name(), status.name())) {
            return Outcome.refused(
                    ProblemCode.PRECONDITION_FAILED, "The status was changed by somebody else meanwhile.");
        }
        if (before != status) {
            accessLog.administered(
                    caller.actor(),
                    SET_STATUS,
                    List.of(
                            Fact.of(Field.DETAILS, id.value()),
                            Fact.of(Field.OUTCOME, status.name()),
                            Fact.of(Field.REASON, reason)));
        }
        return Outcome.done(new Party(party.id(), party.kind(), party.details(), status, party.createdAt()));
    }

    /** An organisation as a custodian reads it before changing it, without recording a look. */
    @Transactional
    public Outcome<Party> toChange(Caller caller, String id) {
        scope.enter(caller);
        if (!caller.has(Role.CUSTODIAN)) {
            return denied(caller, SET_STATUS, id, ProblemCode.FORBIDDEN);
        }
        Optional<PartyRow> row = rows.findByIdOptional(id);
        return row.isEmpty() ? denied(caller, SET_STATUS, id, ProblemCode.NOT_FOUND) : Outcome.done(open(row.get()));
    }

    /** The repository's own party. */
    @Transactional(TxType.MANDATORY)
    public PartyId repository() {
        return new PartyId(rows.repository().orElseThrow().id);
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
