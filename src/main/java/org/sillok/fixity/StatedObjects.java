package org.sillok.fixity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sillok.crypto.SignatureInvalidException;
import org.sillok.custody.CustodyInspection;
import org.sillok.custody.FactSheet;
import org.sillok.custody.Leaves;
import org.sillok.custody.OpenedDisclosures;
import org.sillok.custody.RecordedFile;
import org.sillok.custody.StatementKey;
import org.sillok.custody.StoredStatement;
import org.sillok.custody.StoredStream;
import org.sillok.custody.core.Confidentiality;
import org.sillok.custody.core.CustodyFormatException;
import org.sillok.custody.core.Disclosure;
import org.sillok.custody.core.Field;
import org.sillok.custody.core.SignedStatement;
import org.sillok.custody.core.Statement;
import org.sillok.custody.core.StreamKind;
import org.sillok.fixity.core.Spot;
import org.sillok.identity.Scope;
import org.sillok.json.JsonValue;
import org.sillok.kernel.Digest;
import org.sillok.kernel.ObjectId;
import org.sillok.log.LogInspection;
import org.sillok.log.StoredLog;
import org.sillok.vault.KekUnavailableException;
import org.sillok.vault.KeyUse;
import org.sillok.vault.SealBrokenException;
import org.sillok.vault.StoredObject;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;

/**
 * The objects that statements record, in the order of the log. Only statements that bear this repository's signature say
 * anything here, and only facts whose digests they carry; rows of files are never asked.
 */
@ApplicationScoped
public class StatedObjects {
    private static final int PAGE = 256;

    private final LogInspection logs;
    private final CustodyInspection custody;
    private final StatementKey statementKey;
    private final Vault vault;
    private final Scope scope;

    StatedObjects(LogInspection logs, CustodyInspection custody, StatementKey statementKey, Vault vault, Scope scope) {
        this.logs = logs;
        this.custody = custody;
        this.statementKey = statementKey;
        this.vault = vault;
        this.scope = scope;
    }

    /** Where the logs end, and how many entries they have. */
    record Extent(Spot end, long entries) {}

    /**
     * Entries that follow one another.
     *
     * @param last whether this was all up to the end that was asked for
     */
    record Page(List<Entry> entries, Spot next, boolean last) {}

    /**
     * An entry of the log.
     *
     * @param objects those that its statement records; most record none
     * @param named false if its statement is gone or another one, or records files and does not say which: the audit tells
     *     more
     */
    record Entry(Spot next, List<StatedObject> objects, boolean named) {}

    /** How many entries there are from {@code from} on. */
    @Transactional
    long entriesFrom(Spot from) {
        return logs.logs().stream()
                .filter(log -> log.number() >= from.log())
                .mapToLong(log -> log.number() == from.log() ? Math.max(0, log.size() - from.index()) : log.size())
                .sum();
    }

    @Transactional
    Extent extent() {
        scope.enterSystem();
        List<StoredLog> all = logs.logs();
        if (all.isEmpty()) {
            return new Extent(Spot.BEGINNING, 0);
        }
        StoredLog newest = all.get(all.size() - 1);
        return new Extent(
                new Spot(newest.number(), newest.size()),
                all.stream().mapToLong(StoredLog::size).sum());
    }

    /**
     * The entries from {@code from} to before {@code end}, at most a page of them.
     *
     * @throws org.sillok.vault.KekUnavailableException if statements cannot be opened now
     */
    @Transactional
    Page page(Spot from, Spot end) {
        scope.enterSystem();
        for (StoredLog log : logs.logs()) {
            Spot start = log.number() == from.log() ? from : new Spot(log.number(), 0);
            if (log.number() < from.log() || start.index() >= log.size() || !start.isBefore(end)) {
                continue;
            }
            long limit = log.number() == end.log() ? Math.min(log.size(), end.index()) : log.size();
            long stop = Math.min(limit, start.index() + PAGE);
            Spot next = new Spot(log.number(), stop);
            return new Page(entries(log, start.index(), stop), next, !next.isBefore(end));
        }
        return new Page(List.of(), end, true);
    }

    private List<Entry> entries(StoredLog log, long first, long stop) {
        Map<Long, Digest> leaves = logs.numbered(log, first, stop);
        Map<Digest, StoredStatement> statements = new HashMap<>();
        custody.ofLeaves(leaves.values()).forEach(row -> statements.put(row.leafHash(), row));
        Map<String, Optional<SubjectKeys>> keys = new HashMap<>();
        List<Entry> entries = new ArrayList<>();
        for (long index = first; index < stop; index++) {
            @Nullable Digest leaf = leaves.get(index);
            @Nullable StoredStatement row = leaf == null ? null : statements.get(leaf);
            entries.add(entry(new Spot(log.number(), index + 1), row, keys));
        }
        return entries;
    }

    /** Whether its bytes and signature have the row's leaf: what records no files may stand in another one's place. */
    private boolean isLeaf(StoredStatement row) {
        return Leaves.hash(row.kept(), statementKey.publicKey())
                .filter(row.leafHash()::equals)
                .isPresent();
    }

    private Entry entry(Spot next, @Nullable StoredStatement row, Map<String, Optional<SubjectKeys>> keys) {
        if (row == null || !isLeaf(row)) {
            return new Entry(next, List.of(), false);
        }
        Optional<List<StatedObject>> objects = objects(row, keys);
        return new Entry(next, objects.orElse(List.of()), objects.isPresent());
    }

    /** What the item's own statements say of one of its files. */
    @Transactional
    public Optional<StatedObject> find(String item, int version, int file) {
        scope.enterSystem();
        Map<String, Optional<SubjectKeys>> keys = new HashMap<>();
        for (StoredStream stream : custody.streamsOf(StreamKind.ITEM, List.of(item))) {
            // To the last statement there is, whatever the stream's row says.
            List<StoredStatement> page = custody.ofStream(stream.id(), 0, PAGE);
            while (!page.isEmpty()) {
                for (StoredStatement row : page) {
                    Optional<StatedObject> found = objects(row, keys).orElse(List.of()).stream()
                            .filter(object ->
                                    object.item().equals(item) && object.version() == version && object.file() == file)
                            .findFirst();
                    if (found.isPresent()) {
                        return found;
                    }
                }
                page = custody.ofStream(stream.id(), page.get(page.size() - 1).seq() + 1, PAGE);
            }
        }
        return Optional.empty();
    }

    /** Empty if it records files and does not say which. */
    Optional<List<StatedObject>> objects(StoredStatement row, Map<String, Optional<SubjectKeys>> keys) {
        try {
            Statement statement = Statement.parse(row.kept().bytes().toArray());
            if (statement.ciphertexts().isEmpty()) {
                return Optional.of(List.of());
            }
            new SignedStatement(statement, row.kept().signature()).verify(statementKey.publicKey());
            Optional<SubjectKeys> own = keys.computeIfAbsent(row.kept().keySubject(), this::keys);
            if (own.filter(held -> held.isDestroyed(KeyUse.CONTENT)).isPresent()) {
                // It was erased: which files there were is gone with them. Whether that is right is the audit's
                // business.
                return Optional.of(List.of());
            }
            return own.flatMap(held -> facts(row, statement, held)).flatMap(facts -> objects(row, statement, facts));
        } catch (CustodyFormatException | SignatureInvalidException e) {
            return Optional.empty();
        }
    }

    private Optional<SubjectKeys> keys(String subject) {
        try {
            return Optional.of(vault.keysOf(subject));
        } catch (SealBrokenException e) {
            return Optional.empty();
        } catch (KekUnavailableException e) {
            // A row that names another key than it should is refused by some vaults like everything that they deny.
            if (e.trouble().isOfSome() || vault.isOfKeysAlone(subject)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Optional<FactSheet> facts(StoredStatement row, Statement statement, SubjectKeys keys) {
        Set<Digest> carried = new HashSet<>(statement.disclosures());
        List<Disclosure> all = new ArrayList<>();
        for (Confidentiality kind : Confidentiality.values()) {
            if (!(custody.open(row.kept(), kind, row.stream(), statement.seq(), keys)
                    instanceof OpenedDisclosures.Opened opened)) {
                return Optional.empty();
            }
            all.addAll(opened.disclosures());
        }
        return all.stream().allMatch(disclosure -> carried.contains(disclosure.digest()))
                ? FactSheet.of(all)
                : Optional.empty();
    }

    private static Optional<List<StatedObject>> objects(StoredStatement row, Statement statement, FactSheet facts) {
        Optional<String> item = facts.text(Field.ITEM);
        Optional<Long> version = facts.value(Field.VERSION).map(JsonValue::asLong);
        if (item.isEmpty() || version.isEmpty() || version.get() > Integer.MAX_VALUE) {
            return Optional.empty();
        }
        return RecordedFile.of(statement, facts)
                .map(files -> files.stream()
                        .map(file -> new StatedObject(
                                item.get(),
                                row.owner(),
                                version.get().intValue(),
                                file.number(),
                                new ObjectId(file.object()),
                                StoredObject.lengthOf(file.length()),
                                file.cipherSha256()))
                        .toList());
    }
}
