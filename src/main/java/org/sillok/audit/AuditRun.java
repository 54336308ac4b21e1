package org.sillok.audit;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sillok.agreement.AgreementInspection;
import org.sillok.audit.core.Finding;
import org.sillok.audit.core.FindingCode;
import org.sillok.audit.core.Findings;
import org.sillok.audit.core.Place;
import org.sillok.crypto.P256PublicKey;
import org.sillok.custody.CustodyInspection;
import org.sillok.custody.StatementKey;
import org.sillok.custody.StoredStatement;
import org.sillok.custody.core.StreamKind;
import org.sillok.evidence.ItemInspection;
import org.sillok.json.JsonObject;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Timestamps;
import org.sillok.log.LogInspection;
import org.sillok.log.StoredLog;
import org.sillok.time.TimeInspection;
import org.sillok.vault.ObjectReader;
import org.sillok.vault.PatientKeys;
import org.sillok.vault.Vault;

/**
 * One audit from beginning to end. First the checkpoints that bind the log are read; then, in one transaction that sees a
 * single moment later than that, log, statements and rows; then, outside of it, the bytes of every file. What is written
 * meanwhile is neither missed nor mistaken for damage: it is not part of that moment.
 */
@ApplicationScoped
public class AuditRun {
    private static final int PAGE = 512;
    private static final String SUPPLIED = "supplied checkpoint";

    private final LogInspection logs;
    private final CustodyInspection custody;
    private final TimeInspection times;
    private final ItemInspection items;
    private final AgreementInspection agreements;
    private final RowInspections inspections;
    private final StatementKey statementKey;
    private final Vault vault;
    private final PatientKeys subjectKeys;
    private final ObjectReader reader;
    private final AuditTransactions transactions;
    private final FixityStatements fixity;
    private final Clock clock;

    AuditRun(
            LogInspection logs,
            CustodyInspection custody,
            TimeInspection times,
            ItemInspection items,
            AgreementInspection agreements,
            RowInspections inspections,
            StatementKey statementKey,
            Vault vault,
            PatientKeys subjectKeys,
            ObjectReader reader,
            AuditTransactions transactions,
            FixityStatements fixity,
            Clock clock) {
        this.logs = logs;
        this.custody = custody;
        this.times = times;
        this.items = items;
        this.agreements = agreements;
        this.inspections = inspections;
        this.statementKey = statementKey;
        this.vault = vault;
        this.subjectKeys = subjectKeys;
        this.reader = reader;
        this.transactions = transactions;
        this.fixity = fixity;
        this.clock = clock;
    }

    /**
     * Audits everything and puts on record that it did. Runs outside of any transaction.
     *
     * @param supplied a checkpoint that somebody outside kept, besides the one on this machine
     * @return the report, as it is shown
     * @throws org.sillok.vault.KekUnavailableException if keys cannot be had: then nothing is known, and nothing recorded
     */
    public JsonObject run(@Nullable Bytes supplied, AuditProgress progress) {
        Instant started = Timestamps.truncate(clock.instant());
        Findings findings = new Findings();
        Tally tally = new Tally(progress);
        Map<String, List<Anchor>> anchors = transactions.shortly(() -> anchors(supplied, findings));
        List<AuditReport.AuditedLog> audited = new ArrayList<>();
        List<ItemCheck> itemChecks = new ArrayList<>();
        List<StreamCheck> streamChecks = new ArrayList<>();
        Tombstones tombstones = new Tombstones();
        transactions.ofOneMoment(() -> {
            List<StoredLog> stored = logs.logs();
            tally.expect(stored.stream().mapToLong(StoredLog::size).sum() + custody.statements() + items.files());
            P256PublicKey key = statementKey.publicKey();
            SubjectKeyCache keys = new SubjectKeyCache(subjectKeys, findings, tally);
            for (StoredLog log : stored) {
                List<Anchor> ofLog = anchors.getOrDefault(log.origin(), List.of());
                new LogCheck(logs, custody, key, keys, findings, tally).run(log, ofLog);
                checkTimes(log, findings);
                audited.add(new AuditReport.AuditedLog(log.origin(), log.size(), (int)
                        ofLog.stream().filter(Anchor::outside).count()));
            }
            ItemCheck itemCheck = new ItemCheck(items, custody, keys, findings, tally);
            StatementCheck statements = new StatementCheck(custody, key, origins(stored), keys, tombstones, findings);
            AgreementCheck agreementCheck = new AgreementCheck(agreements, custody, keys, findings);
            RowChecks rows = inspections.checks(keys, findings);
            StreamCheck streams = new StreamCheck(
                    custody,
                    new LeafStandings(logs, stored, tally),
                    statements,
                    itemCheck,
                    agreementCheck,
                    rows,
                    findings,
                    tally);
            streams.run();
            itemCheck.findUnrecorded();
            agreementCheck.findUnrecorded();
            rows.end();
            itemChecks.add(itemCheck);
            streamChecks.add(streams);
        });
        Findings reread = new Findings();
        Set<String> origins =
                audited.stream().map(AuditReport.AuditedLog::origin).collect(Collectors.toUnmodifiableSet());
        lookAgain(origins, tombstones, tally);
        tombstones.settle(findings);
        ObjectCheck objects = objects(origins, tombstones, findings, reread, tally);
        objects.run();
        lookAgain(origins, tombstones, tally);
        tombstones.settle(reread);
        addNew(reread, findings);
        AuditReport report = new AuditReport(
                started,
                Timestamps.truncate(clock.instant()),
                audited,
                tally.checked(),
                findings.listed(),
                findings.counts());
        Set<String> unsound = itemChecks.get(0).unsound();
        boolean recorded = fixity.record(
                report, objects.failures(), unsound, streamChecks.get(0).isRepositorySound());
        return report.toJson(recorded);
    }

    /**
     * A statement that was altered since it was checked must not pass for one without files. What was wrong with it before is
     * found a second time, perhaps by another name: that counts once, as long as all findings are listed.
     */
    private static void addNew(Findings reread, Findings findings) {
        if (findings.total() == findings.listed().size()) {
            Set<Place> known = findings.listed().stream().map(Finding::place).collect(Collectors.toUnmodifiableSet());
            reread.listed().stream()
                    .filter(each -> !known.contains(each.place()))
                    .forEach(findings::add);
        }
    }

    private void checkTimes(StoredLog log, Findings findings) {
        for (TimeInspection.Found found : times.check(log.origin())) {
            FindingCode code = switch (found.flaw()) {
                case MISSING -> FindingCode.TIME_STAMP_MISSING;
                case INVALID -> FindingCode.TIME_STAMP_INVALID;
                case ROW_ALTERED -> FindingCode.TIME_STAMP_ROW_ALTERED;
            };
            findings.add(code, Place.object(found.object()), found.detail());
        }
    }

    /**
     * Keys are those of now, and one may have been destroyed after the moment that was audited: then its tombstone is there by
     * now.
     */
    private void lookAgain(Set<String> origins, Tombstones tombstones, Tally tally) {
        Findings known = new Findings();
        SubjectKeyCache keys = new SubjectKeyCache(subjectKeys, known, tally);
        StatementCheck statements =
                new StatementCheck(custody, statementKey.publicKey(), origins, keys, tombstones, known);
        for (String subject : tombstones.unexplained()) {
            StoredStatement last = null;
            List<StoredStatement> page = page(subject, last);
            while (!page.isEmpty()) {
                page.forEach(statements::check);
                last = page.get(page.size() - 1);
                page = page(subject, last);
            }
        }
    }

    private List<StoredStatement> page(String item, @Nullable StoredStatement last) {
        return transactions.shortly(() -> custody.streamsOf(StreamKind.ITEM, List.of(item)).stream()
                .flatMap(stream -> custody.ofStream(stream.id(), last == null ? 0 : last.seq() + 1, PAGE).stream())
                .toList());
    }

    private ObjectCheck objects(
            Set<String> origins, Tombstones tombstones, Findings findings, Findings reread, Tally tally) {
        SubjectKeyCache keys = new SubjectKeyCache(subjectKeys, reread, tally);
        StatementCheck statements =
                new StatementCheck(custody, statementKey.publicKey(), origins, keys, tombstones, reread);
        return new ObjectCheck(custody, transactions, statements, vault, reader, keys, findings, tally);
    }

    private static Set<String> origins(List<StoredLog> stored) {
        return stored.stream().map(StoredLog::origin).collect(Collectors.toUnmodifiableSet());
    }

    /** By origin. A supplied checkpoint that is of none of the logs is a finding. */
    private Map<String, List<Anchor>> anchors(@Nullable Bytes supplied, Findings findings) {
        Map<String, List<Anchor>> anchors = new HashMap<>();
        boolean belongs = supplied == null;
        for (StoredLog log : logs.logs()) {
            List<Anchor> ofLog = new ArrayList<>();
            String prefix = "log/" + log.origin() + "/";
            logs.highWaterMark(log)
                    .ifPresent(note -> ofLog.add(new Anchor(Place.log(log.origin() + " high-water mark"), note, true)));
            logs.checkpointCopy(log)
                    .ifPresent(note -> ofLog.add(new Anchor(Place.object(prefix + "checkpoint"), note, false)));
            Optional.ofNullable(log.signedNote())
                    .ifPresent(note -> ofLog.add(new Anchor(Place.log(log.origin() + " signed head"), note, false)));
            times.notes(log.origin()).forEach((name, note) -> ofLog.add(new Anchor(Place.object(name), note, false)));
            if (supplied != null
                    && Anchor.origin(supplied).filter(log.origin()::equals).isPresent()) {
                belongs = true;
                ofLog.add(new Anchor(Place.log(log.origin() + " " + SUPPLIED), supplied, true));
            }
            anchors.put(log.origin(), ofLog);
        }
        if (!belongs) {
            findings.add(
                    FindingCode.ANCHOR_INVALID,
                    Place.log(SUPPLIED),
                    "it is not a checkpoint of a log that the database knows");
        }
        return anchors;
    }
}
