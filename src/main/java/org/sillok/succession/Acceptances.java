package org.sillok.succession;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.sillok.custody.AccessLog;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.identity.Caller;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
import org.sillok.jobs.Jobs;
import org.sillok.json.JsonObject;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.kernel.JobId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.SuccessionId;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;
import org.sillok.succession.core.SignedText;
import org.sillok.succession.core.SuccessionState;
import org.sillok.succession.db.ExportRows;
import org.sillok.succession.db.SuccessionRows;

/**
 * The successor accepts, with a signature by its own key over the digests of both archives: it has verified them and has taken
 * them over. A custodian records that; from then on there is no way back, nothing of what went is released from here any more,
 * and the records of the items are told.
 */
@ApplicationScoped
public class Acceptances {
    private static final String ACTION = "ACCEPT_SUCCESSION";

    private final SuccessionRows rows;
    private final ExportRows exports;
    private final SuccessionRecord record;
    private final HoldingsNow holdings;
    private final Departure departure;
    private final Jobs jobs;
    private final AccessLog accessLog;
    private final Scope scope;

    Acceptances(
            SuccessionRows rows,
            ExportRows exports,
            SuccessionRecord record,
            HoldingsNow holdings,
            Departure departure,
            Jobs jobs,
            AccessLog accessLog,
            Scope scope) {
        this.rows = rows;
        this.exports = exports;
        this.record = record;
        this.holdings = holdings;
        this.departure = departure;
        this.jobs = jobs;
        this.accessLog = accessLog;
        this.scope = scope;
    }

    /** The exact text that the successor signs: to custodians. It can make it itself from the package. */
    @Transactional
    public Outcome<Bytes> text(Caller caller, String id) {
        scope.enter(caller);
        if (!caller.has(Role.CUSTODIAN)) {
            return denied(caller, "VIEW_SUCCESSION", id, ProblemCode.FORBIDDEN);
        }
        scope.enterSystem();
        Optional<SuccessionRows.Succession> found = record.find(id);
        Optional<Bytes> text = found.flatMap(this::text);
        scope.enter(caller);
        if (found.isEmpty()) {
            return denied(caller, "VIEW_SUCCESSION", id, ProblemCode.NOT_FOUND);
        }
        if (text.isEmpty()) {
            return Outcome.refused(ProblemCode.CONFLICT, "The package is not written.");
        }
        accessLog.viewed(caller.actor(), id);
        return Outcome.done(text.get());
    }

    private Optional<Bytes> text(SuccessionRows.Succession row) {
        return exports.result(row.id(), row.export())
                .map(result -> SignedText.acceptance(
                        SuccessionRecord.sides(row),
                        Digest.sha256(result.holdings()),
                        Digest.sha256(result.protectedPart())));
    }

    /** Records the acceptance. The same one once more is harmless. */
    @Transactional
    public Outcome<SuccessionId> accept(Caller caller, String id, Bytes signature) {
        scope.enter(caller);
        if (!caller.has(Role.CUSTODIAN)) {
            return denied(caller, ACTION, id, ProblemCode.FORBIDDEN);
        }
        scope.enterSystem();
        Optional<SuccessionRows.Succession> found = record.lock(id);
        if (found.isEmpty()) {
            scope.enter(caller);
            return denied(caller, ACTION, id, ProblemCode.NOT_FOUND);
        }
        SuccessionRows.Succession row = found.get();
        Optional<SuccessionRows.Signed> signed =
                text(row).flatMap(text -> record.signed(caller, new PartyId(row.successor()), text, signature));
        boolean again = !row.state().equals(SuccessionState.EXPORTED.name());
        if (!again && signed.isPresent()) {
            // Before they are looked at, and before any statement: what somebody withdraws came before, or waits.
            departure.hold(row);
        }
        Optional<Refusal> refusal = refusal(row, signed);
        scope.enter(caller);
        if (refusal.isPresent()) {
            accessLog.denied(caller.actor(), ACTION, id);
            return Outcome.refused(refusal.get());
        }
        if (again) {
            return Outcome.done(new SuccessionId(id));
        }
        JobId job = jobs.submit(
                HandOverJob.KIND,
                caller,
                JsonObject.builder().put(HandOverJob.SUCCESSION, id).build());
        scope.enterSystem();
        SuccessionRows.Signed acceptance = signed.orElseThrow();
        departure.restrict(row, acceptance.step().at());
        rows.accepted(id, acceptance, job.value());
        scope.enter(caller);
        accessLog.administered(caller.actor(), ACTION, List.of(Fact.of(Field.DETAILS, id)));
        return Outcome.done(new SuccessionId(id));
    }

    private Optional<Refusal> refusal(SuccessionRows.Succession row, Optional<SuccessionRows.Signed> signed) {
        SuccessionState state = SuccessionState.valueOf(row.state());
        boolean accepted = state == SuccessionState.ACCEPTED || state == SuccessionState.HANDED_OVER;
        if (state != SuccessionState.EXPORTED && !accepted) {
            return Optional.of(new Refusal(ProblemCode.CONFLICT, SuccessionRecord.NOT_IN_THIS_STATE));
        }
        if (signed.isEmpty()) {
            return Optional.of(SuccessionRecord.badSignature());
        }
        return accepted || holdings.areAsPacked(row)
                ? Optional.empty()
                : Optional.of(Refusal.of(ProblemCode.SUCCESSION_CHANGED));
    }

    private <T> Outcome<T> denied(Caller caller, String action, String id, ProblemCode code) {
        accessLog.denied(caller.actor(), action, id);
        return Outcome.refused(Refusal.of(code));
    }
}
