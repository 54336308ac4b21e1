package org.sillok.log;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.log.StoredEntries.SignedRoot;
import org.sillok.log.core.Frontier;
import org.sillok.log.core.InvalidNoteException;
import org.sillok.log.core.Merkle;
import org.sillok.log.core.SignedCheckpoint;
import org.sillok.log.core.TileName;
import org.sillok.log.db.LogEntries;
import org.sillok.log.db.LogFault;
import org.sillok.log.db.LogLeadership;
import org.sillok.log.db.LogRepairs;
import org.sillok.log.db.LogTrees;
import org.sillok.log.db.StaleEpochException;
import org.sillok.log.db.TreeRow;
import org.sillok.storage.ObjectStore;

/**
 * Brings a database that is behind up to the object store. First everything is read and proved: the entries lead to every
 * root that was ever signed, as far as anybody kept it, and nothing that the database still has contradicts them. Only then
 * something is written, in steps that may be cut off anywhere and done again. The tree's row is the last of them, so until
 * it is done the guard lets nobody lead.
 */
@ApplicationScoped
public class LogRebuild {
    private static final int BUNDLES = 8;

    private final LogConfig config;
    private final OpenLog open;
    private final ObjectStore store;

    public LogRebuild(LogConfig config, OpenLog open, ObjectStore store) {
        this.config = config;
        this.open = open;
        this.store = store;
    }

    /** What was proved, and what the database lacks of it. */
    private record Findings(
            TreeRow row,
            List<SignedCheckpoint> heads,
            List<SignedRoot> roots,
            long size,
            Frontier tree,
            List<Digest> beyond,
            RebuildReport report) {}

    /**
     * Rebuilds, or with {@code dryRun} only reads.
     *
     * @param progress is told how many entries were read; each is read once, and once more if anything is written
     */
    public RebuildReport run(boolean dryRun, EntryKeeper keeper, LongConsumer progress) throws RebuildException {
        try (Connection connection = open.connections().open()) {
            return run(connection, dryRun, keeper, progress);
        } catch (SQLException e) {
            throw new LogFault(e);
        }
    }

    RebuildReport run(Connection connection, boolean dryRun, EntryKeeper keeper, LongConsumer progress)
            throws SQLException, RebuildException {
        LogIdentity identity = open.identity();
        try {
            if (!LogLeadership.tryLead(connection, identity.log())) {
                throw new RebuildException(
                        "another process leads the log " + identity.origin(), "stop every replica, then rebuild again");
            }
            // Whoever led before and does not know that it ended cannot write from here on.
            long epoch = dryRun ? 0 : LogTrees.newEpoch(connection, identity.log());
            TreeRow row = LogTrees.get(connection, identity.log());
            connection.commit();
            Findings findings = prove(connection, identity, row, keeper, progress);
            if (!dryRun) {
                if (epoch != row.epoch()) {
                    throw new StaleEpochException();
                }
                write(connection, identity, findings, keeper, progress);
            }
            return findings.report();
        } catch (StaleEpochException e) {
            throw new RebuildException(
                    "another process took the lead of the log", "stop every replica, then rebuild again");
        }
    }

    private Findings prove(
            Connection connection, LogIdentity identity, TreeRow row, EntryKeeper keeper, LongConsumer progress)
            throws SQLException, RebuildException {
        LogStore objects = new LogStore(store, identity.origin());
        List<SignedCheckpoint> heads = new ArrayList<>();
        List<SignedRoot> roots = new ArrayList<>();
        places(identity, objects, row)
                .forEach((place) -> place.notes().stream()
                        .flatMap((Bytes note) -> identity.verified(note).stream())
                        .forEach(head -> {
                            heads.add(head);
                            roots.add(new SignedRoot(
                                    head.checkpoint().size(),
                                    head.checkpoint().root(),
                                    place.place() + " of size "
                                            + head.checkpoint().size()));
                        }));
        if (row.tree().size() > 0) {
            roots.add(new SignedRoot(row.tree().size(), row.tree().root(), "tree in the database"));
        }
        if (heads.isEmpty() && objects.hasTiles()) {
            throw new RebuildException(
                    "the object store has tiles of the log and no checkpoint that this log signed",
                    "put the object log/" + identity.origin()
                            + "/checkpoint back from a copy, or the folder of the high-water mark; without any signed checkpoint nothing says which entries are the log's");
        }
        long size = roots.stream().mapToLong(SignedRoot::size).max().orElse(0);
        StoredEntries entries = new StoredEntries(objects, size, roots);
        StoredRecords records = new StoredRecords(objects);
        long missing = 0;
        long waiting = 0;
        long lost = 0;
        while (entries.hasNext()) {
            StoredEntries.Part part = entries.next();
            missing += requireAgreement(connection, row, part.first(), part.leafHashes());
            waiting += LogRepairs.waiting(connection, row.log(), part.leafHashes());
            connection.commit();
            for (int i = 0; i < part.leaves().size(); i++) {
                lost += records.at(part.first() + i).isPresent() ? 0 : 1;
            }
            progress.accept(part.leaves().size());
        }
        entries.finish();
        List<Digest> beyond = new ArrayList<>();
        long requeued = 0;
        for (List<LogEntries.Pending> some = beyond(size, records, keeper);
                !some.isEmpty();
                some = beyond(size + beyond.size(), records, keeper)) {
            List<Digest> leafHashes =
                    some.stream().map(LogEntries.Pending::leafHash).toList();
            requeued += requireAgreement(connection, row, size + beyond.size(), leafHashes);
            connection.commit();
            beyond.addAll(leafHashes);
        }
        RebuildReport report = new RebuildReport(
                row.origin(),
                row.tree().size(),
                size,
                missing,
                requeued,
                waiting,
                lost,
                roots.stream().map(SignedRoot::place).distinct().toList());
        return new Findings(row, heads, roots, size, entries.frontier(), beyond, report);
    }

    private List<ForeignHeads> places(LogIdentity identity, LogStore objects, TreeRow row) {
        List<ForeignHeads> places =
                new ArrayList<>(Guard.places(objects, new HighWaterMark(config.highWaterMark(), identity.origin())));
        TreeRow.SignedHead signed = row.signed();
        if (signed != null) {
            places.add(new ForeignHeads() {
                @Override
                public String place() {
                    return "signed head in the database";
                }

                @Override
                public List<Bytes> notes() {
                    return List.of(signed.note());
                }
            });
        }
        return places;
    }

    /** How many of these numbers the database has not; stops at the first that it has given to another entry. */
    private static int requireAgreement(Connection connection, TreeRow row, long first, List<Digest> leafHashes)
            throws SQLException, RebuildException {
        Map<Long, Digest> numbered = LogRepairs.numbered(connection, row.log(), first, first + leafHashes.size());
        for (int i = 0; i < leafHashes.size(); i++) {
            Digest known = numbered.get(first + i);
            if (known != null && !known.equals(leafHashes.get(i))) {
                throw new RebuildException(
                        "the database has given the number " + (first + i) + " to another entry than the log",
                        "the log is right, its entries are signed: restore the database from a backup of before that number was given, then rebuild");
            }
        }
        return leafHashes.size() - numbered.size();
    }

    /**
     * The next entries, a bundle at most, whose number is durable, as their record shows, and that were not put into a signed
     * tree. No root proves them: what lies there and was not signed by the keeper is no entry, and may be a forgery.
     */
    private static List<LogEntries.Pending> beyond(long first, StoredRecords records, EntryKeeper keeper)
            throws RebuildException {
        List<LogEntries.Pending> beyond = new ArrayList<>();
        for (long index = first; index < first + TileName.FULL; index++) {
            Optional<Bytes> record = records.at(index);
            if (record.isEmpty()) {
                return beyond;
            }
            Optional<Bytes> leaf = keeper.leafOf(record.get());
            if (leaf.isEmpty()) {
                throw new RebuildException(
                        "the record of entry " + index
                                + ", which no signed checkpoint covers, does not bear a valid signature of the statement key",
                        "rebuild with the statement key that signed it; if that is the one, somebody else wrote or changed this record: keep a copy, put the objects in record/ from that number on back from a copy of the object store, or take them out, and rebuild again");
            }
            beyond.add(new LogEntries.Pending(index, Merkle.leafHash(leaf.get().toArray()), leaf.get(), record.get()));
        }
        return beyond;
    }

    /** Read again rather than kept, and the same as when they were proved. */
    private static List<LogEntries.Pending> beyond(
            Findings findings, int from, StoredRecords records, EntryKeeper keeper) throws RebuildException {
        List<LogEntries.Pending> some = beyond(findings.size() + from, records, keeper);
        int to = Math.min(from + TileName.FULL, findings.beyond().size());
        if (!some.stream()
                .map(LogEntries.Pending::leafHash)
                .toList()
                .equals(findings.beyond().subList(from, to))) {
            throw changed();
        }
        return some;
    }

    private static RebuildException changed() {
        return new RebuildException(
                "the object store changed while it was read", "stop every replica, then rebuild again");
    }

    private void write(
            Connection connection, LogIdentity identity, Findings findings, EntryKeeper keeper, LongConsumer progress)
            throws SQLException, RebuildException, StaleEpochException {
        LogStore objects = new LogStore(store, identity.origin());
        // Read again rather than kept: a log is larger than memory. And proved again, because it is read again.
        StoredEntries entries = new StoredEntries(objects, findings.size(), findings.roots());
        StoredRecords records = new StoredRecords(objects);
        while (entries.hasNext()) {
            List<RebuiltEntry> batch = new ArrayList<>();
            while (entries.hasNext() && batch.size() < BUNDLES * TileName.FULL) {
                StoredEntries.Part part = entries.next();
                for (int i = 0; i < part.leaves().size(); i++) {
                    long index = part.first() + i;
                    batch.add(new RebuiltEntry(
                            index, part.leafHashes().get(i), part.leaves().get(i), records.at(index)));
                }
            }
            if (findings.report().numbers() > 0) {
                LogRepairs.add(
                        connection,
                        identity.log(),
                        batch.get(0).index(),
                        batch.stream().map(RebuiltEntry::leafHash).toList());
            }
            keeper.restore(batch);
            progress.accept(batch.size());
        }
        if (!entries.frontier().equals(findings.tree())) {
            throw changed();
        }
        int beyond = findings.beyond().size();
        StoredRecords unsigned = new StoredRecords(objects);
        for (int from = 0; from < beyond; from += TileName.FULL) {
            keeper.restore(beyond(findings, from, unsigned, keeper).stream()
                    .map(entry -> new RebuiltEntry(
                            entry.index(), entry.leafHash(), entry.leaf(), Optional.of(entry.record())))
                    .toList());
        }
        // Once more and not together: the keeper has transactions of its own, and this one must not be idle for long.
        StoredRecords again = new StoredRecords(objects);
        for (int from = 0; from < beyond; from += TileName.FULL) {
            LogRepairs.addNumbered(connection, identity.log(), beyond(findings, from, again, keeper));
        }
        LogRepairs.finish(
                connection,
                findings.row(),
                findings.tree(),
                signed(identity, findings),
                findings.size() + findings.beyond().size());
    }

    /** The newest head that bears all signatures. Of another the tree is signed again, which gives the same root. */
    private static TreeRow.@Nullable SignedHead signed(LogIdentity identity, Findings findings) {
        return findings.heads().stream()
                .filter(head -> head.checkpoint().size() == findings.size())
                .filter(head -> isReleasable(head, identity))
                .max(Comparator.comparingLong(head -> head.checkpoint().size()))
                .map(head -> new TreeRow.SignedHead(findings.tree(), head.note()))
                .orElse(null);
    }

    private static boolean isReleasable(SignedCheckpoint head, LogIdentity identity) {
        try {
            SignedCheckpoint.verify(head.note(), identity.policy());
            return true;
        } catch (InvalidNoteException e) {
            return false;
        }
    }
}
