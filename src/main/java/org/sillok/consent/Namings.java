package org.sillok.consent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sillok.consent.core.ConsentJson;
import org.sillok.consent.core.Naming;
import org.sillok.consent.core.Proposed;
import org.sillok.consent.db.ConsentProposalRow;
import org.sillok.consent.db.NamingRow;
import org.sillok.consent.db.NamingRows;
import org.sillok.crypto.Sha2;
import org.sillok.custody.AccessLog;
import org.sillok.custody.Custody;
import org.sillok.custody.Recorded;
import org.sillok.custody.StreamRef;
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.identity.Caller;
import org.sillok.identity.Scope;
import org.sillok.json.JsonObject;
import org.sillok.kernel.Ids;
import org.sillok.kernel.Randomness;
import org.sillok.kernel.SourceId;
import org.sillok.kernel.Timestamps;
import org.sillok.kernel.UserId;
import org.sillok.problem.Outcome;
import org.sillok.problem.Refusal;
import org.sillok.source.Sources;
import org.sillok.vault.KeyUse;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;

/**
 * Whether the person behind a source may be named. The latest decision counts, and while there is none nobody is named. That
 * somebody may be named takes two people; everything else acts at once.
 */
@ApplicationScoped
public class Namings {
    private static final String ACTION = "DECIDE_NAMING";

    private final NamingRows rows;
    private final Proposals proposals;
    private final Checks checks;
    private final Denials denials;
    private final Sources sources;
    private final Vault vault;
    private final Custody custody;
    private final AccessLog accessLog;
    private final Scope scope;
    private final Clock clock;
    private final Randomness randomness;

    Namings(
            NamingRows rows,
            Proposals proposals,
            Checks checks,
            Denials denials,
            Sources sources,
            Vault vault,
            Custody custody,
            AccessLog accessLog,
            Scope scope,
            Clock clock,
            Randomness randomness) {
        this.rows = rows;
        this.proposals = proposals;
        this.checks = checks;
        this.denials = denials;
        this.sources = sources;
        this.vault = vault;
        this.custody = custody;
        this.accessLog = accessLog;
        this.scope = scope;
        this.clock = clock;
        this.randomness = randomness;
    }

    /** What the latest decision about a source says, as the current scope sees it. */
    @Transactional(TxType.MANDATORY)
    public Naming current(SourceId source) {
        return latest(rows.of(source.value()));
    }

    /**
     * Those of {@code sources} of which the latest decision says that they may be named, without any limit: where somebody
     * may be named is said in words, which only people understand. As the current scope sees it; the same queries however
     * many there are. Who decided nothing readable is not named.
     */
    @Transactional(TxType.MANDATORY)
    public Set<SourceId> mayBeNamed(Collection<SourceId> sources) {
        Map<String, NamingRow> latest = new HashMap<>();
        // In the order of their numbers: the last one stays.
        rows.list(
                        "key.source in ?1 order by key.number",
                        sources.stream().map(SourceId::value).toList())
                .forEach(row -> latest.put(row.key.source(), row));
        latest.values().removeIf(row -> Naming.valueOf(row.decision) != Naming.MAY_NAME);
        if (latest.isEmpty()) {
            return Set.of();
        }
        Map<String, SubjectKeys> keys = vault.keysOf(latest.keySet());
        return latest.values().stream()
                .filter(row -> isUnlimited(keys.get(row.key.source()), row))
                .map(row -> new SourceId(row.key.source()))
                .collect(Collectors.toSet());
    }

    private boolean isUnlimited(@Nullable SubjectKeys keys, NamingRow row) {
        return keys != null && keys.holds(KeyUse.CONTENT) && decision(keys, row).scope() == null;
    }

    /** Holds what was decided about these sources against changes until the transaction ends. Call it once, before reading. */
    @Transactional(TxType.MANDATORY)
    public void hold(Collection<SourceId> sources) {
        rows.holdShared(sources.stream().map(SourceId::value).toList());
    }

    /** Decides; the reference is that of the decision, or of the proposal to decide so. */
    @Transactional
    public Outcome<String> decide(Caller caller, String source, NewNaming naming, Consumer<String> alongside) {
        scope.enter(caller);
        Optional<SourceId> found = held(caller, source);
        if (found.isEmpty()) {
            return denials.denied(caller, ACTION, source);
        }
        if (naming.decision() == Naming.MAY_NAME && caller.program()) {
            return denials.program(caller, ACTION, source);
        }
        Optional<Refusal> refusal = refusal(caller, naming);
        if (refusal.isPresent()) {
            return Outcome.refused(refusal.get());
        }
        SubjectKeys keys = vault.keysOf(source);
        int count = rows.of(source).size();
        String reference = naming.decision() == Naming.MAY_NAME
                ? proposals
                        .propose(caller, keys, count, new Proposed.Name(naming.scope(), naming.remark()))
                        .value()
                : Integer.toString(write(caller, found.get(), keys, count + 1, naming, null));
        alongside.accept(reference);
        return Outcome.done(reference);
    }

    private Optional<Refusal> refusal(Caller caller, NewNaming naming) {
        if (naming.remark().reason() == null) {
            return Checks.invalid("/reason", "It is required.");
        }
        if (naming.decision() == Naming.MAY_NAME && naming.remark().evidence() == null) {
            return Checks.invalid("/evidence", "It is required: an item that shows that the person may be named.");
        }
        return checks.evidence(caller, naming.remark().evidence(), "/evidence");
    }

    /** Puts into force what somebody else proposed. */
    @Transactional
    public Outcome<String> confirm(Caller caller, String source, String proposal, Consumer<String> alongside) {
        scope.enter(caller);
        Optional<SourceId> found = held(caller, source);
        if (found.isEmpty()) {
            return denials.denied(caller, ACTION, source);
        }
        int count = rows.of(source).size();
        return proposals.confirmable(caller, proposal, source, count).map(open -> {
            String number = Integer.toString(confirm(caller, found.get(), count + 1, open));
            alongside.accept(number);
            return number;
        });
    }

    private int confirm(Caller caller, SourceId source, int number, ConsentProposalRow open) {
        SubjectKeys keys = vault.keysOf(source.value());
        Proposed.Name proposed = (Proposed.Name) proposals.read(keys, open);
        proposals.confirmed(caller, open);
        return write(
                caller,
                source,
                keys,
                number,
                new NewNaming(Naming.MAY_NAME, proposed.scope(), proposed.remark()),
                new UserId(open.proposedBy));
    }

    /** Sets aside what was proposed. */
    @Transactional
    public Outcome<String> reject(Caller caller, String source, String proposal, String reason) {
        scope.enter(caller);
        if (held(caller, source).isEmpty()) {
            return denials.denied(caller, ACTION, source);
        }
        return proposals.open(caller, proposal, source).map(open -> {
            proposals.rejected(caller, vault.keysOf(source), open, reason);
            return proposal;
        });
    }

    /** What was decided about a source, recorded as a look at it. */
    @Transactional
    public Outcome<NamedSource> get(Caller caller, String source) {
        Outcome<NamedSource> shown = shown(caller, source);
        if (shown instanceof Outcome.Done) {
            accessLog.viewed(caller.actor(), source);
        }
        return shown;
    }

    /** Shows a caller what it has just written, without recording a look. */
    @Transactional
    public Outcome<NamedSource> shown(Caller caller, String source) {
        scope.enter(caller);
        if (!isOwn(caller, source)) {
            return denials.denied(caller, "VIEW_NAMING", source);
        }
        SubjectKeys keys = vault.keysOf(source);
        List<NamingRow> decided = rows.of(source);
        return Outcome.done(new NamedSource(
                latest(decided),
                decided.stream().map(row -> decision(keys, row)).toList(),
                proposals.pending(caller, keys, proposal -> decided.size())));
    }

    private static Naming latest(List<NamingRow> decided) {
        return decided.isEmpty() ? Naming.DO_NOT_NAME : Naming.valueOf(decided.get(decided.size() - 1).decision);
    }

    private boolean isOwn(Caller caller, String source) {
        boolean own = Ids.isWellFormed(SourceId.PREFIX, source) && sources.isOwn(caller, new SourceId(source));
        return own && Denials.mayWork(caller);
    }

    /** The source, held against other decisions about it until the transaction ends. */
    private Optional<SourceId> held(Caller caller, String source) {
        if (!isOwn(caller, source)) {
            return Optional.empty();
        }
        SourceId id = new SourceId(source);
        rows.hold(source);
        return Optional.of(id);
    }

    private int write(
            Caller caller, SourceId source, SubjectKeys keys, int number, NewNaming naming, @Nullable UserId proposer) {
        byte[] said =
                new Proposed.Name(naming.scope(), naming.remark()).toBytes(randomness.bytes(ConsentJson.SALT_BYTES));
        JsonObject.Builder details = JsonObject.builder()
                .put("decision", number)
                .put("naming", naming.decision().name())
                .put("remark", Sha2.sha256(said).base64Url());
        if (proposer != null) {
            details.put("proposedBy", proposer.value());
        }
        Recorded statement = custody.append(
                StreamRef.source(source, caller.party()),
                keys,
                EventType.NAMING_DECIDED,
                caller.actor(),
                List.of(
                        Fact.of(Field.SOURCE, source.value()),
                        Fact.of(Field.OUTCOME, naming.decision().name()),
                        Fact.of(Field.DETAILS, details.build())),
                List.of());
        UserId recordedBy = proposer == null ? caller.user() : proposer;
        rows.persist(new NamingRow(
                new NamingRow.Key(source.value(), number),
                caller.party().value(),
                naming.decision().name(),
                Timestamps.truncate(clock.instant()),
                recordedBy.value(),
                proposer == null ? null : caller.user().value(),
                vault.seal(keys, KeyUse.CONTENT, context(number), said),
                statement.digest().toArray()));
        return number;
    }

    private NamingDecision decision(SubjectKeys keys, NamingRow row) {
        Proposed.Name said =
                Proposed.Name.ofBytes(vault.open(keys, KeyUse.CONTENT, context(row.key.number()), row.sealed));
        String confirmedBy = row.confirmedBy;
        return new NamingDecision(
                row.key.number(),
                Naming.valueOf(row.decision),
                said.scope(),
                said.remark(),
                new UserId(row.recordedBy),
                confirmedBy == null ? null : new UserId(confirmedBy),
                row.recordedAt);
    }

    static String context(int number) {
        return "consent/naming/" + number;
    }
}
