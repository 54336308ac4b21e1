package org.sillok.consent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sillok.consent.core.ConsentEvent;
import org.sillok.consent.core.Remark;
import org.sillok.consent.core.Standing;
import org.sillok.consent.db.ConsentEventRow;
import org.sillok.consent.db.ConsentRow;
import org.sillok.consent.db.ConsentRows;
import org.sillok.consent.db.ConsentVersionRow;
import org.sillok.custody.AccessLog;
import org.sillok.identity.Caller;
import org.sillok.identity.Scope;
import org.sillok.kernel.ConsentId;
import org.sillok.kernel.Digest;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Position;
import org.sillok.kernel.Randomness;
import org.sillok.kernel.Slice;
import org.sillok.kernel.SourceId;
import org.sillok.kernel.Timestamps;
import org.sillok.kernel.UserId;
import org.sillok.problem.Outcome;
import org.sillok.problem.Refusal;
import org.sillok.source.Sources;
import org.sillok.source.core.SourceKind;
import org.sillok.terms.ConsentState;
import org.sillok.vault.KeyUse;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;

/** Begins consents and shows them to the organisation that recorded them. Each has a custody stream and keys of its own. */
@ApplicationScoped
public class Consents {
    private static final Set<ConsentState> FIRST = EnumSet.of(
            ConsentState.REQUESTED,
            ConsentState.DEFERRED,
            ConsentState.REFUSED,
            ConsentState.GIVEN,
            ConsentState.UNKNOWN);

    private final ConsentRows rows;
    private final ConsentWriter writer;
    private final Checks checks;
    private final Denials denials;
    private final Proposals proposals;
    private final Sources sources;
    private final Vault vault;
    private final AccessLog accessLog;
    private final Scope scope;
    private final Clock clock;
    private final Randomness randomness;

    Consents(
            ConsentRows rows,
            ConsentWriter writer,
            Checks checks,
            Denials denials,
            Proposals proposals,
            Sources sources,
            Vault vault,
            AccessLog accessLog,
            Scope scope,
            Clock clock,
            Randomness randomness) {
        this.rows = rows;
        this.writer = writer;
        this.checks = checks;
        this.denials = denials;
        this.proposals = proposals;
        this.sources = sources;
        this.vault = vault;
        this.accessLog = accessLog;
        this.scope = scope;
        this.clock = clock;
        this.randomness = randomness;
    }

    /** Begins a consent with its first event; {@code alongside} becomes durable with it or not at all. */
    @Transactional
    public Outcome<ConsentId> begin(Caller caller, NewConsent consent, Consumer<String> alongside) {
        scope.enter(caller);
        if (!Denials.mayWork(caller)) {
            return denials.denied(caller, "CREATE_CONSENT", "");
        }
        Optional<Refusal> refusal = refusal(caller, consent);
        if (refusal.isPresent()) {
            return Outcome.refused(refusal.get());
        }
        ConsentId id = ConsentId.fresh(randomness);
        SubjectKeys keys = vault.keysOfOrNew(id.value());
        ConsentRow row = new ConsentRow(
                id.value(),
                caller.party().value(),
                consent.source().value(),
                consent.event().state().name(),
                0,
                0,
                0,
                null,
                Timestamps.truncate(clock.instant()));
        rows.persistAndFlush(row);
        NewConsentVersion said = consent.version();
        ConsentWriter.Version version =
                said == null ? null : writer.addVersion(caller, row, keys, checks.complete(caller, said));
        rows.flush();
        writer.addEvent(caller, row, keys, Standing.NONE, consent.event(), version, version, null);
        alongside.accept(id.value());
        return Outcome.done(id);
    }

    private Optional<Refusal> refusal(Caller caller, NewConsent consent) {
        NewEvent event = consent.event();
        NewConsentVersion version = consent.version();
        Optional<SourceKind> source = sources.kindOfOwn(caller, consent.source());
        if (source.isEmpty()) {
            return Checks.invalid("/source", "It is not a source of your organisation.");
        }
        if (source.get() == SourceKind.PUBLIC_SOURCE) {
            return Checks.invalid("/source", "A public source is not asked: bind items to it without a consent.");
        }
        if (!FIRST.contains(event.state())) {
            return Checks.invalid(
                    "/event/state", "A consent begins with REQUESTED, DEFERRED, REFUSED, GIVEN or UNKNOWN.");
        }
        if (version == null && event.state() == ConsentState.GIVEN) {
            return Checks.invalid("/version", "It is required: what was given.");
        }
        Optional<Refusal> refusal = checks.event(caller, event, "/event");
        if (refusal.isPresent() || version == null) {
            return refusal;
        }
        return checks.version(caller, version, event.state(), "/version");
    }

    /** One consent as it stands now. */
    @Transactional
    public Outcome<SourceConsent> get(Caller caller, String id) {
        return seen(caller, id, "VIEW_CONSENT", row -> load(caller, row));
    }

    /** Shows a caller what it has just written, without recording a look. */
    @Transactional
    public Outcome<SourceConsent> shown(Caller caller, String id) {
        scope.enter(caller);
        Optional<ConsentRow> row = visible(caller, id);
        return row.isEmpty() ? denials.denied(caller, "VIEW_CONSENT", id) : Outcome.done(load(caller, row.get()));
    }

    /** All versions, those included that never came into force. */
    @Transactional
    public Outcome<List<ConsentVersion>> versions(Caller caller, String id) {
        return seen(caller, id, "VIEW_CONSENT", row -> {
            SubjectKeys keys = vault.keysOf(row.id);
            return rows.versions(row.id).stream()
                    .map(version -> version(row, keys, version))
                    .toList();
        });
    }

    /**
     * What was recorded until {@code asOf}, and how the consent stood then.
     *
     * @param asOf a time of recording; null for now
     */
    @Transactional
    public Outcome<History> history(Caller caller, String id, @Nullable Instant asOf) {
        return seen(caller, id, "VIEW_CONSENT", row -> {
            SubjectKeys keys = vault.keysOf(row.id);
            Instant until = asOf == null ? clock.instant() : asOf;
            List<RecordedEvent> events = rows.events(List.of(row.id)).stream()
                    .filter(event -> asOf == null || !event.recordedAt.isAfter(asOf))
                    .map(event -> event(keys, event))
                    .toList();
            Standing standing =
                    Standing.of(events.stream().map(RecordedEvent::event).toList());
            return new History(events, standing, state(row, keys, standing, until));
        });
    }

    /** One consent as it stands now, and what was recorded of it. */
    @Transactional
    public Outcome<ConsentOnRecord> onRecord(Caller caller, String id) {
        return seen(caller, id, "VIEW_CONSENT", row -> {
            SubjectKeys keys = vault.keysOf(row.id);
            return new ConsentOnRecord(
                    new PartyId(row.ownerParty),
                    sources.kindOfOwn(caller, new SourceId(row.source)).orElseThrow(),
                    load(caller, row),
                    rows.events(List.of(row.id)).stream()
                            .map(event -> event(keys, event))
                            .toList());
        });
    }

    /** One page of the organisation's consents; {@code state} is that of the last event. */
    @Transactional
    public Outcome<Slice<ConsentSummary>> list(
            Caller caller,
            @Nullable SourceId source,
            @Nullable ConsentState state,
            @Nullable Position after,
            int limit) {
        scope.enter(caller);
        if (!Denials.mayWork(caller)) {
            return denials.denied(caller, "LIST_CONSENTS", "");
        }
        Slice<ConsentRow> page = Slice.cut(
                rows.page(
                        caller.party().value(),
                        source == null ? null : source.value(),
                        state == null ? null : state.name(),
                        after,
                        limit + 1),
                limit);
        accessLog.listed(caller.actor(), "CONSENTS", page.items().size());
        return Outcome.done(page.map(row -> new ConsentSummary(
                new ConsentId(row.id),
                new SourceId(row.source),
                ConsentState.valueOf(row.state),
                row.events,
                row.versions,
                row.createdAt)));
    }

    private interface Look<T> {
        T at(ConsentRow row);
    }

    private <T> Outcome<T> seen(Caller caller, String id, String action, Look<T> look) {
        scope.enter(caller);
        Optional<ConsentRow> row = visible(caller, id);
        if (row.isEmpty()) {
            return denials.denied(caller, action, id);
        }
        accessLog.viewed(caller.actor(), id);
        return Outcome.done(look.at(row.get()));
    }

    private Optional<ConsentRow> visible(Caller caller, String id) {
        // The same query runs whether or not the role allows anything, so that a denial costs the same either way.
        Optional<ConsentRow> row = rows.ofOwner(id, caller.party().value());
        return Denials.mayWork(caller) ? row : Optional.empty();
    }

    private SourceConsent load(Caller caller, ConsentRow row) {
        SubjectKeys keys = vault.keysOf(row.id);
        Standing standing = writer.standing(row);
        Integer number = standing.version();
        ConsentVersion current = number == null
                ? null
                : version(row, keys, rows.version(row.id, number).orElseThrow());
        return new SourceConsent(
                new ConsentId(row.id),
                new SourceId(row.source),
                standing,
                state(standing, current, clock.instant()),
                row.revision,
                row.versions,
                row.createdAt,
                current,
                proposals.pending(caller, keys, proposal -> row.events));
    }

    private ConsentState state(ConsentRow row, SubjectKeys keys, Standing standing, Instant at) {
        Integer number = standing.version();
        return state(
                standing,
                number == null
                        ? null
                        : version(row, keys, rows.version(row.id, number).orElseThrow()),
                at);
    }

    /** A consent expires by itself. */
    static ConsentState state(Standing standing, @Nullable ConsentVersion current, Instant at) {
        Instant until = current == null ? null : current.content().window().until();
        return standing.permits() && until != null && !at.isBefore(until) ? ConsentState.EXPIRED : standing.state();
    }

    private ConsentVersion version(ConsentRow row, SubjectKeys keys, ConsentVersionRow version) {
        return new ConsentVersion(
                version.key.number(),
                writer.version(row, keys, version.key.number()).content(),
                new UserId(version.recordedBy),
                version.recordedAt);
    }

    private RecordedEvent event(SubjectKeys keys, ConsentEventRow row) {
        ConsentEvent event = Instruments.event(row);
        String confirmedBy = row.confirmedBy;
        return new RecordedEvent(
                event,
                Remark.ofBytes(
                        vault.open(keys, KeyUse.CONTENT, ConsentWriter.remarkContext(row.key.number()), row.sealed)),
                new UserId(row.recordedBy),
                confirmedBy == null ? null : new UserId(confirmedBy),
                Digest.sha256(row.statement));
    }
}
