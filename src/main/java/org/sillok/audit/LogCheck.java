package org.sillok.audit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sillok.audit.core.FindingCode;
import org.sillok.audit.core.Findings;
import org.sillok.audit.core.Place;
import org.sillok.crypto.P256PublicKey;
import org.sillok.custody.CustodyInspection;
import org.sillok.custody.StoredStatement;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.log.LogInspection;
import org.sillok.log.StoredLog;
import org.sillok.log.core.Frontier;
import org.sillok.log.core.InvalidNoteException;
import org.sillok.log.core.LogPolicy;
import org.sillok.log.core.NoteKey;
import org.sillok.storage.ObjectName;

/**
 * Checks one log from its first entry to its last: the tree against every known checkpoint, the numbers in the database
 * against the tree, and that each entry still has its statement and its record.
 */
final class LogCheck {
    // 2,048 statements at a time: a few megabytes, and few enough queries.
    private static final int BUNDLES = 8;

    private final LogInspection logs;
    private final CustodyInspection custody;
    private final RecordCheck records;
    private final Findings findings;
    private final Tally tally;

    LogCheck(
            LogInspection logs,
            CustodyInspection custody,
            P256PublicKey key,
            SubjectKeyCache keys,
            Findings findings,
            Tally tally) {
        this.logs = logs;
        this.custody = custody;
        this.records = new RecordCheck(logs, custody, key, keys, findings);
        this.findings = findings;
        this.tally = tally;
    }

    void run(StoredLog log, List<Anchor> anchors) {
        Optional<LogPolicy> policy = policy(log);
        if (policy.isEmpty()) {
            findings.add(
                    FindingCode.TREE_HEAD_ALTERED,
                    Place.log(log.origin()),
                    "its name and its keys do not fit each other");
            return;
        }
        if (log.size() > 0 && anchors.stream().noneMatch(Anchor::outside)) {
            findings.add(FindingCode.ANCHOR_MISSING, Place.log(log.origin()), "none was found and none was supplied");
        }
        List<TreeHead> heads = new ArrayList<>(Anchor.heads(anchors, log, policy.get(), findings));
        addDatabaseHead(log, heads);
        TreeCheck tree = new TreeCheck(log.origin(), log.size(), heads, path -> logs.object(log, path), findings);
        records.begin(log);
        while (tree.hasNext()) {
            List<TreeLeaves> batch = new ArrayList<>();
            while (tree.hasNext() && batch.size() < BUNDLES) {
                batch.add(tree.next());
            }
            check(log, batch);
            long entries = batch.get(batch.size() - 1).end() - batch.get(0).first();
            tally.entries += entries;
            tally.did(entries);
        }
        records.end();
        tree.finish(heads);
    }

    /** What a checkpoint of this log must satisfy, by the keys that the database has; both keys bear the log's name. */
    private static Optional<LogPolicy> policy(StoredLog log) {
        if (!ObjectName.isWellFormed("log/" + log.origin() + "/checkpoint")) {
            return Optional.empty();
        }
        try {
            NoteKey key = NoteKey.parse(log.vkey());
            String postQuantum = log.postQuantumVkey();
            LogPolicy policy = postQuantum == null ? LogPolicy.of(key) : LogPolicy.of(key, NoteKey.parse(postQuantum));
            return policy.keys(log.origin()).stream().map(NoteKey::name).allMatch(log.origin()::equals)
                            && key.name().equals(log.origin())
                    ? Optional.of(policy)
                    : Optional.empty();
        } catch (InvalidNoteException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private void addDatabaseHead(StoredLog log, List<TreeHead> heads) {
        Place place = Place.log(log.origin());
        try {
            heads.add(new TreeHead(
                    place,
                    log.size(),
                    Frontier.of(log.size(), log.peaks().toArray()).root(),
                    FindingCode.TREE_HEAD_ALTERED,
                    "the peaks in the database are not those of the stored tree"));
        } catch (IllegalArgumentException e) {
            findings.add(FindingCode.TREE_HEAD_ALTERED, place, "the peaks in the database do not fit its size");
        }
    }

    private void check(StoredLog log, List<TreeLeaves> batch) {
        long first = batch.get(0).first();
        long end = batch.get(batch.size() - 1).end();
        Map<Long, Digest> numbered = logs.numbered(log, first, end);
        Map<Long, Digest> leaves = new HashMap<>();
        for (TreeLeaves part : batch) {
            for (long index = part.first(); index < part.end(); index++) {
                leaf(log, part, index, Optional.ofNullable(numbered.get(index)))
                        .ifPresent(hash -> leaves.put(hash.index(), hash.leafHash()));
            }
        }
        Map<Digest, StoredStatement> statements = statements(leaves.values());
        for (long index = first; index < end; index++) {
            Digest leaf = leaves.get(index);
            Optional<StoredStatement> statement = Optional.ofNullable(leaf).map(statements::get);
            Optional<Bytes> record = records.next(index, leaf, statement);
            if (leaf != null && statement.isEmpty()) {
                findings.add(FindingCode.LEAF_UNKNOWN, Place.entry(log.origin(), index), records.describe(record));
            }
        }
    }

    private record IndexedLeaf(long index, Digest leafHash) {}

    /** The leaf that stands at {@code index}, as far as it can be known; a false number in the database is a finding. */
    private Optional<IndexedLeaf> leaf(StoredLog log, TreeLeaves part, long index, Optional<Digest> numbered) {
        Set<Digest> candidates = part.candidates(index);
        if (numbered.isPresent() && (candidates.isEmpty() || candidates.contains(numbered.get()))) {
            return Optional.of(new IndexedLeaf(index, numbered.get()));
        }
        if (candidates.size() == 1) {
            findings.add(
                    FindingCode.REORDERED,
                    Place.entry(log.origin(), index),
                    numbered.isPresent()
                            ? "the database has another leaf under this number"
                            : "the database has no leaf under this number");
        }
        return candidates.stream().findFirst().map(hash -> new IndexedLeaf(index, hash));
    }

    private Map<Digest, StoredStatement> statements(Collection<Digest> leaves) {
        Map<Digest, StoredStatement> statements = new HashMap<>();
        custody.ofLeaves(new HashSet<>(leaves)).forEach(row -> statements.put(row.leafHash(), row));
        return statements;
    }
}
