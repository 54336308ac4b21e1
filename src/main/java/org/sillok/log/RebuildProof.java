package org.sillok.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.log.StoredEntries.SignedRoot;
import org.sillok.log.core.Frontier;
import org.sillok.log.core.InvalidNoteException;
import org.sillok.log.core.SignedCheckpoint;
import org.sillok.log.db.LogEntries;
import org.sillok.log.db.LogRepairs;
import org.sillok.log.db.TreeRow;

/**
 * What is read and proved before a rebuild writes anything: the stored entries lead to every root that was ever signed, as
 * far as anybody kept it, and nothing that the database still has contradicts them.
 */
final class RebuildProof {
    private final LogIdentity identity;
    private final LogStore objects;
    private final HighWaterMark mark;
    private final EntryKeeper keeper;

    RebuildProof(LogIdentity identity, LogStore objects, HighWaterMark mark, EntryKeeper keeper) {
        this.identity = identity;
        this.objects = objects;
        this.mark = mark;
        this.keeper = keeper;
    }

    /** What was proved, and what the database lacks of it. */
    record Findings(
            TreeRow row,
            List<SignedCheckpoint> heads,
            List<SignedRoot> roots,
            long size,
            Frontier tree,
            List<Digest> beyond,
            RebuildReport report) {
        /** How many numbers were given. */
        long end() {
            return size + beyond.size();
        }

        /** The newest head that bears all signatures. Of another the tree is signed again, which gives the same root. */
        TreeRow.@Nullable SignedHead signed(LogIdentity identity) {
            return heads.stream()
                    .filter(head -> head.checkpoint().size() == size)
                    .filter(head -> isReleasable(head, identity))
                    .max(Comparator.comparingLong(head -> head.checkpoint().size()))
                    .map(head -> new TreeRow.SignedHead(tree, head.note()))
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

    /**
     * Reads every entry once.
     *
     * @param row the database's tree
     * @throws RebuildException for the first object or row that does not fit what was signed
     */
    Findings prove(Connection connection, TreeRow row, LongConsumer progress) throws SQLException, RebuildException {
        List<SignedCheckpoint> heads = new ArrayList<>();
        List<SignedRoot> roots = roots(row, heads);
        if (heads.isEmpty() && objects.hasTiles()) {
            throw new RebuildException(
                    "the object store has tiles of the log and no checkpoint that this log signed",
                    "if the database was never lost or set back, start the service: it signs the first checkpoint itself. Otherwise put the object log/"
                            + identity.origin()
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
        UnsignedEntries unsigned = new UnsignedEntries(objects, keeper);
        for (List<LogEntries.Pending> some = unsigned.from(size);
                !some.isEmpty();
                some = unsigned.from(size + beyond.size())) {
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

    /** Every root that is known from anywhere; the heads that say so are added to {@code heads}. */
    private List<SignedRoot> roots(TreeRow row, List<SignedCheckpoint> heads) {
        List<SignedRoot> roots = new ArrayList<>();
        for (ForeignHeads place : places(row)) {
            for (Bytes note : place.notes()) {
                identity.verified(note).ifPresent(head -> {
                    long size = head.checkpoint().size();
                    heads.add(head);
                    roots.add(new SignedRoot(size, head.checkpoint().root(), place.place() + " of size " + size));
                });
            }
        }
        if (row.tree().size() > 0) {
            roots.add(new SignedRoot(row.tree().size(), row.tree().root(), "tree in the database"));
        }
        return roots;
    }

    private List<ForeignHeads> places(TreeRow row) {
        List<ForeignHeads> places = new ArrayList<>(Guard.places(objects, mark));
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
}
