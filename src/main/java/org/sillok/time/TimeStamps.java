package org.sillok.time;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Slice;
import org.sillok.log.TransparencyLog;
import org.sillok.time.core.Stamp;
import org.sillok.time.db.TimeRows;

/** Shows which checkpoints were stamped, and what is archived about it. All of it is public. */
@ApplicationScoped
public class TimeStamps {
    private final TimeRows rows;
    private final TimeArchive archive;
    private final TransparencyLog log;

    public TimeStamps(TimeRows rows, TimeArchive archive, TransparencyLog log) {
        this.rows = rows;
        this.archive = archive;
        this.log = log;
    }

    /** A checkpoint and the state of its time-stamps, in the order of the authorities' names. */
    public record Round(long size, Instant startedAt, List<Stamp> stamps) {
        public Round {
            stamps = List.copyOf(stamps);
        }
    }

    /** The rounds of checkpoints of fewer than {@code below} entries, the newest first. */
    @Transactional
    public Slice<Round> page(long below, int limit) {
        List<TimeRows.Round> found = rows.rounds(log.origin(), below, limit + 1);
        List<TimeRows.Round> shown = found.subList(0, Math.min(limit, found.size()));
        Map<Long, List<Stamp>> stamps =
                rows
                        .stamps(
                                log.origin(),
                                shown.stream().map(TimeRows.Round::size).toList())
                        .stream()
                        .collect(Collectors.groupingBy(Stamp::size));
        return new Slice<>(
                shown.stream()
                        .map(round -> new Round(
                                round.size(), round.startedAt(), stamps.getOrDefault(round.size(), List.of())))
                        .toList(),
                found.size() > limit);
    }

    /** The exact bytes that were stamped. */
    public Optional<Bytes> checkpoint(long size) {
        return archive.note(log.origin(), size);
    }

    /** An authority's response as it was received. */
    public Optional<Bytes> response(long size, String authority) {
        return Authority.isName(authority) ? archive.response(log.origin(), size, authority) : Optional.empty();
    }

    /** The revocation list about the certificate at a place of the path; 0 is the authority's own. */
    public Optional<ArchivedList> revocationList(long size, String authority, int place) {
        return Authority.isName(authority) ? archive.list(log.origin(), size, authority, place) : Optional.empty();
    }
}
