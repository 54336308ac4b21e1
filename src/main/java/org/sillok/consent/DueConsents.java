package org.sillok.consent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.sillok.consent.core.ConsentContent;
import org.sillok.consent.core.Due;
import org.sillok.consent.core.Standing;
import org.sillok.consent.db.ConsentRow;
import org.sillok.consent.db.ConsentRows;
import org.sillok.kernel.ConsentId;
import org.sillok.kernel.PartyId;

/**
 * Which consents of all organisations have come to something that somebody should be told of. Joins a transaction in the
 * system's scope; no person sees it.
 */
@ApplicationScoped
public class DueConsents {
    private final ConsentRows rows;
    private final Instruments instruments;

    DueConsents(ConsentRows rows, Instruments instruments) {
        this.rows = rows;
        this.instruments = instruments;
    }

    /** Some of them, and which was the last that was looked at. */
    public record Page(List<DueConsent> due, String last) {
        public Page {
            due = List.copyOf(due);
        }
    }

    /** Which one is looked at next after {@code last}, without looking at it; empty at the end. */
    @Transactional(TxType.MANDATORY)
    public Optional<String> next(String last, Instant now) {
        YearMonth month = YearMonth.from(now.atOffset(ZoneOffset.UTC));
        return rows.dueAfter(last, month.atDay(1), 1).stream()
                .map(row -> row.id)
                .findFirst();
    }

    /**
     * Those in force with something that comes in the month of {@code now} or came before it, after {@code last} in the order
     * of the ids; empty at the end. What cannot be opened is not among them: nobody could say when it is due.
     */
    @Transactional(TxType.MANDATORY)
    public Optional<Page> after(String last, Instant now, int limit) {
        YearMonth month = YearMonth.from(now.atOffset(ZoneOffset.UTC));
        List<ConsentRow> candidates = rows.dueAfter(last, month.atDay(1), limit);
        if (candidates.isEmpty()) {
            return Optional.empty();
        }
        Set<String> ids = candidates.stream().map(row -> row.id).collect(Collectors.toSet());
        Map<String, Standing> standings = instruments.standings(ids);
        Map<String, Optional<ConsentContent>> contents = instruments.contents(standings);
        LocalDate next = month.plusMonths(1).atDay(1);
        Instant until = next.atStartOfDay(ZoneOffset.UTC).toInstant();
        List<DueConsent> due = new ArrayList<>();
        for (ConsentRow row : candidates) {
            Standing standing = standings.getOrDefault(row.id, Standing.NONE);
            contents.getOrDefault(row.id, Optional.empty())
                    .filter(content -> standing.permits())
                    .map(content -> Due.of(content, standing).stream()
                            .filter(one -> one.at().isBefore(until))
                            .toList())
                    .filter(dues -> !dues.isEmpty())
                    .ifPresent(
                            dues -> due.add(new DueConsent(new ConsentId(row.id), new PartyId(row.ownerParty), dues)));
        }
        return Optional.of(new Page(due, candidates.get(candidates.size() - 1).id));
    }
}
