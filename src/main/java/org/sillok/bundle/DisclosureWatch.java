package org.sillok.bundle;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.sillok.bundle.db.WatchRows;
import org.sillok.feed.Feed;
import org.sillok.feed.core.Happening;
import org.sillok.identity.Scope;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.Ids;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Randomness;
import org.sillok.kernel.RequestId;
import org.sillok.kernel.Timestamps;
import org.sillok.request.DisclosedRequests;
import org.sillok.sharing.Release;
import org.sillok.terms.Decision;
import org.sillok.terms.GuardCode;
import org.sillok.terms.MaterialRef;
import org.sillok.terms.Outcome;
import org.sillok.terms.ReasonCode;

/**
 * Decides again, once a day, about everything that somebody was sent, and puts on record what would not be permitted any more:
 * a consent was taken back or has ended, an agreement is over, a fact has changed. Whose material it is is told once for each
 * bundle. Asks nothing of the recipient: that is what recalls are for. One replica takes each step; a round that was cut off
 * goes on where it was.
 */
@ApplicationScoped
public class DisclosureWatch {
    private static final Logger LOG = Logger.getLogger(DisclosureWatch.class);
    private static final Duration EVERY = Duration.ofDays(1);
    private static final int BATCH = 200;
    /** How ids of findings begin. */
    private static final String FINDING = "nlp";

    private final WatchRows rows;
    private final DisclosedRequests requests;
    private final GivenBack givenBack;
    private final Feed feed;
    private final Scope scope;
    private final Clock clock;
    private final Randomness randomness;

    DisclosureWatch(
            WatchRows rows,
            DisclosedRequests requests,
            GivenBack givenBack,
            Feed feed,
            Scope scope,
            Clock clock,
            Randomness randomness) {
        this.rows = rows;
        this.requests = requests;
        this.givenBack = givenBack;
        this.feed = feed;
        this.scope = scope;
        this.clock = clock;
        this.randomness = randomness;
    }

    @Scheduled(every = "PT1H", delayed = "10m", concurrentExecution = ConcurrentExecution.SKIP)
    void lookRegularly() {
        look(false);
    }

    /** Looks at everything now, or goes on with the round that is under way. */
    public void look() {
        look(true);
    }

    private void look(boolean now) {
        boolean more = next(now);
        while (more) {
            more = next(false);
        }
    }

    /** One bundle about which nothing can be said now does not keep the others waiting. */
    private boolean next(boolean now) {
        try {
            return step(now);
        } catch (RuntimeException e) {
            return passOver(now, e);
        }
    }

    /**
     * Takes one step, in one transaction: some of what is in one bundle.
     *
     * @param now whether to begin a round although the last one began less than a day ago
     * @return whether there may be more to look at
     */
    @Transactional
    boolean step(boolean now) {
        Instant time = Timestamps.truncate(clock.instant());
        Optional<List<WatchRows.Line>> found = begun(now, time);
        if (found.isEmpty()) {
            return false;
        }
        List<WatchRows.Line> lines = found.get();
        Map<MaterialRef, Decision> decisions = decide(lines);
        if (decisions.values().stream().anyMatch(DisclosureWatch::isOfTheClock)) {
            // The clock is provably wrong: whatever it says of ends and beginnings is. Later.
            return false;
        }
        String bundle = lines.get(0).bundle();
        Set<MaterialRef> gone = givenBack.of(new BundleId(bundle));
        Set<Integer> open = rows.open(bundle);
        for (WatchRows.Line line : lines) {
            Decision decision = decisions.get(version(line));
            boolean permitted = decision != null && decision.permits();
            // What the recipient has not any more is nothing to be found.
            if (!permitted && !gone.contains(version(line))) {
                if (!open.contains(line.number())) {
                    found(line, decision == null ? Outcome.DENY : decision.outcome(), time);
                }
            } else if (open.contains(line.number())) {
                rows.again(bundle, line.number(), time);
            }
        }
        WatchRows.Line last = lines.get(lines.size() - 1);
        rows.move(last.bundle(), last.number());
        return true;
    }

    /** Goes on with the next bundle. */
    @Transactional
    boolean passOver(boolean now, RuntimeException why) {
        Optional<List<WatchRows.Line>> found = begun(now, Timestamps.truncate(clock.instant()));
        if (found.isEmpty()) {
            return false;
        }
        String bundle = found.get().get(0).bundle();
        LOG.warnf(why, "%s cannot be decided about again", bundle);
        rows.move(bundle, Integer.MAX_VALUE);
        return true;
    }

    /** What is next in the round, of one bundle; empty if nothing is to be done now. The transaction holds the round. */
    private Optional<List<WatchRows.Line>> begun(boolean now, Instant time) {
        scope.enterSystem();
        Optional<WatchRows.Place> found = rows.lock();
        if (found.isEmpty()) {
            return Optional.empty();
        }
        WatchRows.Place place = found.get();
        if (place.endedAt() != null) {
            // Of a clock that was set back, too: the last round may lie in the future then.
            boolean due = Duration.between(place.begunAt(), time).abs().compareTo(EVERY) >= 0;
            if (!due && !now) {
                return Optional.empty();
            }
            rows.begin(time);
            place = new WatchRows.Place("", 0, time, null);
        }
        List<WatchRows.Line> lines = rows.after(place.bundle(), place.number(), BATCH);
        if (lines.isEmpty()) {
            rows.end(time);
            return Optional.empty();
        }
        String first = lines.get(0).bundle();
        return Optional.of(
                lines.stream().filter(line -> line.bundle().equals(first)).toList());
    }

    /** What would be decided about lines of one bundle; what could not be found at all is missing. */
    private Map<MaterialRef, Decision> decide(List<WatchRows.Line> lines) {
        Map<MaterialRef, Decision> decided = new HashMap<>();
        requests.decide(
                        new RequestId(lines.get(0).request()),
                        lines.get(0).revision(),
                        lines.stream().map(DisclosureWatch::version).toList())
                .forEach((Release release) -> decided.put(release.version(), release.decision()));
        return decided;
    }

    private static boolean isOfTheClock(Decision decision) {
        return decision.reasons().stream()
                .anyMatch(reason -> reason.code() == ReasonCode.HELD_BACK
                        && reason.detail().equals(GuardCode.CLOCK_DISAGREES.name()));
    }

    private void found(WatchRows.Line line, Outcome outcome, Instant now) {
        boolean told = rows.isOpen(line.bundle(), line.holder());
        rows.found(Ids.fresh(FINDING, randomness), line, outcome.name(), now);
        if (!told) {
            feed.tell(new PartyId(line.holder()), Happening.DISCLOSURE_NOT_PERMITTED_NOW, line.bundle());
        }
    }

    private static MaterialRef version(WatchRows.Line line) {
        return new MaterialRef(new ItemId(line.item()), line.version());
    }
}
