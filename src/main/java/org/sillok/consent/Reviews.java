package org.sillok.consent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sillok.consent.core.ConsentContent;
import org.sillok.consent.core.Due;
import org.sillok.consent.core.Standing;
import org.sillok.consent.db.ConsentRow;
import org.sillok.consent.db.ConsentRows;
import org.sillok.custody.AccessLog;
import org.sillok.identity.Caller;
import org.sillok.identity.Scope;
import org.sillok.kernel.ConsentId;
import org.sillok.kernel.Position;
import org.sillok.kernel.Slice;
import org.sillok.kernel.SourceId;
import org.sillok.problem.Outcome;

/**
 * Which consents have to be looked at soon: a review is due, the time ends, or somebody comes of age. What is overdue stays on
 * the list until something is recorded.
 */
@ApplicationScoped
public class Reviews {
    /** How far ahead is looked if nobody says. */
    public static final Duration AHEAD = Duration.ofDays(60);

    private static final Comparator<ComingReview> ORDER = Comparator.comparing(Reviews::first)
            .thenComparing(review -> review.consent().value());

    private final ConsentRows rows;
    private final Instruments instruments;
    private final Denials denials;
    private final AccessLog accessLog;
    private final Scope scope;
    private final Clock clock;

    Reviews(ConsentRows rows, Instruments instruments, Denials denials, AccessLog accessLog, Scope scope, Clock clock) {
        this.rows = rows;
        this.instruments = instruments;
        this.denials = denials;
        this.accessLog = accessLog;
        this.scope = scope;
        this.clock = clock;
    }

    /**
     * What comes before a date, earliest first.
     *
     * @param before null for {@link #AHEAD} from now
     */
    @Transactional
    public Outcome<Slice<ComingReview>> before(
            Caller caller, @Nullable Instant before, @Nullable Position after, int limit) {
        scope.enter(caller);
        if (!Denials.mayWork(caller)) {
            return denials.denied(caller, "LIST_REVIEWS", "");
        }
        Instant until = before == null ? clock.instant().plus(AHEAD) : before;
        // Only months are in clear: which of the last one are meant is known after they were opened.
        List<ConsentRow> candidates = rows.due(
                caller.party().value(),
                LocalDate.ofInstant(until, ZoneOffset.UTC).withDayOfMonth(1));
        Set<String> ids = candidates.stream().map(row -> row.id).collect(Collectors.toSet());
        Map<String, Standing> standings = ids.isEmpty() ? Map.of() : instruments.standings(ids);
        Map<String, Optional<ConsentContent>> contents = instruments.contents(standings);
        List<ComingReview> coming = new ArrayList<>();
        for (ConsentRow row : candidates) {
            Standing standing = standings.getOrDefault(row.id, Standing.NONE);
            contents.getOrDefault(row.id, Optional.empty())
                    .map(content -> dues(content, standing, until))
                    .filter(dues -> !dues.isEmpty())
                    .ifPresent(dues ->
                            coming.add(new ComingReview(new ConsentId(row.id), new SourceId(row.source), dues)));
        }
        List<ComingReview> page = coming.stream()
                .filter(review -> after == null || isAfter(review, after))
                .sorted(ORDER)
                .limit(limit + 1L)
                .toList();
        Slice<ComingReview> slice = Slice.cut(page, limit);
        accessLog.listed(caller.actor(), "REVIEWS", slice.items().size());
        return Outcome.done(slice);
    }

    /** When the first reason comes. */
    public static Instant first(ComingReview review) {
        return review.dues().get(0).at();
    }

    private static List<Due> dues(ConsentContent content, Standing standing, Instant until) {
        return standing.permits()
                ? Due.of(content, standing).stream()
                        .filter(due -> due.at().isBefore(until))
                        .toList()
                : List.of();
    }

    private static boolean isAfter(ComingReview review, Position after) {
        int time = first(review).compareTo(after.time());
        return time > 0 || (time == 0 && review.consent().value().compareTo(after.id()) > 0);
    }
}
