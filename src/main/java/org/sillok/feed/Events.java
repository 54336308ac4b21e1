package org.sillok.feed;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sillok.custody.AccessLog;
import org.sillok.feed.core.Told;
import org.sillok.feed.db.FeedRows;
import org.sillok.identity.Caller;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;

/**
 * Shows an organisation its events. A cursor passes over nothing: events are shown once no transaction runs any more that
 * could insert one before them.
 *
 * <p>Events that are shown are on the record like every list. An empty answer is a look at the feed, of which there is one
 * statement in a reading session: somebody who asks every second would otherwise fill the log with nothing.
 */
@ApplicationScoped
public class Events {
    static final String FEED = "EVENTS";

    private final FeedRows rows;
    private final AccessLog accessLog;
    private final Scope scope;

    Events(FeedRows rows, AccessLog accessLog, Scope scope) {
        this.rows = rows;
        this.accessLog = accessLog;
        this.scope = scope;
    }

    /** Whoever may work with the things that events are about. */
    static boolean mayRead(Caller caller) {
        return caller.hasAny(Role.CONTRIBUTOR, Role.INVESTIGATOR, Role.CUSTODIAN);
    }

    /** The next events of the caller's organisation; a cursor whose event is not there is refused. */
    @Transactional
    public Outcome<Reading> read(Caller caller, EventQuery query) {
        scope.enter(caller);
        if (!mayRead(caller)) {
            accessLog.denied(caller.actor(), "LIST_EVENTS", "");
            return Outcome.refused(Refusal.of(ProblemCode.FORBIDDEN));
        }
        String party = caller.party().value();
        // One horizon for all queries: below it nothing changes any more.
        String horizon = rows.horizon();
        Optional<FeedRows.Place> after = after(party, query.after());
        if (after.isEmpty()) {
            return Outcome.refused(
                    ProblemCode.INVALID_CURSOR,
                    "The event of the cursor is not in the feed any more. Begin without one.");
        }
        Set<String> types = query.types().stream().map(Enum::name).collect(Collectors.toSet());
        List<Told> items = query.latest() ? List.of() : rows.page(party, types, after.get(), horizon, query.limit());
        if (items.isEmpty()) {
            accessLog.viewed(caller.actor(), FEED);
        } else {
            accessLog.listed(caller.actor(), FEED, items.size());
        }
        return Outcome.done(new Reading(items, last(query, party, horizon, items)));
    }

    private Optional<FeedRows.Place> after(String party, @Nullable String event) {
        return event == null ? Optional.of(FeedRows.Place.BEGINNING) : rows.place(party, event);
    }

    /** After a page that is not full nothing else is below the horizon, whatever its type. */
    private @Nullable String last(EventQuery query, String party, String horizon, List<Told> items) {
        return items.size() == query.limit()
                ? items.get(items.size() - 1).event()
                : rows.newest(party, horizon).map(Told::event).orElse(query.after());
    }

    /** Where an event stands, for whoever waits for what comes after it. */
    @Transactional
    FeedRows.Place place(Caller caller, @Nullable String event) {
        scope.enter(caller);
        return after(caller.party().value(), event).orElse(FeedRows.Place.BEGINNING);
    }

    /** The numbers of those wishes that can be met. */
    @Transactional
    Set<Integer> met(List<FeedRows.Wish> wishes) {
        scope.enterSystem();
        return rows.met(wishes);
    }
}
