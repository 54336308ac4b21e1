package org.sillok.review;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sillok.custody.AccessLog;
import org.sillok.custody.AccessStatement;
import org.sillok.custody.AccessStatements;
import org.sillok.custody.core.Field;
import org.sillok.identity.Caller;
import org.sillok.identity.Parties;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
import org.sillok.jobs.LongTransactions;
import org.sillok.kernel.BoundedPosition;
import org.sillok.kernel.NumberedPosition;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Timestamps;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;
import org.sillok.review.core.Access;
import org.sillok.review.core.Anomalies;
import org.sillok.review.core.AnomalyLimits;
import org.sillok.review.core.Tally;

/**
 * Reviews who did what: for custodians and for auditors of the repository's own organisation about everybody, for auditors of
 * another organisation about its own people. To them, other organisations look as if they were not there. Each review is on
 * the record of who asks for it, with the organisation it is about. In one process one of them is made at a time.
 */
@ApplicationScoped
public class AccessReviews {
    /** How many statements one list goes through before it answers with what it has found. */
    static final int SCANNED = 5_000;
    /** How many statements of one organisation a review sums up. */
    static final int MOST = 100_000;

    private static final int CHUNK = 500;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String LIST = "ACCESSES";
    private static final String REVIEW = "ACCESS_REVIEW";
    private static final String ANOMALIES = "ANOMALIES";

    private final AccessStatements statements;
    private final AccessLog accessLog;
    private final Parties parties;
    private final Scope scope;
    private final ReviewConfig config;
    private final LongTransactions transactions;
    private final Clock clock;
    private final Semaphore desk = new Semaphore(1);

    AccessReviews(
            AccessStatements statements,
            AccessLog accessLog,
            Parties parties,
            Scope scope,
            ReviewConfig config,
            LongTransactions transactions,
            Clock clock) {
        this.statements = statements;
        this.accessLog = accessLog;
        this.parties = parties;
        this.scope = scope;
        this.config = config;
        this.transactions = transactions;
        this.clock = clock;
    }

    void onStart(@Observes StartupEvent start) {
        limits();
    }

    /** The statements themselves, in the order in which they were recorded. */
    @Transactional
    public Outcome<Accesses> list(Caller caller, AccessQuery query) {
        BoundedPosition after = query.after();
        // Each page is on the record itself: without an end, a list about the caller's own organisation would have
        // none.
        Instant end = after == null ? Timestamps.truncate(clock.instant()) : after.until();
        Period period = query.period().endedBy(end);
        Refusal refusal = refusal(caller, query.party(), LIST);
        if (refusal != null) {
            return Outcome.refused(refusal);
        }
        enter(caller, query.party());
        List<SeenAccess> found = new ArrayList<>();
        NumberedPosition place = after == null ? null : after.line();
        int gone = 0;
        boolean more = true;
        while (more && found.size() < query.limit() && gone < SCANNED) {
            List<AccessStatement> chunk = statements.of(query.party(), period.from(), period.until(), place, CHUNK);
            more = chunk.size() == CHUNK;
            for (AccessStatement statement : chunk) {
                place = statement.place();
                gone++;
                SeenAccess access = new SeenAccess(statement);
                if (fits(access, query)) {
                    found.add(access);
                    if (found.size() == query.limit()) {
                        more = true;
                        break;
                    }
                }
            }
        }
        record(caller, LIST, query.party(), found.size());
        return Outcome.done(new Accesses(found, more && place != null ? new BoundedPosition(place, end) : null));
    }

    /** What each person of an organisation did, summed up. */
    public Outcome<AccessReview> review(Caller caller, PartyId party, Period period) {
        return alone(() -> sumUp(caller, party, period));
    }

    private Outcome<AccessReview> sumUp(Caller caller, PartyId party, Period period) {
        Refusal refusal = refusal(caller, party, REVIEW);
        if (refusal != null) {
            return Outcome.refused(refusal);
        }
        enter(caller, party);
        Tally tally = new Tally();
        Count count = new Count();
        if (!eachOf(party, period, count, tally::add)) {
            return tooMuch();
        }
        record(caller, REVIEW, party, tally.people().size());
        return Outcome.done(new AccessReview(party, period, count.statements, count.unreadable, tally.people()));
    }

    /**
     * What is out of the ordinary.
     *
     * @param party of one organisation; null for all that the caller may review
     */
    public Outcome<AnomalyReport> anomalies(Caller caller, @Nullable PartyId party, Period period) {
        return alone(() -> report(caller, party, period));
    }

    private Outcome<AnomalyReport> report(Caller caller, @Nullable PartyId party, Period period) {
        PartyId asked = party == null && !seesAll(caller) ? caller.party() : party;
        Refusal refusal = refusal(caller, asked, ANOMALIES);
        if (refusal != null) {
            return Outcome.refused(refusal);
        }
        enter(caller, asked);
        List<PartyAnomaly> found = new ArrayList<>();
        Count count = new Count();
        for (PartyId one : asked == null ? statements.parties() : List.of(asked)) {
            Anomalies anomalies = new Anomalies(limits());
            if (!eachOf(one, period, count, anomalies::add)) {
                return tooMuch();
            }
            anomalies.found().forEach(anomaly -> found.add(new PartyAnomaly(one, anomaly)));
        }
        found.sort(Comparator.comparing(each -> each.anomaly().from()));
        record(caller, ANOMALIES, asked, found.size());
        return Outcome.done(new AnomalyReport(period, count.statements, count.unreadable, found));
    }

    /** One at a time, so that reviews leave room for everything else; and with more time than other requests. */
    private <T> Outcome<T> alone(Supplier<Outcome<T>> work) {
        if (!desk.tryAcquire()) {
            return Outcome.refused(
                    ProblemCode.TOO_MANY_REQUESTS,
                    "Another review or report is being made; ask again when it is done.");
        }
        try {
            return transactions.within(PATIENCE, work);
        } finally {
            desk.release();
        }
    }

    /** Statements of the caller's own organisation are read within its scope; those of others take the system's. */
    private void enter(Caller caller, @Nullable PartyId party) {
        if (caller.party().equals(party)) {
            scope.enter(caller);
        } else {
            scope.enterSystem();
        }
    }

    private static final class Count {
        private long statements;
        private long unreadable;
    }

    /** Whether that was all; false if it is more than one review sums up. */
    private boolean eachOf(PartyId party, Period period, Count count, Consumer<Access> use) {
        NumberedPosition place = null;
        long before = count.statements;
        List<AccessStatement> chunk;
        do {
            chunk = statements.of(party, period.from(), period.until(), place, CHUNK);
            for (AccessStatement statement : chunk) {
                place = statement.place();
                count.statements++;
                Access access = new SeenAccess(statement).access();
                if (access == null) {
                    count.unreadable++;
                } else {
                    use.accept(access);
                }
            }
            if (count.statements - before > MOST) {
                return false;
            }
        } while (chunk.size() == CHUNK);
        return true;
    }

    private static boolean fits(SeenAccess access, AccessQuery query) {
        return (query.user() == null || query.user().value().equals(access.text(Field.ACTOR)))
                && (query.event() == null || query.event().name().equals(access.text(Field.TYPE)))
                && (query.about() == null || query.about().equals(access.about()));
    }

    /** Null if the caller may; a refusal is on the record. */
    private @Nullable Refusal refusal(Caller caller, @Nullable PartyId party, String what) {
        scope.enter(caller);
        ProblemCode code = null;
        if (!caller.hasAny(Role.CUSTODIAN, Role.AUDITOR)) {
            code = ProblemCode.FORBIDDEN;
        } else if (party != null && !party.equals(caller.party()) && !seesAll(caller)) {
            code = ProblemCode.NOT_FOUND;
        }
        if (code == null) {
            return null;
        }
        accessLog.denied(caller.actor(), "REVIEW_" + what, party == null ? "" : party.value());
        return Refusal.of(code);
    }

    private boolean seesAll(Caller caller) {
        return caller.has(Role.CUSTODIAN)
                || (caller.has(Role.AUDITOR) && caller.party().equals(parties.repository()));
    }

    private void record(Caller caller, String what, @Nullable PartyId party, int results) {
        scope.enter(caller);
        accessLog.listed(caller.actor(), party == null ? what : what + " " + party.value(), results);
    }

    private static <T> Outcome<T> tooMuch() {
        return Outcome.refused(
                ProblemCode.INVALID_PARAMETER,
                "There are more than " + MOST
                        + " statements of an organisation in that time. Ask about a shorter one.");
    }

    private AnomalyLimits limits() {
        try {
            return new AnomalyLimits(
                    config.denialsAnHour(),
                    config.deniedThingsAnHour(),
                    config.stepUpsRefusedAnHour(),
                    config.downloadsADay(),
                    config.viewsADay(),
                    config.searchesAnHour(),
                    config.identitiesOpenedADay(),
                    config.tokensIssuedADay(),
                    config.unusualDay(),
                    config.unusualFactor());
        } catch (IllegalArgumentException e) {
            throw new ReviewSettingException();
        }
    }
}
