package org.sillok.evidence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sillok.custody.core.EventType;
import org.sillok.evidence.db.ReplayRows;
import org.sillok.identity.Caller;
import org.sillok.kernel.Digest;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.UserId;
import org.sillok.terms.Guard;
import org.sillok.terms.GuardCode;

/**
 * A restored database has forgotten what was erased, withdrawn or held after its backup. Nothing is released before the
 * statements of that time have been gone through, and nothing of the items that they close before two custodians have seen to
 * them. The owner's staff reads on.
 */
@ApplicationScoped
public class Replays {
    /** Stands for all items of everybody. */
    public static final String EVERYTHING = "repository";

    private static final String PENDING = "RESTORED";

    private final ReplayRows rows;

    Replays(ReplayRows rows) {
        this.rows = rows;
    }

    /**
     * A restore whose later history was not gone through.
     *
     * @param treeSize how many entries the log had in the backup
     * @param waits whether statements of that time are not back yet
     */
    public record Pending(String restore, long treeSize, boolean waits) {}

    /**
     * What is closed.
     *
     * @param subject an item; an organisation, for all of its items; or {@link #EVERYTHING}
     * @param about what the statements are about that closed it
     * @param events what they say
     * @param proposedBy the custodian who wants it opened, if one does
     */
    public record Closed(
            String subject,
            List<String> about,
            List<String> events,
            Instant at,
            @Nullable String proposedBy) {
        public Closed {
            about = List.copyOf(about);
            events = List.copyOf(events);
        }
    }

    /** What keeps each of these items from being released because of a restore; an item that nothing keeps is missing. */
    @Transactional(TxType.MANDATORY)
    public Map<ItemId, List<Guard>> guards(Collection<ItemId> items) {
        if (items.isEmpty()) {
            return Map.of();
        }
        Set<String> closed = rows.closed(items.stream().map(ItemId::value).toList());
        Map<ItemId, List<Guard>> guards = new HashMap<>();
        for (ItemId item : items) {
            if (closed.contains(item.value())) {
                guards.put(item, List.of(new Guard(GuardCode.INCOMPLETE, PENDING)));
            }
        }
        return guards;
    }

    @Transactional(TxType.MANDATORY)
    public List<Pending> pending() {
        return rows.pending().stream()
                .map(row -> new Pending(row.restore(), row.treeSize(), row.waits()))
                .toList();
    }

    /**
     * The database lacked everything from this entry of the log on: nothing is released before that was brought back
     * ({@link #rebuilt}) and gone through.
     *
     * @param restore a fresh id
     */
    @Transactional(TxType.MANDATORY)
    public void forgotten(String restore, long treeSize) {
        rows.forgotten(restore, treeSize);
    }

    /**
     * A rebuild has brought back what it could.
     *
     * @param lastLost the last entry that it could not bring back, if there is one: what lacks it goes on waiting
     */
    @Transactional(TxType.MANDATORY)
    public void rebuilt(OptionalLong lastLost) {
        rows.rebuilt(lastLost.orElse(-1));
    }

    /**
     * The statement says something that the database has forgotten. Harmless when repeated.
     *
     * @param subject an item, an organisation, or {@link #EVERYTHING}
     * @param about what the statement is about
     */
    @Transactional(TxType.MANDATORY)
    public void close(String subject, String about, Digest statement, EventType event, Instant at) {
        rows.close(subject, about, statement.toArray(), event.name(), at);
    }

    /** All statements were gone through. */
    @Transactional(TxType.MANDATORY)
    public void replayed(String restore, Instant at) {
        rows.replayed(restore, at);
    }

    /** What is closed, in the order of the subjects. */
    @Transactional(TxType.MANDATORY)
    public List<Closed> closed(String after, int limit) {
        return rows.page(after, limit).stream()
                .map(row -> new Closed(
                        row.subject(),
                        List.of(row.about().split(" ")),
                        List.of(row.event().split(" ")),
                        row.at(),
                        row.proposedBy()))
                .toList();
    }

    /** One custodian wants it opened; it stays closed. False if it is not closed. */
    @Transactional(TxType.MANDATORY)
    public boolean propose(Caller caller, String subject, Instant at) {
        return rows.propose(subject, at, caller.user().value());
    }

    /** Who wants it opened, with everything that closes it now; empty if nobody does, or it is not closed. */
    @Transactional(TxType.MANDATORY)
    public Optional<UserId> proposer(String subject) {
        return rows.proposer(subject).map(UserId::new);
    }

    /** Opens it. False if it is not closed, or nobody has proposed it. */
    @Transactional(TxType.MANDATORY)
    public boolean reopen(Caller caller, String subject, Instant at) {
        return rows.reopen(subject, at, caller.user().value());
    }
}
