package org.sillok.identities;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.sillok.custody.AccessLog;
import org.sillok.custody.Custody;
import org.sillok.custody.StreamRef;
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.identities.db.IdentityRows;
import org.sillok.identity.Caller;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
import org.sillok.kernel.Ids;
import org.sillok.kernel.SourceId;
import org.sillok.kernel.Timestamps;
import org.sillok.kernel.UserId;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;
import org.sillok.source.Sources;
import org.sillok.vault.IdentityVault;
import org.sillok.vault.SealedIdentity;

/** The transactions of recording an identity: who may, and storing what was sealed meanwhile. */
@ApplicationScoped
class IdentityLedger {
    private final IdentityRows rows;
    private final IdentityVault vault;
    private final Sources sources;
    private final Custody custody;
    private final AccessLog accessLog;
    private final Scope scope;
    private final Clock clock;

    IdentityLedger(
            IdentityRows rows,
            IdentityVault vault,
            Sources sources,
            Custody custody,
            AccessLog accessLog,
            Scope scope,
            Clock clock) {
        this.rows = rows;
        this.vault = vault;
        this.sources = sources;
        this.custody = custody;
        this.accessLog = accessLog;
        this.scope = scope;
        this.clock = clock;
    }

    /** Whether an identity is recorded; to contributors of the source's organisation. */
    @Transactional
    public Outcome<IdentityStatus> status(Caller caller, String source, String action) {
        scope.enter(caller);
        if (!isOwn(caller, source)) {
            return denied(caller, source, action);
        }
        return Outcome.done(status(new SourceId(source)));
    }

    /** The same as a look, which is recorded. */
    @Transactional
    public Outcome<IdentityStatus> look(Caller caller, String source) {
        scope.enter(caller);
        if (!isOwn(caller, source)) {
            return denied(caller, source, "VIEW_IDENTITY_STATUS");
        }
        accessLog.viewed(caller.actor(), source);
        return Outcome.done(status(new SourceId(source)));
    }

    private IdentityStatus status(SourceId source) {
        return rows.newest(source.value())
                .map(newest -> new IdentityStatus(
                        source,
                        newest.version(),
                        newest.recorded().at(),
                        new UserId(newest.recorded().by())))
                .orElseGet(() -> new IdentityStatus(source, 0, null, null));
    }

    /** Stores a version that follows the one that the caller saw. */
    @Transactional
    public Outcome<IdentityStatus> store(Caller caller, SourceId source, int version, SealedIdentity sealed) {
        scope.enter(caller);
        if (!isOwn(caller, source.value())) {
            return denied(caller, source.value(), Identities.RECORD);
        }
        IdentityRows.Step step = new IdentityRows.Step(
                Timestamps.truncate(clock.instant()), caller.user().value());
        boolean isNext = status(source).version() == version - 1
                && rows.add(new IdentityRows.Version(
                        source.value(), version, caller.party().value(), sealed.bytes(), step));
        if (!isNext) {
            return Outcome.refused(
                    ProblemCode.PRECONDITION_FAILED, "The identity was recorded by somebody else meanwhile.");
        }
        if (!vault.store(source, version, sealed.key())) {
            throw new IllegalStateException("there is a key of a version that was not recorded");
        }
        custody.append(
                StreamRef.source(source, caller.party()),
                EventType.IDENTITY_RECORDED,
                caller.actor(),
                List.of(Fact.of(Field.SOURCE, source.value()), Fact.of(Field.VERSION, version)));
        accessLog.administered(caller.actor(), Identities.RECORD, List.of(Fact.of(Field.DETAILS, source.value())));
        return Outcome.done(new IdentityStatus(source, version, step.at(), caller.user()));
    }

    private boolean isOwn(Caller caller, String source) {
        return caller.has(Role.CONTRIBUTOR)
                && Optional.of(source)
                        .filter(text -> Ids.isWellFormed(SourceId.PREFIX, text))
                        .filter(text -> sources.isOwn(caller, new SourceId(text)))
                        .isPresent();
    }

    private <T> Outcome<T> denied(Caller caller, String source, String action) {
        accessLog.denied(caller.actor(), action, source);
        return Outcome.refused(
                Refusal.of(caller.has(Role.CONTRIBUTOR) ? ProblemCode.NOT_FOUND : ProblemCode.FORBIDDEN));
    }
}
