package org.sillok.fixity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sillok.custody.AccessLog;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.fixity.core.Copy;
import org.sillok.fixity.core.Incident;
import org.sillok.fixity.core.IncidentState;
import org.sillok.fixity.core.Lag;
import org.sillok.fixity.core.Round;
import org.sillok.fixity.db.IncidentRows;
import org.sillok.identity.Caller;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
import org.sillok.jobs.Jobs;
import org.sillok.json.JsonObject;
import org.sillok.kernel.JobId;
import org.sillok.kernel.Position;
import org.sillok.kernel.Slice;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;

/**
 * Shows how fixity stands and begins rounds. Whoever may look sees the incidents of every organisation: they name things
 * by random identifiers and numbers only.
 */
@ApplicationScoped
public class FixityDesk {
    private final Rounds rounds;
    private final IncidentRows incidents;
    private final Jobs jobs;
    private final FixityMeter meter;
    private final FixityConfig config;
    private final ReplicaLag lag;
    private final Copies copies;
    private final AccessLog accessLog;
    private final Scope scope;
    private final Clock clock;

    FixityDesk(
            Rounds rounds,
            IncidentRows incidents,
            Jobs jobs,
            FixityMeter meter,
            FixityConfig config,
            ReplicaLag lag,
            Copies copies,
            AccessLog accessLog,
            Scope scope,
            Clock clock) {
        this.rounds = rounds;
        this.incidents = incidents;
        this.jobs = jobs;
        this.meter = meter;
        this.config = config;
        this.lag = lag;
        this.copies = copies;
        this.accessLog = accessLog;
        this.scope = scope;
        this.clock = clock;
    }

    /**
     * How things stand now.
     *
     * @param next when the next round begins; empty while one is under way, or if this process does none
     * @param lag how far the replica is, if there is one
     * @param delay why this process reads nothing although it should
     */
    public record Status(
            boolean enabled,
            Optional<Round> newest,
            Optional<Round> complete,
            Optional<Instant> next,
            Map<Copy, Long> open,
            Optional<Lag> lag,
            Optional<String> delay) {}

    @Transactional
    public Outcome<Status> status(Caller caller) {
        scope.enter(caller);
        if (!mayLook(caller)) {
            return denied(caller, "VIEW_FIXITY");
        }
        accessLog.listed(caller.actor(), "FIXITY", 1);
        return Outcome.done(status());
    }

    /** The same without a caller, for the program itself. */
    @Transactional
    public Status status() {
        scope.enterSystem();
        Optional<Round> newest = rounds.newest();
        return new Status(
                config.enabled(),
                newest,
                rounds.complete(),
                Round.due(newest, config.every(), clock.instant()).filter(due -> config.enabled()),
                copies.configured(incidents.countOpen()),
                lag.now(),
                meter.delay());
    }

    /** Open incidents, the oldest first, without a caller: for the program itself. */
    @Transactional
    public List<Incident> open(int limit) {
        scope.enterSystem();
        return incidents.open(null, limit).stream()
                .map(IncidentRows.Owned::incident)
                .toList();
    }

    /** One page of incidents, the newest first; {@code state} null: all. */
    @Transactional
    public Outcome<Slice<Incident>> incidents(
            Caller caller, @Nullable IncidentState state, @Nullable Position after, int limit) {
        scope.enter(caller);
        if (!mayLook(caller)) {
            return denied(caller, "LIST_INCIDENTS");
        }
        scope.enterSystem();
        Slice<Incident> page = Slice.cut(incidents.page(state, after, limit + 1), limit);
        scope.enter(caller);
        accessLog.listed(caller.actor(), "INCIDENTS", page.items().size());
        return Outcome.done(page);
    }

    /**
     * Begins a round now, unless one is under way.
     *
     * @param alongside becomes durable with the round or not at all
     */
    @Transactional
    public Outcome<Round> begin(Caller caller, Consumer<String> alongside) {
        scope.enter(caller);
        if (!mayLook(caller)) {
            return denied(caller, "BEGIN_FIXITY_ROUND");
        }
        if (!config.enabled()) {
            return Outcome.refused(ProblemCode.CONFLICT, "This service was started without rounds.");
        }
        Optional<Round> round = rounds.begin();
        scope.enter(caller);
        if (round.isEmpty()) {
            return Outcome.refused(ProblemCode.CONFLICT, "A round is under way already.");
        }
        accessLog.administered(
                caller.actor(),
                "BEGIN_FIXITY_ROUND",
                List.of(Fact.of(Field.DETAILS, round.get().number())));
        alongside.accept(String.valueOf(round.get().number()));
        return Outcome.done(round.get());
    }

    /**
     * Queues a repair, unless one waits or runs already.
     *
     * @param incident the one to repair, or null for all that are open
     * @param dryRun whether only to find out what could be repaired
     * @param alongside becomes durable with the job or not at all
     */
    @Transactional
    public Outcome<JobId> repair(Caller caller, @Nullable String incident, boolean dryRun, Consumer<String> alongside) {
        scope.enter(caller);
        if (!caller.hasAny(Role.CUSTODIAN, Role.OPERATOR)) {
            return denied(caller, "REPAIR");
        }
        if (incident != null && repairable(incident).isEmpty()) {
            scope.enter(caller);
            return Outcome.refused(Refusal.of(ProblemCode.NOT_FOUND));
        }
        JsonObject.Builder params = JsonObject.builder().put(RepairJob.DRY_RUN, dryRun ? RepairJob.YES : "false");
        if (incident != null) {
            params.put(RepairJob.INCIDENT, incident);
        }
        Outcome<JobId> submitted = jobs.submitAlone(RepairJob.KIND, caller, params.build());
        if (submitted instanceof Outcome.Done<JobId> done) {
            alongside.accept(done.value().value());
        }
        return submitted;
    }

    private Optional<IncidentRows.Owned> repairable(String incident) {
        scope.enterSystem();
        return incidents.find(incident);
    }

    private static boolean mayLook(Caller caller) {
        return caller.hasAny(Role.AUDITOR, Role.CUSTODIAN, Role.OPERATOR);
    }

    private <T> Outcome<T> denied(Caller caller, String action) {
        accessLog.denied(caller.actor(), action, "");
        return Outcome.refused(Refusal.of(ProblemCode.FORBIDDEN));
    }
}
