package org.sillok.identities;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.custody.AccessLog;
import org.sillok.identities.core.Opening;
import org.sillok.identity.Caller;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
import org.sillok.kernel.Ids;
import org.sillok.kernel.Position;
import org.sillok.kernel.Slice;
import org.sillok.kernel.SourceId;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;
import org.sillok.source.Sources;

/** Shows openings of identities, never identities, to custodians and to the contributors of the source's organisation. */
@ApplicationScoped
class OpeningReading {
    private final OpeningStore store;
    private final Sources sources;
    private final AccessLog accessLog;
    private final Scope scope;

    OpeningReading(OpeningStore store, Sources sources, AccessLog accessLog, Scope scope) {
        this.store = store;
        this.sources = sources;
        this.accessLog = accessLog;
        this.scope = scope;
    }

    /** Openings of a source: to custodians, and to the contributors of its organisation. */
    @Transactional
    public Outcome<Slice<KnownOpening>> list(Caller caller, String source, @Nullable Position after, int limit) {
        Optional<Refusal> objection = enterToRead(caller, source, source, "LIST_IDENTITY_OPENINGS");
        if (objection.isPresent()) {
            return Outcome.refused(objection.get());
        }
        Slice<KnownOpening> page = store.page(source, after, limit);
        accessLog.listed(caller.actor(), "IDENTITY_OPENINGS", page.items().size());
        return Outcome.done(page);
    }

    /** One opening, to the same. */
    @Transactional
    public Outcome<KnownOpening> get(Caller caller, String source, String id) {
        Optional<Refusal> objection = enterToRead(caller, source, id, "VIEW_IDENTITY_OPENING");
        if (objection.isPresent()) {
            return Outcome.refused(objection.get());
        }
        Optional<Opening> opening = store.load(source, id);
        if (opening.isEmpty()) {
            accessLog.denied(caller.actor(), "VIEW_IDENTITY_OPENING", id);
            return Outcome.refused(Refusal.of(ProblemCode.NOT_FOUND));
        }
        accessLog.viewed(caller.actor(), id);
        return Outcome.done(store.known(opening.get()));
    }

    private Optional<Refusal> enterToRead(Caller caller, String source, String id, String action) {
        scope.enter(caller);
        boolean isSource = Ids.isWellFormed(SourceId.PREFIX, source);
        if (!caller.hasAny(Role.CUSTODIAN, Role.CONTRIBUTOR)) {
            accessLog.denied(caller.actor(), action, id);
            return Optional.of(Refusal.of(ProblemCode.FORBIDDEN));
        }
        if (isSource && caller.has(Role.CONTRIBUTOR) && sources.isOwn(caller, new SourceId(source))) {
            return Optional.empty();
        }
        if (isSource && caller.has(Role.CUSTODIAN)) {
            scope.enterSystem();
            if (sources.owner(new SourceId(source)).isPresent()) {
                return Optional.empty();
            }
        }
        accessLog.denied(caller.actor(), action, id);
        return Optional.of(Refusal.of(ProblemCode.NOT_FOUND));
    }
}
