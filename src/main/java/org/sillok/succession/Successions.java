package org.sillok.succession;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.sillok.custody.AccessLog;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.feed.Feed;
import org.sillok.feed.core.Happening;
import org.sillok.identity.Caller;
import org.sillok.identity.Parties;
import org.sillok.identity.PartyKeys;
import org.sillok.identity.PartyStanding;
import org.sillok.identity.RecipientKey;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
import org.sillok.jobs.Jobs;
import org.sillok.json.JsonObject;
import org.sillok.kernel.JobId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.PartyKeyId;
import org.sillok.kernel.Randomness;
import org.sillok.kernel.SuccessionId;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;
import org.sillok.succession.core.SuccessionState;
import org.sillok.succession.core.Text;
import org.sillok.succession.db.SuccessionRows;

/**
 * Decides about successions: a custodian proposes, the organisation whose holdings they are agrees with its key
 * ({@link OwnersAgreement}), a second custodian confirms, and the package is written. Three persons; until the successor has accepted, it can be called off.
 */
@ApplicationScoped
public class Successions {
    private final SuccessionRows rows;
    private final SuccessionRecord record;
    private final SuccessionSeals seals;
    private final Parties parties;
    private final PartyKeys partyKeys;
    private final Jobs jobs;
    private final Feed feed;
    private final AccessLog accessLog;
    private final Scope scope;
    private final Randomness randomness;

    Successions(
            SuccessionRows rows,
            SuccessionRecord record,
            SuccessionSeals seals,
            Parties parties,
            PartyKeys partyKeys,
            Jobs jobs,
            Feed feed,
            AccessLog accessLog,
            Scope scope,
            Randomness randomness) {
        this.rows = rows;
        this.record = record;
        this.seals = seals;
        this.parties = parties;
        this.partyKeys = partyKeys;
        this.jobs = jobs;
        this.feed = feed;
        this.accessLog = accessLog;
        this.scope = scope;
        this.randomness = randomness;
    }

    /** Proposes one; {@code alongside} becomes durable with it or not at all. */
    @Transactional
    public Outcome<SuccessionId> propose(Caller caller, NewSuccession wanted, Consumer<String> alongside) {
        scope.enter(caller);
        if (!caller.has(Role.CUSTODIAN)) {
            return denied(caller, "PROPOSE_SUCCESSION", "", ProblemCode.FORBIDDEN);
        }
        scope.enterSystem();
        Optional<Refusal> refusal = refusal(wanted);
        Optional<RecipientKey> key = refusal.isEmpty() ? key(wanted) : Optional.empty();
        if (refusal.isEmpty() && key.isEmpty()) {
            refusal = Optional.of(Refusal.of(ProblemCode.RECIPIENT_CERTIFICATE));
        }
        Optional<String> open =
                refusal.isEmpty() ? rows.holdAndFindOpen(wanted.owner().value()) : Optional.empty();
        if (open.isPresent()) {
            refusal = Optional.of(new Refusal(
                    ProblemCode.CONFLICT, "There is a succession of these holdings already: " + open.get() + "."));
        }
        if (refusal.isPresent()) {
            scope.enter(caller);
            return Outcome.refused(refusal.get());
        }
        SuccessionId id = SuccessionId.fresh(randomness);
        rows.add(new SuccessionRows.Proposed(
                id.value(),
                wanted.owner().value(),
                wanted.successor().value(),
                key.orElseThrow().id().value(),
                key.orElseThrow().certificate().fingerprint().toArray(),
                seals.reason(id.value(), wanted.reason()),
                record.step(caller)));
        feed.tell(wanted.owner(), Happening.SUCCESSION_PROPOSED, id.value());
        scope.enter(caller);
        administered(caller, "PROPOSE_SUCCESSION", id.value());
        alongside.accept(id.value());
        return Outcome.done(id);
    }

    private Optional<Refusal> refusal(NewSuccession wanted) {
        if (wanted.owner().equals(wanted.successor())) {
            return Optional.of(Refusal.at(ProblemCode.INVALID_FIELD, "/successor", "That is the same organisation."));
        }
        var standings = parties.standings(Set.of(wanted.owner(), wanted.successor()));
        if (!standings.containsKey(wanted.owner())) {
            return Optional.of(Refusal.at(ProblemCode.INVALID_FIELD, "/party", "There is no such organisation."));
        }
        PartyStanding successor = standings.get(wanted.successor());
        return successor != null && successor.active()
                ? Optional.empty()
                : Optional.of(Refusal.at(
                        ProblemCode.INVALID_FIELD,
                        "/successor",
                        "There is no such organisation, or it is not active."));
    }

    private Optional<RecipientKey> key(NewSuccession wanted) {
        PartyKeyId named = wanted.key();
        return named == null
                ? partyKeys.recipient(wanted.successor(), record.now())
                : partyKeys.recipient(wanted.successor(), named, record.now());
    }

    /** Whether the caller's role lets it confirm anything; a denial is recorded. */
    @Transactional
    public Outcome<String> mayConfirm(Caller caller, String id) {
        scope.enter(caller);
        return caller.has(Role.CUSTODIAN)
                ? Outcome.done(id)
                : denied(caller, "CONFIRM_SUCCESSION", id, ProblemCode.FORBIDDEN);
    }

    /** Confirms as the second custodian, and has the package written. */
    @Transactional
    public Outcome<SuccessionId> confirm(Caller caller, String id) {
        return exporting(caller, id, "CONFIRM_SUCCESSION", true);
    }

    /** Has the package written again: the writing ended before, or the holdings have changed. */
    @Transactional
    public Outcome<SuccessionId> export(Caller caller, String id) {
        return exporting(caller, id, "EXPORT_HOLDINGS", false);
    }

    private Outcome<SuccessionId> exporting(Caller caller, String id, String action, boolean first) {
        scope.enter(caller);
        if (!caller.has(Role.CUSTODIAN)) {
            return denied(caller, action, id, ProblemCode.FORBIDDEN);
        }
        scope.enterSystem();
        Optional<SuccessionRows.Succession> found = record.lock(id);
        Optional<Refusal> refusal =
                found.flatMap(row -> first ? record.unfit(caller, row, SuccessionState.AGREED) : busy(row));
        scope.enter(caller);
        if (found.isEmpty()) {
            return denied(caller, action, id, ProblemCode.NOT_FOUND);
        }
        if (refusal.isPresent()) {
            accessLog.denied(caller.actor(), action, id);
            return Outcome.refused(refusal.get());
        }
        JobId job = jobs.submit(
                ExportJob.KIND,
                caller,
                JsonObject.builder().put(ExportJob.SUCCESSION, id).build());
        scope.enterSystem();
        if (first) {
            rows.confirmed(id, record.step(caller), job.value());
        } else {
            rows.exporting(id, job.value());
        }
        scope.enter(caller);
        administered(caller, action, id);
        return Outcome.done(new SuccessionId(id));
    }

    private Optional<Refusal> busy(SuccessionRows.Succession row) {
        String job = row.job();
        boolean running = row.state().equals(SuccessionState.EXPORTING.name())
                && job != null
                && jobs.standing(job)
                        .filter(standing -> !standing.state().ended() && !standing.stops())
                        .isPresent();
        return SuccessionState.valueOf(row.state()).canBeExported() && !running
                ? Optional.empty()
                : Optional.of(new Refusal(ProblemCode.CONFLICT, SuccessionRecord.NOT_IN_THIS_STATE));
    }

    /** Calls it off: a custodian, or the organisation. What the successor has received by then nobody takes back. */
    @Transactional
    public Outcome<SuccessionId> reject(Caller caller, String id, Text why) {
        scope.enter(caller);
        if (!caller.hasAny(Role.CUSTODIAN, Role.CONTRIBUTOR)) {
            return denied(caller, "REJECT_SUCCESSION", id, ProblemCode.FORBIDDEN);
        }
        scope.enterSystem();
        Optional<SuccessionRows.Succession> found = record.lock(id)
                .filter(row -> caller.has(Role.CUSTODIAN)
                        || row.owner().equals(caller.party().value()));
        boolean open = found.filter(row -> SuccessionState.valueOf(row.state()).canBeRejected())
                .isPresent();
        if (open) {
            SuccessionRows.Succession row = found.orElseThrow();
            rows.rejected(id, record.step(caller), seals.rejection(id, why));
            String job = row.job();
            if (job != null) {
                jobs.stop(job);
            }
            feed.tell(new PartyId(row.owner()), Happening.SUCCESSION_REJECTED, id);
            feed.tellRepository(Happening.SUCCESSION_REJECTED, id);
        }
        scope.enter(caller);
        if (found.isEmpty()) {
            return denied(caller, "REJECT_SUCCESSION", id, ProblemCode.NOT_FOUND);
        }
        if (!open) {
            return Outcome.refused(ProblemCode.CONFLICT, SuccessionRecord.NOT_IN_THIS_STATE);
        }
        administered(caller, "REJECT_SUCCESSION", id);
        return Outcome.done(new SuccessionId(id));
    }

    private void administered(Caller caller, String action, String id) {
        accessLog.administered(caller.actor(), action, List.of(Fact.of(Field.DETAILS, id)));
    }

    private <T> Outcome<T> denied(Caller caller, String action, String id, ProblemCode code) {
        accessLog.denied(caller.actor(), action, id);
        return Outcome.refused(Refusal.of(code));
    }
}
