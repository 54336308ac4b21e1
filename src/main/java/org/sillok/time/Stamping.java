package org.sillok.time;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.sillok.crypto.RevocationList;
import org.sillok.crypto.Sha2;
import org.sillok.crypto.SignedTime;
import org.sillok.crypto.TimeStampException;
import org.sillok.crypto.TimeStampException.Reason;
import org.sillok.crypto.TimeStampRequest;
import org.sillok.crypto.TimeStampToken;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.kernel.Randomness;
import org.sillok.log.TransparencyLog;
import org.sillok.log.core.InvalidNoteException;
import org.sillok.log.core.SignedCheckpoint;
import org.sillok.storage.ObjectConflictException;
import org.sillok.time.core.Backoff;
import org.sillok.time.core.RevocationState;
import org.sillok.time.core.Stamp;
import org.sillok.time.core.StampProblem;
import org.sillok.time.core.StampState;
import org.sillok.time.db.TimeRows;

/**
 * One attempt to have a checkpoint stamped. It may be cut off anywhere and be repeated: what is archived is looked up
 * first, verified and adopted, so a second answer to the same question is never asked for. Nothing is archived that does
 * not verify.
 */
@ApplicationScoped
public class Stamping {
    private static final Logger LOG = Logger.getLogger(Stamping.class);
    private static final int NONCE = 16;

    private final Authorities authorities;
    private final AuthorityClient client;
    private final TimeArchive archive;
    private final RevocationLists lists;
    private final TimeRows rows;
    private final TransparencyLog log;
    private final Clock clock;
    private final Randomness randomness;
    private final Backoff backoff;

    public Stamping(
            Authorities authorities,
            AuthorityClient client,
            TimeArchive archive,
            RevocationLists lists,
            TimeRows rows,
            TransparencyLog log,
            Clock clock,
            Randomness randomness,
            TimeConfig config) {
        this.authorities = authorities;
        this.client = client;
        this.archive = archive;
        this.lists = lists;
        this.rows = rows;
        this.log = log;
        this.clock = clock;
        this.randomness = randomness;
        this.backoff = new Backoff(config.retry().first(), config.retry().longest());
    }

    /** Tries once; returns the new state, which the caller keeps. Only an interruption gets out. */
    Stamp attempt(TimeRows.Round round, Stamp stamp, Authority authority) throws InterruptedException {
        try {
            Digest imprint = Sha2.sha512(archivedNote(round).toArray());
            Optional<Bytes> archived = archive.response(log.origin(), stamp.size(), authority.name());
            return archived.isPresent() ? adopt(archived.get(), imprint, stamp) : ask(imprint, stamp, authority);
        } catch (ContradictedException e) {
            return failed(stamp, StampProblem.ARCHIVE_CONTRADICTS);
        } catch (TimeStampException e) {
            return failed(stamp, StampProblem.of(e.reason()));
        } catch (UnansweredException e) {
            return failed(stamp, e.problem());
        } catch (RuntimeException | Error e) {
            // Also what should not happen: an answer that some parser cannot stand must not be asked for in a hurry.
            LOG.warn("A time-stamp cannot be had or kept; it will be tried again", e);
            return failed(stamp, StampProblem.FAULT);
        }
    }

    /** What is archived in the place of the checkpoint or a response is not what we archive there. */
    private static final class ContradictedException extends Exception {
        private static final long serialVersionUID = 1L;

        ContradictedException(@Nullable Throwable cause) {
            super("the archive contradicts", cause);
        }
    }

    /**
     * The note to be stamped, archived. The same tree may have been signed twice with different bytes, so whichever of
     * the notes is archived first is the one; it must bear our signatures either way.
     */
    private Bytes archivedNote(TimeRows.Round round) throws ContradictedException {
        Optional<Bytes> archived = archive.note(log.origin(), round.size());
        if (archived.isEmpty()) {
            checkOurs(round.note(), round.size());
            try {
                archive.putNote(log.origin(), round.size(), round.note());
                return round.note();
            } catch (ObjectConflictException e) {
                archived = archive.note(log.origin(), round.size());
            }
        }
        Bytes note = archived.orElseThrow(() -> new ContradictedException(null));
        if (!note.equals(round.note())) {
            checkOurs(note, round.size());
            rows.adoptNote(log.origin(), round.size(), note);
        }
        return note;
    }

    private void checkOurs(Bytes note, long size) throws ContradictedException {
        try {
            if (SignedCheckpoint.verify(note, log.policy()).checkpoint().size() != size) {
                throw new ContradictedException(null);
            }
        } catch (InvalidNoteException e) {
            throw new ContradictedException(e);
        }
    }

    private Stamp ask(Digest imprint, Stamp stamp, Authority authority)
            throws UnansweredException, TimeStampException, ContradictedException, InterruptedException {
        if (stamp.state() != StampState.PENDING) {
            throw new ContradictedException(null);
        }
        TimeStampRequest request =
                new TimeStampRequest(imprint, Bytes.of(randomness.bytes(NONCE)), authorities.policy());
        Instant asked = clock.instant();
        long start = System.nanoTime();
        byte[] response = client.stamp(authority, request.der());
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        TimeStampToken token = TimeStampToken.parseResponse(response, request);
        SignedTime.Proven proven = proven(token, imprint, List.of());
        // Whether it is revoked is asked before it is kept; a list that cannot be had is no reason not to keep it.
        RevocationLists.Fetched fetched = lists.fetch(token, imprint, proven, List.of());
        if (fetched.revoked()) {
            return failed(stamp, StampProblem.REVOKED);
        }
        Duration difference = Duration.between(asked.plus(took.dividedBy(2)), proven.time());
        try {
            archive.putResponse(log.origin(), stamp.size(), authority.name(), response);
        } catch (ObjectConflictException e) {
            Bytes other = archive.response(log.origin(), stamp.size(), authority.name())
                    .orElseThrow(() -> new ContradictedException(e));
            return adopt(other, imprint, stamp);
        }
        return settle(stamp, proven, difference, fetched);
    }

    /** Takes over what was archived before. How far the clocks were apart is not known any more. */
    private Stamp adopt(Bytes response, Digest imprint, Stamp stamp)
            throws ContradictedException, InterruptedException {
        try {
            TimeStampToken token = TimeStampToken.parseResponse(response.toArray());
            SignedTime.Proven alone = proven(token, imprint, List.of());
            Stamp known = stamp.stamped(alone.time(), null, RevocationState.PENDING);
            List<RevocationList> kept = archive.lists(log.origin(), stamp.size(), stamp.authority());
            SignedTime.Proven proven;
            try {
                proven = proven(token, imprint, kept);
            } catch (TimeStampException e) {
                if (e.reason() == Reason.REVOKED) {
                    return known.revoked();
                }
                throw e;
            }
            return settle(stamp, proven, null, lists.fetch(token, imprint, proven, kept));
        } catch (TimeStampException e) {
            throw new ContradictedException(e);
        }
    }

    /** The token is archived: keeps the lists that came with it, and says what is still missing. */
    private Stamp settle(
            Stamp stamp, SignedTime.Proven proven, @Nullable Duration difference, RevocationLists.Fetched fetched) {
        fetched.lists().forEach((place, list) -> {
            try {
                archive.putList(log.origin(), stamp.size(), stamp.authority(), place, list.bytes());
            } catch (ObjectConflictException e) {
                LOG.debug("Another replica archived a list of the same certificate", e);
            }
        });
        StampProblem problem = fetched.problem();
        if (fetched.revoked()) {
            return stamp.stamped(proven.time(), difference, RevocationState.ARCHIVED)
                    .revoked();
        } else if (problem != null) {
            int failures = stamp.state() == StampState.STAMPED ? stamp.attempts() + 1 : 1;
            return stamp.stamped(proven.time(), difference, RevocationState.PENDING)
                    .withoutList(problem, failures, next(failures));
        }
        boolean none = proven.path().stream()
                .allMatch(certificate -> certificate.revocationLists().isEmpty());
        return stamp.stamped(proven.time(), difference, none ? RevocationState.NONE : RevocationState.ARCHIVED);
    }

    private SignedTime.Proven proven(TimeStampToken token, Digest imprint, List<RevocationList> with)
            throws TimeStampException {
        // With roots, which are required, there is no other outcome.
        return (SignedTime.Proven) token.verify(imprint, authorities.roots(), with);
    }

    private Stamp failed(Stamp stamp, StampProblem why) {
        return stamp.failed(why, next(stamp.attempts() + 1));
    }

    private Instant next(int failures) {
        double random = (randomness.bytes(1)[0] & 0xff) / 256.0;
        return clock.instant().plus(backoff.after(failures, random));
    }
}
