package org.sillok.log;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.sillok.log.RebuildProof.Findings;
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
 * Brings a database that is behind up to the object store. First everything is read and proved ({@link RebuildProof}). Only
 * then something is written, in steps that may be cut off anywhere and done again. The tree's row is the last of them, so
 * until it is done the guard lets nobody lead.
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
            LogStore objects = new LogStore(store, identity.origin());
            HighWaterMark mark = new HighWaterMark(config.highWaterMark(), identity.origin());
            Findings findings = new RebuildProof(identity, objects, mark, keeper).prove(connection, row, progress);
            if (!dryRun) {
                if (epoch != row.epoch()) {
                    throw new StaleEpochException();
                }
                write(connection, identity, objects, findings, keeper, progress);
            }
            return findings.report();
        } catch (StaleEpochException e) {
            throw new RebuildException(
                    "another process took the lead of the log", "stop every replica, then rebuild again");
        }
    }

    private static void write(
            Connection connection,
            LogIdentity identity,
            LogStore objects,
            Findings findings,
            EntryKeeper keeper,
            LongConsumer progress)
            throws SQLException, RebuildException, StaleEpochException {
        if (findings.report().wasBehind()) {
            keeper.begin(findings.report().before());
        }
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
        UnsignedEntries unsigned = new UnsignedEntries(objects, keeper);
        for (int from = 0; from < beyond; from += TileName.FULL) {
            keeper.restore(again(unsigned, findings, from).stream()
                    .map(entry -> new RebuiltEntry(
                            entry.index(), entry.leafHash(), entry.leaf(), Optional.of(entry.record())))
                    .toList());
        }
        // Once more and not together: the keeper has transactions of its own, and this one must not be idle for long.
        UnsignedEntries numbered = new UnsignedEntries(objects, keeper);
        for (int from = 0; from < beyond; from += TileName.FULL) {
            LogRepairs.addNumbered(connection, identity.log(), again(numbered, findings, from));
        }
        LogRepairs.finish(connection, findings.row(), findings.tree(), findings.signed(identity), findings.end());
    }

    /** Read again rather than kept, and the same as when they were proved. */
    private static List<LogEntries.Pending> again(UnsignedEntries unsigned, Findings findings, int from)
            throws RebuildException {
        List<LogEntries.Pending> some = unsigned.from(findings.size() + from);
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
}
