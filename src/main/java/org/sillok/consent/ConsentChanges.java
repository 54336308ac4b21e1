package org.sillok.consent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sillok.consent.core.ConsentContent;
import org.sillok.consent.core.Due;
import org.sillok.consent.core.ExpressedBy;
import org.sillok.consent.core.Narrower;
import org.sillok.consent.core.ProposalId;
import org.sillok.consent.core.Proposed;
import org.sillok.consent.core.Standing;
import org.sillok.consent.core.Step;
import org.sillok.consent.core.Wanted;
import org.sillok.consent.db.ConsentProposalRow;
import org.sillok.consent.db.ConsentRow;
import org.sillok.consent.db.ConsentRows;
import org.sillok.identity.Caller;
import org.sillok.identity.Scope;
import org.sillok.kernel.UserId;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;
import org.sillok.terms.ConsentState;
import org.sillok.vault.KeyUse;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;

/**
 * What happens to a consent after it began. What permits less acts at once; what permits more waits until a second person of
 * the organisation has confirmed it. The consent's row is held throughout, so decisions that hold it never see half a change.
 */
@ApplicationScoped
public class ConsentChanges {
    private static final Set<ConsentState> WITH_VERSION =
            EnumSet.of(ConsentState.GIVEN, ConsentState.REAFFIRMED, ConsentState.NARROWED, ConsentState.WIDENED);

    private final ConsentRows rows;
    private final ConsentWriter writer;
    private final Checks checks;
    private final Denials denials;
    private final Proposals proposals;
    private final Vault vault;
    private final Scope scope;

    ConsentChanges(
            ConsentRows rows,
            ConsentWriter writer,
            Checks checks,
            Denials denials,
            Proposals proposals,
            Vault vault,
            Scope scope) {
        this.rows = rows;
        this.writer = writer;
        this.checks = checks;
        this.denials = denials;
        this.proposals = proposals;
        this.vault = vault;
        this.scope = scope;
    }

    /**
     * Records a new version with the event that puts it in force.
     *
     * @param expected the revision that the caller saw
     */
    @Transactional
    public Outcome<Change> addVersion(
            Caller caller,
            String id,
            int expected,
            NewConsentVersion version,
            NewEvent event,
            Consumer<String> alongside) {
        scope.enter(caller);
        Optional<ConsentRow> found = held(caller, id);
        if (found.isEmpty()) {
            return denials.denied(caller, "CHANGE_CONSENT", id);
        }
        ConsentRow row = found.get();
        if (row.revision != expected) {
            return Outcome.refused(
                    ProblemCode.PRECONDITION_FAILED,
                    "The consent has changed since you read it. Read it again and repeat.");
        }
        if (!WITH_VERSION.contains(event.state())) {
            return Outcome.refused(Refusal.at(
                    ProblemCode.INVALID_FIELD,
                    "/event/state",
                    "A new version comes with GIVEN, REAFFIRMED, NARROWED or WIDENED."));
        }
        Optional<Refusal> refusal = checks.event(caller, event, "/event")
                .or(() -> checks.version(caller, version, event.state(), "/version"));
        if (refusal.isPresent()) {
            return Outcome.refused(refusal.get());
        }
        SubjectKeys keys = vault.keysOf(id);
        Standing before = writer.standing(row);
        ConsentContent said = checks.complete(caller, version);
        Step step = step(row, keys, before, event, said);
        if (step instanceof Step.Impossible impossible) {
            return Outcome.refused(ProblemCode.CONFLICT, impossible.why());
        }
        if (step instanceof Step.Second && caller.program()) {
            return denials.program(caller, "CHANGE_CONSENT", id);
        }
        if (step instanceof Step.Second && event.remark().evidence() == null && said.form() == null) {
            return unproven();
        }
        ConsentWriter.Version written = writer.addVersion(caller, row, keys, said);
        rows.flush();
        Change change = step instanceof Step.Now
                ? new Change.Recorded(writer.addEvent(caller, row, keys, before, event, written, written, null))
                : waiting(caller, row, keys, event, written.number(), said.expressedBy());
        alongside.accept(change.reference());
        return Outcome.done(change);
    }

    /** Records an event that changes no version. Taking back is never refused for what somebody else wrote in between. */
    @Transactional
    public Outcome<Change> addEvent(Caller caller, String id, NewEvent event, Consumer<String> alongside) {
        scope.enter(caller);
        Optional<ConsentRow> found = held(caller, id);
        if (found.isEmpty()) {
            return denials.denied(caller, "CHANGE_CONSENT", id);
        }
        ConsentRow row = found.get();
        if (WITH_VERSION.contains(event.state()) && event.state() != ConsentState.REAFFIRMED) {
            return Outcome.refused(
                    Refusal.at(ProblemCode.INVALID_FIELD, "/state", "It comes with a new version: send it there."));
        }
        Optional<Refusal> refusal = checks.event(caller, event, "");
        if (refusal.isPresent()) {
            return Outcome.refused(refusal.get());
        }
        SubjectKeys keys = vault.keysOf(id);
        Standing before = writer.standing(row);
        Integer number = before.version();
        ExpressedBy by = event.by();
        Step step = step(row, keys, before, event, null);
        if (step instanceof Step.Impossible impossible) {
            return Outcome.refused(ProblemCode.CONFLICT, impossible.why());
        }
        if (event.state() == ConsentState.REAFFIRMED && by == null) {
            return Outcome.refused(Refusal.at(ProblemCode.INVALID_FIELD, "/by", "It is required: who said it again."));
        }
        Change change;
        if (step instanceof Step.Second && number != null && by != null) {
            if (caller.program()) {
                return denials.program(caller, "CHANGE_CONSENT", id);
            }
            if (event.remark().evidence() == null) {
                return unproven();
            }
            change = waiting(caller, row, keys, event, number, by);
        } else {
            ConsentWriter.Version current = number == null || isErased(keys) ? null : writer.version(row, keys, number);
            change = new Change.Recorded(writer.addEvent(
                    caller,
                    row,
                    keys,
                    before,
                    event,
                    current,
                    event.state() == ConsentState.REAFFIRMED ? current : null,
                    null));
        }
        alongside.accept(change.reference());
        return Outcome.done(change);
    }

    /** Puts into force what somebody else proposed. */
    @Transactional
    public Outcome<Integer> confirm(Caller caller, String id, String proposal, Consumer<String> alongside) {
        scope.enter(caller);
        Optional<ConsentRow> found = held(caller, id);
        if (found.isEmpty()) {
            return denials.denied(caller, "CHANGE_CONSENT", id);
        }
        ConsentRow row = found.get();
        return proposals
                .confirmable(caller, proposal, id, row.events)
                .then(open -> confirm(caller, row, open))
                .map(number -> {
                    alongside.accept(number.toString());
                    return number;
                });
    }

    private Outcome<Integer> confirm(Caller caller, ConsentRow row, ConsentProposalRow open) {
        SubjectKeys keys = vault.keysOf(row.id);
        Proposed.Event proposed = (Proposed.Event) proposals.read(keys, open);
        NewEvent event = new NewEvent(proposed.state(), proposed.by(), proposed.saidAt(), proposed.remark());
        Standing before = writer.standing(row);
        if (before.next(wanted(event, false, true)) instanceof Step.Impossible impossible) {
            return Outcome.refused(ProblemCode.CONFLICT, impossible.why());
        }
        ConsentWriter.Version version = writer.version(row, keys, proposed.version());
        proposals.confirmed(caller, open);
        return Outcome.done(
                writer.addEvent(caller, row, keys, before, event, version, version, new UserId(open.proposedBy)));
    }

    /** Sets aside what was proposed; whoever proposed it may do so, too. */
    @Transactional
    public Outcome<String> reject(Caller caller, String id, String proposal, String reason) {
        scope.enter(caller);
        Optional<ConsentRow> found = held(caller, id);
        if (found.isEmpty()) {
            return denials.denied(caller, "CHANGE_CONSENT", id);
        }
        return proposals.open(caller, proposal, id).map(open -> {
            proposals.rejected(caller, vault.keysOf(id), open, reason);
            found.get().revision++;
            return id;
        });
    }

    private Optional<ConsentRow> held(Caller caller, String id) {
        Optional<ConsentRow> row = rows.ofOwnerForUpdate(id, caller.party().value());
        return Denials.mayWork(caller) ? row : Optional.empty();
    }

    /**
     * Whether the event may follow.
     *
     * @param after what would be in force; null if it stays the same
     */
    private Step step(
            ConsentRow row, SubjectKeys keys, Standing before, NewEvent event, @Nullable ConsentContent after) {
        Integer number = before.version();
        if (number == null || !WITH_VERSION.contains(event.state())) {
            return before.next(wanted(event, false, false));
        }
        ConsentContent current = writer.version(row, keys, number).content();
        Step step = before.next(wanted(
                event,
                after == null || Narrower.isNarrower(current, after),
                Due.lapsed(current, before, checks.now())));
        // What was recorded forbids even before anything was given; nobody alone takes that away.
        return step instanceof Step.Now && after != null && !Narrower.forbidsAsMuch(current, after)
                ? new Step.Second()
                : step;
    }

    private static Wanted wanted(NewEvent event, boolean narrower, boolean lapsed) {
        return new Wanted(event.state(), event.saidAt(), event.by(), narrower, lapsed);
    }

    private Change waiting(
            Caller caller, ConsentRow row, SubjectKeys keys, NewEvent event, int version, ExpressedBy by) {
        ProposalId proposal = proposals.propose(
                caller,
                keys,
                row.events,
                new Proposed.Event(event.state(), version, by, event.saidAt(), event.remark()));
        row.revision++;
        return new Change.Waiting(proposal);
    }

    private static boolean isErased(SubjectKeys keys) {
        return !keys.holds(KeyUse.CONTENT);
    }

    private static <T> Outcome<T> unproven() {
        return Outcome.refused(Refusal.at(
                ProblemCode.INVALID_FIELD,
                "/event/evidence",
                "It permits more than before, so something has to show it: a form or a recording that was deposited."));
    }
}
