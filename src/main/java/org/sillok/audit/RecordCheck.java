package org.sillok.audit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.audit.core.FindingCode;
import org.sillok.audit.core.Findings;
import org.sillok.audit.core.Place;
import org.sillok.crypto.P256PublicKey;
import org.sillok.custody.CustodyInspection;
import org.sillok.custody.KeptStatement;
import org.sillok.custody.Leaves;
import org.sillok.custody.OpenedDisclosures;
import org.sillok.custody.StoredStatement;
import org.sillok.custody.core.Confidentiality;
import org.sillok.custody.core.CustodyFormatException;
import org.sillok.custody.core.Statement;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.log.LogInspection;
import org.sillok.log.StoredLog;
import org.sillok.log.core.InvalidEntryException;
import org.sillok.log.core.RecordBundle;

/**
 * Checks the records beside one log, entry by entry in the order of their numbers. A crash between two steps of the log
 * leaves runs that overlap: each must be right.
 */
final class RecordCheck {
    private final LogInspection logs;
    private final CustodyInspection custody;
    private final P256PublicKey key;
    private final SubjectKeyCache keys;
    private final Findings findings;
    private final Deque<LogInspection.Run> ahead = new ArrayDeque<>();
    private final Deque<Open> open = new ArrayDeque<>();
    private @Nullable StoredLog log;
    private long group;
    private long missingFrom = -1;
    private long lastIndex = -1;

    /** A run of records that covers the present entry. */
    private record Open(LogInspection.Run run, List<Bytes> records) {}

    RecordCheck(
            LogInspection logs, CustodyInspection custody, P256PublicKey key, SubjectKeyCache keys, Findings findings) {
        this.logs = logs;
        this.custody = custody;
        this.key = key;
        this.keys = keys;
        this.findings = findings;
    }

    void begin(StoredLog next) {
        log = next;
        group = 0;
        missingFrom = -1;
        lastIndex = -1;
        ahead.clear();
        open.clear();
    }

    /** Checks the record of the next entry and returns it, if there is one. */
    Optional<Bytes> next(long index, @Nullable Digest leaf, Optional<StoredStatement> statement) {
        lastIndex = index;
        advance(index);
        Optional<Bytes> found = Optional.empty();
        for (Open each : open) {
            Bytes record = each.records().get((int) (index - each.run().first()));
            found = Optional.of(record);
            check(each.run(), index, record, leaf, statement);
        }
        if (found.isEmpty() && missingFrom < 0) {
            missingFrom = index;
        } else if (found.isPresent()) {
            reportMissing(index - 1);
        }
        return found;
    }

    void end() {
        reportMissing(lastIndex);
    }

    /** In words, what the record of an entry without a statement says. */
    String describe(Optional<Bytes> record) {
        Optional<KeptStatement> kept = record.flatMap(custody::record);
        if (kept.isEmpty()) {
            return "the database has no statement for it, and its record is lost too";
        }
        try {
            long seq = Statement.parse(kept.get().bytes().toArray()).seq();
            return "the database has no statement for it; its record has statement " + seq
                    + " of a stream under the keys of " + kept.get().keySubject();
        } catch (CustodyFormatException e) {
            return "the database has no statement for it, and its record is not one";
        }
    }

    private void reportMissing(long last) {
        if (missingFrom >= 0 && log != null) {
            findings.add(
                    FindingCode.RECORD_MISSING,
                    Place.entries(log.origin(), missingFrom, last),
                    "no run of records covers this");
            missingFrom = -1;
        }
    }

    private void advance(long index) {
        StoredLog current = log;
        if (current == null) {
            throw new IllegalStateException("no log was begun");
        }
        for (; group * LogInspection.GROUP <= index; group++) {
            ahead.addAll(logs.records(current, group));
        }
        open.removeIf(each -> each.run().end() <= index);
        while (!ahead.isEmpty() && ahead.element().first() <= index) {
            LogInspection.Run run = ahead.remove();
            if (run.end() > index && run.first() == index) {
                load(current, run).ifPresent(records -> open.add(new Open(run, records)));
            }
        }
    }

    private Optional<List<Bytes>> load(StoredLog current, LogInspection.Run run) {
        Place place = Place.object("log/" + current.origin() + "/" + run.path());
        Optional<Bytes> bytes = logs.object(current, run.path());
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        try {
            List<Bytes> records = RecordBundle.parse(bytes.get().toArray()).records();
            if (records.size() == run.end() - run.first()) {
                return Optional.of(records);
            }
            findings.add(FindingCode.RECORD_ALTERED, place, "it does not have as many records as its name says");
        } catch (InvalidEntryException e) {
            findings.add(FindingCode.RECORD_ALTERED, place, "it does not have the form of a run of records");
        }
        return Optional.empty();
    }

    private void check(
            LogInspection.Run run,
            long index,
            Bytes record,
            @Nullable Digest leaf,
            Optional<StoredStatement> statement) {
        Optional<KeptStatement> kept = custody.record(record);
        if (kept.isEmpty()) {
            alteredRecord(run, index, "it does not have the form of a record");
        } else if (leaf != null
                && !Leaves.hash(kept.get(), key).filter(leaf::equals).isPresent()) {
            alteredRecord(run, index, "its statement or signature is not the one that was logged");
        } else if (statement.isPresent()) {
            compare(run, index, kept.get(), statement.get());
        }
    }

    private void compare(LogInspection.Run run, long index, KeptStatement kept, StoredStatement row) {
        if (!kept.keySubject().equals(row.kept().keySubject())) {
            findings.add(
                    FindingCode.STATEMENT_ALTERED,
                    Place.statement(row.stream(), row.seq()),
                    "its row names another subject of keys than its record");
            return;
        }
        for (Confidentiality kind : Confidentiality.values()) {
            if (!kept.sealed(kind).equals(row.kept().sealed(kind))) {
                blame(run, index, kind, kept, row);
            }
        }
    }

    /** Row and record differ in their sealed facts: whichever does not open for its place is the false one. */
    private void blame(
            LogInspection.Run run, long index, Confidentiality kind, KeptStatement kept, StoredStatement row) {
        boolean recordFits = fits(kept, kind, row);
        boolean rowFits = fits(row.kept(), kind, row);
        if (!recordFits || rowFits) {
            alteredRecord(run, index, "its sealed facts are not those of the statement");
        }
        if (recordFits && row.kept().sealed(kind).isEmpty()) {
            findings.add(
                    FindingCode.DISCLOSURE_ALTERED,
                    Place.statement(row.stream(), row.seq()),
                    "its sealed facts were removed from the row; the record has them");
        }
    }

    private boolean fits(KeptStatement kept, Confidentiality kind, StoredStatement row) {
        if (kept.sealed(kind).isEmpty()) {
            return false;
        }
        return keys.of(kept.keySubject())
                .map(held -> custody.open(kept, kind, row.stream(), row.seq(), held))
                .filter(OpenedDisclosures.Opened.class::isInstance)
                .isPresent();
    }

    private void alteredRecord(LogInspection.Run run, long index, String detail) {
        StoredLog current = log;
        if (current != null) {
            findings.add(
                    FindingCode.RECORD_ALTERED,
                    Place.object("log/" + current.origin() + "/" + run.path()),
                    "entry " + index + ": " + detail);
        }
    }
}
