package org.sillok.custody;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sillok.crypto.SignatureInvalidException;
import org.sillok.custody.core.Confidentiality;
import org.sillok.custody.core.CustodyFormatException;
import org.sillok.custody.core.Disclosure;
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.Field;
import org.sillok.custody.core.SignedStatement;
import org.sillok.custody.core.Statement;
import org.sillok.custody.core.StreamKind;
import org.sillok.custody.db.RestoredStatements;
import org.sillok.custody.db.StatementRow;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.log.EntryKeeper;
import org.sillok.log.RebuiltEntry;
import org.sillok.log.core.HashedRekordLeaf;
import org.sillok.log.core.InvalidEntryException;
import org.sillok.vault.KekUnavailableException;
import org.sillok.vault.KeyTrouble;
import org.sillok.vault.PatientKeys;
import org.sillok.vault.SealBrokenException;
import org.sillok.vault.SubjectKeys;

/**
 * Brings statements and streams back from the records beside the log. What a statement says of its stream, party and time
 * is sealed: without the keys of its subject it stays in the object store only, and is counted. While the key vault
 * cannot be used nothing is counted so: the rebuild ends, and may be run again. Statements that need one key-encryption
 * key of several, which is not there, are counted apart: that one may be restored. A statement that was
 * written after the restore may have taken the place of one that the log has: nothing is overwritten, and both are counted.
 */
@ApplicationScoped
public class CustodyRebuild {
    private final RestoredStatements rows;
    private final CustodyInspection inspection;
    private final PatientKeys subjectKeys;
    private final StatementKey key;

    CustodyRebuild(RestoredStatements rows, CustodyInspection inspection, PatientKeys subjectKeys, StatementKey key) {
        this.rows = rows;
        this.inspection = inspection;
        this.subjectKeys = subjectKeys;
        this.key = key;
    }

    /**
     * What came of it.
     *
     * @param restored statements that are back
     * @param sealed statements whose keys are not at hand
     * @param unavailable statements whose keys are there, under a key-encryption key that cannot be used, by what is wrong
     * @param taken statements whose place another one has, written after the restore
     * @param unusable entries whose record is lost, or is not that of the entry
     */
    public record Report(long restored, long sealed, Map<KeyTrouble, Long> unavailable, long taken, long unusable) {
        public Report {
            unavailable = Map.copyOf(unavailable);
        }

        /** Whether every statement of the log is in the database. */
        public boolean isComplete() {
            return sealed == 0 && unavailable.isEmpty() && taken == 0 && unusable == 0;
        }
    }

    /** Begins a rebuild. */
    public Run begin(Forgotten forgotten) {
        return new Run(forgotten);
    }

    /** One rebuild: give it to the log's, then ask it for the report. */
    public final class Run implements EntryKeeper {
        private long restored;
        private long sealed;
        private final Map<KeyTrouble, Long> unavailable = new EnumMap<>(KeyTrouble.class);
        private long taken;
        private long unusable;
        private final Forgotten forgotten;
        private long from = Long.MAX_VALUE;
        private OptionalLong lastLost = OptionalLong.empty();

        private Run(Forgotten forgotten) {
            this.forgotten = forgotten;
        }

        /**
         * The last entry whose statement may say something and could not be read: its record is lost, or its keys are under a
         * key-encryption key that may be restored.
         */
        public OptionalLong lastLost() {
            return lastLost;
        }

        @Override
        public void begin(long treeSize) {
            if (treeSize < from) {
                forgotten.from(treeSize);
                from = treeSize;
            }
        }

        public Report report() {
            return new Report(restored, sealed, unavailable, taken, unusable);
        }

        @Override
        public Optional<Bytes> leafOf(Bytes record) {
            return CustodyRecord.parse(record.toArray())
                    .flatMap(parsed -> signed(parsed.kept()))
                    .map(signed -> Bytes.of(HashedRekordLeaf.of(
                            signed.statement().digest(),
                            signed.signature().toArray(),
                            key.publicKey().spki())));
        }

        /** The statement, if it names this service's key and that signed it. */
        private Optional<SignedStatement> signed(KeptStatement kept) {
            try {
                SignedStatement signed =
                        new SignedStatement(Statement.parse(kept.bytes().toArray()), kept.signature());
                signed.verify(key.publicKey());
                return Optional.of(signed);
            } catch (CustodyFormatException | SignatureInvalidException e) {
                return Optional.empty();
            }
        }

        @Override
        public void restore(List<RebuiltEntry> entries) {
            rows.within(session -> {
                Set<Digest> known = session.known(
                        entries.stream().map(RebuiltEntry::leafHash).toList());
                Map<String, SubjectKeys> keys = new HashMap<>();
                for (RebuiltEntry entry : entries) {
                    if (!known.contains(entry.leafHash())) {
                        restore(session, entry, keys);
                    }
                }
                keys.values().forEach(SubjectKeys::wipe);
            });
        }

        private void restore(RestoredStatements.Session session, RebuiltEntry entry, Map<String, SubjectKeys> keys)
                throws SQLException {
            Optional<CustodyRecord.Parsed> record =
                    entry.record().flatMap(bytes -> CustodyRecord.parse(bytes.toArray()));
            Optional<Statement> statement = record.flatMap(parsed -> statement(parsed.kept(), entry));
            if (record.isEmpty() || statement.isEmpty()) {
                unusable++;
                lastLost = OptionalLong.of(entry.index());
                return;
            }
            Optional<String> stream = Optional.ofNullable(record.get().stream());
            if (stream.isEmpty() && statement.get().position().previous().isPresent()) {
                stream = session.streamOf(statement.get().position().previous().get());
            }
            KeptStatement kept = record.get().kept();
            Optional<Said> said;
            try {
                said = stream.flatMap(id -> said(kept, id, statement.get().seq(), keys));
            } catch (KekUnavailableException e) {
                // Anything else is about all keys: nothing is passed over that a correction would bring back.
                if (!e.trouble().isOfSome()) {
                    throw e;
                }
                unavailable.merge(e.trouble(), 1L, Long::sum);
                if (e.trouble() != KeyTrouble.LOST) {
                    lastLost = OptionalLong.of(entry.index());
                }
                return;
            }
            if (stream.isEmpty() || said.isEmpty()) {
                sealed++;
                return;
            }
            // In a transaction of its own, before this one: whatever ends this rebuild, it is known.
            begin(entry.index());
            Optional<String> owner = session.ownerOf(stream.get());
            if (owner.isEmpty()) {
                owner = beginStream(session, stream.get(), kept, statement.get(), said.get());
            }
            if (owner.isEmpty()
                    || session.add(row(entry, kept, statement.get(), stream.get(), owner.get(), said.get()))
                            == RestoredStatements.Outcome.TAKEN) {
                taken++;
                forgotten.displaced(new Forgotten.Displaced(
                        kept.keySubject(),
                        owner.isPresent() ? owner : said.get().party(),
                        statement.get().digest(),
                        said.get().type()));
            } else {
                restored++;
            }
        }
    }

    /** The record's statement, if it is the one that the leaf binds. */
    private static Optional<Statement> statement(KeptStatement kept, RebuiltEntry entry) {
        try {
            HashedRekordLeaf leaf = HashedRekordLeaf.parse(entry.leaf().toArray());
            Statement statement = Statement.parse(kept.bytes().toArray());
            return leaf.sha256().equals(statement.digest())
                            && leaf.signatureDer().equals(kept.signature())
                    ? Optional.of(statement)
                    : Optional.empty();
        } catch (InvalidEntryException | CustodyFormatException e) {
            return Optional.empty();
        }
    }

    /** What of the sealed facts the rows need. */
    private record Said(EventType type, Instant time, Optional<String> party) {}

    private Optional<Said> said(KeptStatement kept, String stream, long seq, Map<String, SubjectKeys> known) {
        SubjectKeys keys = keys(kept.keySubject(), known);
        OpenedDisclosures opened = keys == null
                ? new OpenedDisclosures.NoKey()
                : inspection.open(kept, Confidentiality.ACCOUNTABILITY, stream, seq, keys);
        if (!(opened instanceof OpenedDisclosures.Opened facts)) {
            return Optional.empty();
        }
        Map<Field, String> texts = new HashMap<>();
        for (Disclosure each : facts.disclosures()) {
            Field field = each.name().field();
            if (field == Field.TYPE || field == Field.TIME || field == Field.PARTY) {
                texts.put(field, each.fact().value().asText());
            }
        }
        String type = texts.get(Field.TYPE);
        String time = texts.get(Field.TIME);
        return type == null || time == null
                ? Optional.empty()
                : Optional.of(new Said(
                        EventType.valueOf(type), Instant.parse(time), Optional.ofNullable(texts.get(Field.PARTY))));
    }

    private @Nullable SubjectKeys keys(String subject, Map<String, SubjectKeys> known) {
        SubjectKeys keys = known.get(subject);
        if (keys == null) {
            try {
                keys = subjectKeys.of(subject, () -> {});
                known.put(subject, keys);
            } catch (SealBrokenException e) {
                return null;
            }
        }
        return keys;
    }

    /** Adds the stream that this first statement begins, and returns its owner; empty if that cannot be. */
    private static Optional<String> beginStream(
            RestoredStatements.Session session, String stream, KeptStatement kept, Statement statement, Said said)
            throws SQLException {
        if (statement.seq() != 0 || said.party().isEmpty()) {
            return Optional.empty();
        }
        String party = said.party().get();
        StreamKind kind = said.type().stream();
        // A replica's name is nowhere in its statements; no replica continues this stream, it begins one of its own.
        String subject = kind == StreamKind.ACCESS ? party + "/restored/" + stream : kept.keySubject();
        return session.addStream(stream, kind.name(), subject, party) ? Optional.of(party) : Optional.empty();
    }

    private static StatementRow row(
            RebuiltEntry entry, KeptStatement kept, Statement statement, String stream, String owner, Said said) {
        StatementRow row = new StatementRow();
        row.key = new StatementRow.Key(stream, statement.seq());
        row.digest = statement.digest().toArray();
        row.ownerParty = owner;
        row.keySubject = kept.keySubject();
        row.bytes = kept.bytes().toArray();
        row.signature = kept.signature().toArray();
        row.leafHash = entry.leafHash().toArray();
        row.content = kept.sealed(Confidentiality.CONTENT).map(Bytes::toArray).orElse(null);
        row.accountability =
                kept.sealed(Confidentiality.ACCOUNTABILITY).map(Bytes::toArray).orElse(null);
        row.recordedAt = said.time();
        return row;
    }
}
