package org.sillok.erasure;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.custody.AccessLog;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.erasure.core.Text;
import org.sillok.evidence.Replays;
import org.sillok.identity.Caller;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
import org.sillok.kernel.Ids;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Slice;
import org.sillok.kernel.Timestamps;
import org.sillok.kernel.UserId;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;

/**
 * What was held, withdrawn or ended after the backup from which the service was restored. Whoever did that has to say so again;
 * then one custodian, who has seen to that, proposes to open it, and another one opens it.
 */
@ApplicationScoped
public class ClosedItems {
    private static final String PROPOSE = "PROPOSE_REOPENING";
    private static final String REOPEN = "REOPEN_ITEM";

    private final Replays replays;
    private final AccessLog accessLog;
    private final Scope scope;
    private final Clock clock;

    ClosedItems(Replays replays, AccessLog accessLog, Scope scope, Clock clock) {
        this.replays = replays;
        this.accessLog = accessLog;
        this.scope = scope;
        this.clock = clock;
    }

    /** Everything that is closed, in the order of its ids; to custodians and auditors. */
    @Transactional
    public Outcome<Slice<Replays.Closed>> list(Caller caller, @Nullable String after, int limit) {
        scope.enter(caller);
        if (!caller.hasAny(Role.CUSTODIAN, Role.AUDITOR)) {
            return denied(caller, "LIST_CLOSED_ITEMS", "", ProblemCode.FORBIDDEN);
        }
        Slice<Replays.Closed> page = Slice.cut(replays.closed(after == null ? "" : after, limit + 1), limit);
        accessLog.listed(caller.actor(), "CLOSED_ITEMS", page.items().size());
        return Outcome.done(page);
    }

    /** Proposes to open it: it stays closed until another custodian agrees. The reason is on record. */
    @Transactional
    public Outcome<String> propose(Caller caller, String subject, Text reason) {
        scope.enter(caller);
        if (!caller.has(Role.CUSTODIAN)) {
            return denied(caller, PROPOSE, subject, ProblemCode.FORBIDDEN);
        }
        if (!isSubject(subject) || !replays.propose(caller, subject, now())) {
            return denied(caller, PROPOSE, subject, ProblemCode.NOT_FOUND);
        }
        accessLog.administered(
                caller.actor(),
                PROPOSE,
                List.of(Fact.of(Field.DETAILS, subject), Fact.of(Field.REASON, reason.text())));
        return Outcome.done(subject);
    }

    /** Opens what another custodian has proposed to open; refused if something has closed it since. */
    @Transactional
    public Outcome<String> reopen(Caller caller, String subject) {
        scope.enter(caller);
        if (!caller.has(Role.CUSTODIAN)) {
            return denied(caller, REOPEN, subject, ProblemCode.FORBIDDEN);
        }
        Optional<UserId> proposer = isSubject(subject) ? replays.proposer(subject) : Optional.empty();
        if (proposer.isEmpty()) {
            accessLog.denied(caller.actor(), REOPEN, subject);
            return Outcome.refused(ProblemCode.CONFLICT, "Nobody has proposed to open this as it is closed now.");
        }
        if (proposer.get().equals(caller.user())) {
            accessLog.denied(caller.actor(), REOPEN, subject);
            return Outcome.refused(
                    ProblemCode.FORBIDDEN, "Who proposed it cannot confirm it: another custodian has to.");
        }
        if (!replays.reopen(caller, subject, now())) {
            return denied(caller, REOPEN, subject, ProblemCode.NOT_FOUND);
        }
        accessLog.administered(caller.actor(), REOPEN, List.of(Fact.of(Field.DETAILS, subject)));
        return Outcome.done(subject);
    }

    private static boolean isSubject(String subject) {
        return subject.equals(Replays.EVERYTHING)
                || Ids.isWellFormed(ItemId.PREFIX, subject)
                || Ids.isWellFormed(PartyId.PREFIX, subject);
    }

    private Instant now() {
        return Timestamps.truncate(clock.instant());
    }

    private <T> Outcome<T> denied(Caller caller, String action, String id, ProblemCode code) {
        accessLog.denied(caller.actor(), action, id);
        return Outcome.refused(Refusal.of(code));
    }
}
