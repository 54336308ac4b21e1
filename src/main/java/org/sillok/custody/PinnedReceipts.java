package org.sillok.custody;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import org.sillok.custody.core.DisclosureName;
import org.sillok.custody.core.Receipt;
import org.sillok.custody.core.StreamKind;
import org.sillok.custody.db.StatementRow;
import org.sillok.custody.db.StoredStatements;
import org.sillok.custody.db.StreamRow;
import org.sillok.kernel.Digest;
import org.sillok.log.TransparencyLog;
import org.sillok.log.core.TlogProof;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;

/**
 * Makes receipts over single statements of many streams, under one checkpoint that was chosen before: the same queries for all
 * of them as for one. The caller has decided who may have them and has recorded it; the transaction sees the rows of all the
 * streams.
 */
@ApplicationScoped
public class PinnedReceipts {
    private final StoredStatements stored;
    private final Receipts receipts;
    private final Vault vault;
    private final TransparencyLog log;
    private final StatementKey key;

    PinnedReceipts(StoredStatements stored, Receipts receipts, Vault vault, TransparencyLog log, StatementKey key) {
        this.stored = stored;
        this.receipts = receipts;
        this.vault = vault;
        this.log = log;
        this.key = key;
    }

    /**
     * One statement of a stream.
     *
     * @param statement its digest
     * @param disclosed which disclosures to show; the others stay salted digests
     */
    public record Wanted(StreamRef stream, Digest statement, Predicate<DisclosureName> disclosed) {}

    /**
     * A receipt for each of {@code wanted}, in that order; empty for a statement that is not in its stream, or that the checkpoint
     * does not cover.
     *
     * @throws org.sillok.vault.VaultException if a key that was not destroyed cannot be used
     */
    @Transactional(TxType.MANDATORY)
    public List<Optional<Receipt>> make(List<Wanted> wanted, Receipts.Pinned pinned) {
        if (wanted.isEmpty()) {
            return List.of();
        }
        Map<StreamKind, Map<String, List<StatementRow>>> streams = streams(wanted);
        List<StatementRow> all = new ArrayList<>();
        streams.values().forEach(subjects -> subjects.values().forEach(all::addAll));
        Map<Digest, Long> indices = receipts.indices(all);
        Set<String> subjects = new HashSet<>();
        wanted.forEach(one -> subjects.add(one.stream().keySubject()));
        Map<String, SubjectKeys> keys = vault.keysOf(subjects);
        LongFunction<TlogProof> proofs = log.proofs(pinned.checkpoint());
        List<Optional<Receipt>> made = new ArrayList<>();
        for (Wanted one : wanted) {
            List<StatementRow> rows = streams.getOrDefault(one.stream().kind(), Map.of())
                    .getOrDefault(one.stream().subject(), List.of());
            SubjectKeys own = Objects.requireNonNull(keys.get(one.stream().keySubject()));
            // What does not open is no reason to show less.
            own.requireUsable();
            made.add(make(one, rows, indices, own, proofs, pinned));
        }
        return made;
    }

    private Optional<Receipt> make(
            Wanted wanted,
            List<StatementRow> rows,
            Map<Digest, Long> indices,
            SubjectKeys keys,
            LongFunction<TlogProof> proofs,
            Receipts.Pinned pinned) {
        long size = pinned.checkpoint().checkpoint().size();
        return rows.stream()
                .filter(row -> Digest.sha256(row.digest).equals(wanted.statement()))
                .filter(row -> Receipts.covers(size, indices, row))
                .findFirst()
                .map(row -> new Receipt(
                        List.of(receipts.entry(
                                row,
                                keys,
                                proofs.apply(Objects.requireNonNull(indices.get(Digest.sha256(row.leafHash)))),
                                (type, name) -> wanted.disclosed().test(name))),
                        receipts.findHead(rows, indices, size).orElseThrow(),
                        List.of(key.publicKey()),
                        log.vkeys(),
                        pinned.times()));
    }

    /** The statements of each stream by what it is about, oldest first. */
    private Map<StreamKind, Map<String, List<StatementRow>>> streams(List<Wanted> wanted) {
        Map<StreamKind, Set<String>> subjects = new EnumMap<>(StreamKind.class);
        wanted.forEach(one -> subjects.computeIfAbsent(one.stream().kind(), none -> new HashSet<>())
                .add(one.stream().subject()));
        Map<StreamKind, Map<String, List<StatementRow>>> streams = new EnumMap<>(StreamKind.class);
        subjects.forEach((kind, some) -> streams.put(kind, statements(kind, some)));
        return streams;
    }

    private Map<String, List<StatementRow>> statements(StreamKind kind, Collection<String> subjects) {
        Map<String, String> subjectOf = new HashMap<>();
        for (StreamRow stream : stored.streamsOf(kind.name(), subjects)) {
            subjectOf.put(stream.id, stream.subject);
        }
        Map<String, List<StatementRow>> statements = new HashMap<>();
        for (StatementRow row : stored.ofStreams(subjectOf.keySet())) {
            statements
                    .computeIfAbsent(Objects.requireNonNull(subjectOf.get(row.key.stream())), none -> new ArrayList<>())
                    .add(row);
        }
        return statements;
    }
}
