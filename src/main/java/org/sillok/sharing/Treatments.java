package org.sillok.sharing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sillok.custody.AccessLog;
import org.sillok.custody.Custody;
import org.sillok.custody.StreamRef;
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.evidence.Derivations;
import org.sillok.evidence.Evidence;
import org.sillok.evidence.ItemAccess;
import org.sillok.evidence.Use;
import org.sillok.identity.Caller;
import org.sillok.identity.Scope;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonObject;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.Randomness;
import org.sillok.kernel.Timestamps;
import org.sillok.kernel.UserId;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;
import org.sillok.sharing.core.TreatmentId;
import org.sillok.sharing.core.TreatmentState;
import org.sillok.sharing.db.TreatmentRow;
import org.sillok.sharing.db.TreatmentRows;
import org.sillok.terms.MaterialRef;
import org.sillok.terms.Transformation;

/**
 * Records what was really done when a version was made, because permissions may depend on it: one person proposes,
 * another approves, and anybody of the owner's staff revokes at once. Each step is a statement on the item's stream.
 */
@ApplicationScoped
public class Treatments {
    /** Most treatments of one version, those that were revoked included. */
    public static final int MOST = 100;

    private final TreatmentRows rows;
    private final ItemAccess access;
    private final Derivations derivations;
    private final Evidence evidence;
    private final Custody custody;
    private final AccessLog accessLog;
    private final Scope scope;
    private final Clock clock;
    private final Randomness randomness;

    Treatments(
            TreatmentRows rows,
            ItemAccess access,
            Derivations derivations,
            Evidence evidence,
            Custody custody,
            AccessLog accessLog,
            Scope scope,
            Clock clock,
            Randomness randomness) {
        this.rows = rows;
        this.access = access;
        this.derivations = derivations;
        this.evidence = evidence;
        this.custody = custody;
        this.accessLog = accessLog;
        this.scope = scope;
        this.clock = clock;
        this.randomness = randomness;
    }

    /** Says what was done; counts only once somebody else has approved it. {@code alongside} becomes durable with it. */
    @Transactional
    public Outcome<TreatmentId> propose(
            Caller caller, MaterialRef version, Set<Transformation> done, Consumer<String> alongside) {
        scope.enter(caller);
        return reach(caller, version, "PROPOSE_TREATMENT").then(parents -> {
            if (parents.isEmpty()) {
                return Outcome.refused(
                        ProblemCode.CONFLICT, "The version was made from no other: nothing was done to it.");
            }
            if (rows.ofVersion(
                                    version.item().value(),
                                    version.version(),
                                    caller.party().value())
                            .size()
                    >= MOST) {
                return Outcome.refused(ProblemCode.CONFLICT, "A version has at most " + MOST + " treatments.");
            }
            TreatmentId id = TreatmentId.fresh(randomness);
            TreatmentRow row = new TreatmentRow(
                    id.value(),
                    caller.party().value(),
                    version.item().value(),
                    version.version(),
                    done.stream().sorted().map(Transformation::name).toArray(String[]::new),
                    caller.user().value(),
                    Timestamps.truncate(clock.instant()));
            rows.persistAndFlush(row);
            state(caller, row, EventType.TREATMENT_PROPOSED, null);
            alongside.accept(id.value());
            return Outcome.done(id);
        });
    }

    @Transactional
    public Outcome<List<Treatment>> list(Caller caller, MaterialRef version) {
        scope.enter(caller);
        return reach(caller, version, "LIST_TREATMENTS").map(parents -> {
            accessLog.viewed(caller.actor(), version.item());
            return rows
                    .ofVersion(
                            version.item().value(),
                            version.version(),
                            caller.party().value())
                    .stream()
                    .map(Treatments::open)
                    .toList();
        });
    }

    /** Shows a caller what it has just written, without recording a look. */
    @Transactional
    public Outcome<Treatment> shown(Caller caller, MaterialRef version, String id) {
        scope.enter(caller);
        String what = "VIEW_TREATMENT";
        return reach(caller, version, what)
                .then(parents ->
                        rows
                                .ofVersion(
                                        version.item().value(),
                                        version.version(),
                                        caller.party().value())
                                .stream()
                                .filter(row -> row.id.equals(id))
                                .findFirst()
                                .map(row -> Outcome.done(open(row)))
                                .orElseGet(() -> denied(caller, what, version.item())));
    }

    /** Agrees with what somebody else proposed. Harmless when done twice. */
    @Transactional
    public Outcome<Treatment> approve(Caller caller, MaterialRef version, String id) {
        scope.enter(caller);
        String what = "APPROVE_TREATMENT";
        return reach(caller, version, what).then(parents -> {
            Optional<TreatmentRow> found = lock(caller, version, id);
            if (found.isEmpty()) {
                return denied(caller, what, version.item());
            }
            TreatmentRow row = found.get();
            TreatmentState state = TreatmentState.of(row.approvedBy, row.revokedBy);
            return switch (state.approve(new UserId(row.proposedBy), caller.user())) {
                case ALREADY -> Outcome.done(open(row));
                case TOO_LATE -> Outcome.refused(ProblemCode.CONFLICT, "The treatment was revoked. Propose it anew.");
                case SAME_PERSON -> {
                    accessLog.denied(caller.actor(), what, version.item().value());
                    yield Outcome.refused(
                            ProblemCode.FORBIDDEN, "A treatment is approved by somebody else than who proposed it.");
                }
                case DONE -> {
                    row.approvedBy = caller.user().value();
                    row.approvedAt = Timestamps.truncate(clock.instant());
                    state(caller, row, EventType.TREATMENT_APPROVED, null);
                    yield Outcome.done(open(row));
                }
            };
        });
    }

    /** Takes it back, proposed or approved. Counts at once; harmless when done twice. */
    @Transactional
    public Outcome<Treatment> revoke(Caller caller, MaterialRef version, String id, String reason) {
        scope.enter(caller);
        String what = "REVOKE_TREATMENT";
        return reach(caller, version, what).then(parents -> {
            Optional<TreatmentRow> found = lock(caller, version, id);
            if (found.isEmpty()) {
                return denied(caller, what, version.item());
            }
            TreatmentRow row = found.get();
            if (TreatmentState.of(row.approvedBy, row.revokedBy).revoke() == TreatmentState.Attempt.DONE) {
                row.revokedBy = caller.user().value();
                row.revokedAt = Timestamps.truncate(clock.instant());
                state(caller, row, EventType.TREATMENT_REVOKED, reason);
            }
            return Outcome.done(open(row));
        });
    }

    /** What the version was made from, if the caller may reach it. */
    private Outcome<List<MaterialRef>> reach(Caller caller, MaterialRef version, String what) {
        return access.admit(caller, version.item(), Use.READ_METADATA, what).then(item -> {
            Derivations.Graph graph = derivations.of(caller.party(), List.of(item));
            return graph.owners().containsKey(version)
                    ? Outcome.done(graph.parents().getOrDefault(version, List.of()))
                    : denied(caller, what, item);
        });
    }

    /** The treatment, and before it its item: what was taken to be handed over holds that, until it is durable. */
    private Optional<TreatmentRow> lock(Caller caller, MaterialRef version, String id) {
        evidence.holdOwn(caller, version.item());
        return rows.forUpdate(
                id, version.item().value(), version.version(), caller.party().value());
    }

    private void state(Caller caller, TreatmentRow row, EventType type, @Nullable String reason) {
        List<Fact> facts = new ArrayList<>(List.of(
                Fact.of(Field.ITEM, row.item),
                Fact.of(Field.VERSION, row.version),
                Fact.of(
                        Field.DETAILS,
                        JsonObject.builder()
                                .put("treatment", row.id)
                                .put("transformations", JsonArray.ofTexts(List.of(row.transformations)))
                                .build())));
        if (reason != null) {
            facts.add(Fact.of(Field.REASON, reason));
        }
        custody.append(StreamRef.item(new ItemId(row.item), caller.party()), type, caller.actor(), facts);
    }

    private static Treatment open(TreatmentRow row) {
        return new Treatment(
                new TreatmentId(row.id),
                new MaterialRef(new ItemId(row.item), row.version),
                transformations(row),
                TreatmentState.of(row.approvedBy, row.revokedBy),
                new UserId(row.proposedBy),
                row.proposedAt,
                row.approvedBy == null ? null : new UserId(row.approvedBy),
                row.approvedAt,
                row.revokedBy == null ? null : new UserId(row.revokedBy),
                row.revokedAt);
    }

    static Set<Transformation> transformations(TreatmentRow row) {
        return Arrays.stream(row.transformations).map(Transformation::valueOf).collect(Collectors.toSet());
    }

    private <T> Outcome<T> denied(Caller caller, String what, ItemId item) {
        accessLog.denied(caller.actor(), what, item.value());
        return Outcome.refused(Refusal.of(ProblemCode.NOT_FOUND));
    }
}
