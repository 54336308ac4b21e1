package org.sillok.time;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.sillok.crypto.Sha2;
import org.sillok.crypto.SignedTime;
import org.sillok.crypto.TimeStampException;
import org.sillok.crypto.TimeStampToken;
import org.sillok.kernel.Bytes;
import org.sillok.log.TransparencyLog;
import org.sillok.log.core.InvalidNoteException;
import org.sillok.log.core.SignedCheckpoint;
import org.sillok.storage.StorageException;
import org.sillok.time.db.TimeRows;

/** What other rooms ask of trusted time: what time it provably is at least, and which checkpoint is stamped. */
@ApplicationScoped
public class TrustedTime {
    private static final Logger LOG = Logger.getLogger(TrustedTime.class);

    private final Authorities authorities;
    private final TimeRows rows;
    private final TimeArchive archive;
    private final TransparencyLog log;
    private volatile @Nullable StampedCheckpoint cached;

    public TrustedTime(Authorities authorities, TimeRows rows, TimeArchive archive, TransparencyLog log) {
        this.authorities = authorities;
        this.rows = rows;
        this.archive = archive;
        this.log = log;
    }

    /**
     * The newest time that an authority has proven.
     *
     * @param difference that time less this service's own when it came; null if it was not measured, because the answer
     *     was found in the archive after a crash
     */
    public record Reading(
            String authority, Instant time, @Nullable Duration difference) {}

    /** Empty if nothing is configured or nothing has been stamped. */
    public Optional<Reading> newest() {
        return rows.latest(log.origin()).stream()
                .filter(stamp -> authorities.names().contains(stamp.authority()))
                .<Reading>mapMulti((stamp, next) -> {
                    Instant time = stamp.time();
                    if (time != null) {
                        next.accept(new Reading(stamp.authority(), time, stamp.difference()));
                    }
                })
                .max(Comparator.comparing(Reading::time));
    }

    /** The newest time that a configured authority has proven; cheap, for whoever asks often. */
    public Optional<Instant> newestTime() {
        List<String> names = authorities.names();
        return names.isEmpty() ? Optional.empty() : rows.newestTime(log.origin(), names);
    }

    /**
     * The newest checkpoint that every configured authority has stamped, verified anew. Empty if there is none, and also
     * while the archive cannot be read: whoever asks can do without.
     */
    public Optional<StampedCheckpoint> stamped() {
        List<String> names = authorities.names();
        if (names.isEmpty()) {
            return Optional.empty();
        }
        return rows.complete(log.origin(), names).flatMap(size -> {
            StampedCheckpoint known = cached;
            if (known != null && known.checkpoint().checkpoint().size() == size) {
                return Optional.of(known);
            }
            try {
                StampedCheckpoint read = read(size, names);
                cached = read;
                return Optional.of(read);
            } catch (TimeStampException | InvalidNoteException | StorageException | UncheckedIOException e) {
                LOG.warnf(e, "The time-stamps of the checkpoint of %d entries cannot be used: run an audit", size);
                return Optional.empty();
            }
        });
    }

    private StampedCheckpoint read(long size, List<String> names) throws TimeStampException, InvalidNoteException {
        Bytes note = archive.note(log.origin(), size)
                .orElseThrow(() -> new InvalidNoteException("the stamped checkpoint is not in the archive"));
        SignedCheckpoint signed = SignedCheckpoint.verify(note, log.policy());
        if (signed.checkpoint().size() != size) {
            throw new InvalidNoteException("the stamped checkpoint is of another size");
        }
        List<Bytes> tokens = new ArrayList<>();
        for (String name : names) {
            Bytes response = archive.response(log.origin(), size, name)
                    .orElseThrow(() -> new InvalidNoteException("a response is not in the archive"));
            TimeStampToken token = TimeStampToken.parseResponse(response.toArray());
            SignedTime time = token.verify(
                    Sha2.sha512(note.toArray()), authorities.roots(), archive.lists(log.origin(), size, name));
            LOG.debugf("Authority %s stamped %d entries at %s", name, size, time.time());
            tokens.add(token.bytes());
        }
        return new StampedCheckpoint(signed, tokens);
    }
}
