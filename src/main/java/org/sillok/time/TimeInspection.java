package org.sillok.time;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.sillok.crypto.Sha2;
import org.sillok.crypto.SignedTime;
import org.sillok.crypto.TimeStampException;
import org.sillok.crypto.TimeStampException.Reason;
import org.sillok.crypto.TimeStampToken;
import org.sillok.kernel.Bytes;
import org.sillok.time.core.Stamp;
import org.sillok.time.core.StampState;
import org.sillok.time.db.TimeRows;

/**
 * Verifies everything that is archived about time, for whoever audits. Against the configured roots; without any, only
 * that the signatures hold.
 */
@ApplicationScoped
public class TimeInspection {
    private static final int PAGE = 500;

    private final Authorities authorities;
    private final TimeRows rows;
    private final TimeArchive archive;

    public TimeInspection(Authorities authorities, TimeRows rows, TimeArchive archive) {
        this.authorities = authorities;
        this.rows = rows;
        this.archive = archive;
    }

    /** What is wrong with a time-stamp. */
    public enum Flaw {
        /** The database says that it is archived, and it is not. */
        MISSING,
        /** It, a list beside it, or the checkpoint under it does not verify. */
        INVALID,
        /** The row says another time than the token. */
        ROW_ALTERED
    }

    /** A flaw, the name of the object concerned, and what was seen. */
    public record Found(Flaw flaw, String object, String detail) {}

    /** The stamped notes by the names of their objects: each says what the log must contain. Not verified. */
    public Map<String, Bytes> notes(String origin) {
        Map<String, Bytes> notes = new TreeMap<>();
        for (long size : sizes(origin)) {
            archive.note(origin, size)
                    .ifPresent(
                            note -> notes.put(TimeArchive.noteName(origin, size).value(), note));
        }
        return notes;
    }

    /** Verifies every time-stamp of a log. */
    public List<Found> check(String origin) {
        List<Found> found = new ArrayList<>();
        Map<String, Stamp> stored = stored(origin);
        for (TimeArchive.Archived archived : archive.responses(origin)) {
            Optional<Stamp> row = Optional.ofNullable(stored.remove(key(archived.size(), archived.authority())));
            check(origin, archived, row).ifPresent(found::add);
        }
        stored.values().stream()
                .filter(stamp -> stamp.time() != null)
                .forEach(stamp -> found.add(new Found(
                        Flaw.MISSING,
                        TimeArchive.responseName(origin, stamp.size(), stamp.authority())
                                .value(),
                        "the database says that it is archived")));
        return found;
    }

    private Optional<Found> check(String origin, TimeArchive.Archived archived, Optional<Stamp> row) {
        String object = TimeArchive.responseName(origin, archived.size(), archived.authority())
                .value();
        Optional<Bytes> note = archive.note(origin, archived.size());
        Optional<Bytes> response = archive.response(origin, archived.size(), archived.authority());
        if (note.isEmpty() || response.isEmpty()) {
            return Optional.of(new Found(Flaw.INVALID, object, "the checkpoint that it is over is missing"));
        }
        try {
            TimeStampToken token = TimeStampToken.parseResponse(response.get().toArray());
            SignedTime time = token.verify(
                    Sha2.sha512(note.get().toArray()),
                    authorities.roots(),
                    // Without roots there is no path of certificates that lists could be held against.
                    authorities.roots().isEmpty()
                            ? List.of()
                            : archive.lists(origin, archived.size(), archived.authority()));
            boolean agrees = row.map(Stamp::time)
                    .filter(stated -> !stated.equals(time.time()))
                    .isEmpty();
            return agrees
                    ? Optional.empty()
                    : Optional.of(new Found(Flaw.ROW_ALTERED, object, "the database has another time"));
        } catch (TimeStampException e) {
            boolean known = e.reason() == Reason.REVOKED
                    && row.filter(stamp -> stamp.state() == StampState.REVOKED).isPresent();
            return known
                    ? Optional.empty()
                    : Optional.of(new Found(Flaw.INVALID, object, e.reason().name()));
        }
    }

    private List<Long> sizes(String origin) {
        return archive.responses(origin).stream()
                .map(TimeArchive.Archived::size)
                .distinct()
                .toList();
    }

    private Map<String, Stamp> stored(String origin) {
        Map<String, Stamp> stored = new HashMap<>();
        long below = Long.MAX_VALUE;
        List<TimeRows.Round> page;
        do {
            page = rows.rounds(origin, below, PAGE);
            List<Long> sizes = page.stream().map(TimeRows.Round::size).toList();
            rows.stamps(origin, sizes).forEach(stamp -> stored.put(key(stamp.size(), stamp.authority()), stamp));
            below = page.isEmpty() ? below : sizes.get(sizes.size() - 1);
        } while (page.size() == PAGE);
        return stored;
    }

    private static String key(long size, String authority) {
        return size + "/" + authority;
    }
}
