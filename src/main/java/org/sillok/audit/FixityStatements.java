package org.sillok.audit;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;
import org.sillok.audit.core.FindingCode;
import org.sillok.custody.Custody;
import org.sillok.custody.StreamRef;
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.fixity.Incidents;
import org.sillok.fixity.SecondLook;
import org.sillok.fixity.StatedObject;
import org.sillok.fixity.Streams;
import org.sillok.fixity.core.Copy;
import org.sillok.fixity.core.FoundBy;
import org.sillok.identity.Bootstrap;
import org.sillok.json.JsonObject;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;

/**
 * Puts on record that an audit ran and what it came to: one statement in the repository's stream, and an incident for
 * each file that failed. Nothing is added to a stream that is itself damaged.
 */
@ApplicationScoped
class FixityStatements {
    private static final Logger LOG = Logger.getLogger(FixityStatements.class);

    private final Custody custody;
    private final Bootstrap bootstrap;
    private final AuditTransactions transactions;
    private final SecondLook look;
    private final Incidents incidents;

    FixityStatements(
            Custody custody,
            Bootstrap bootstrap,
            AuditTransactions transactions,
            SecondLook look,
            Incidents incidents) {
        this.look = look;
        this.incidents = incidents;
        this.custody = custody;
        this.bootstrap = bootstrap;
        this.transactions = transactions;
    }

    /** Returns whether the run is on record. A failure here does not take the findings away. */
    boolean record(AuditReport report, List<FixityFailure> failures, Set<String> unsoundItems, boolean mayRecordRun) {
        boolean recorded = mayRecordRun && succeeds(() -> run(report));
        for (FixityFailure failure : failures) {
            boolean inItem = !unsoundItems.contains(failure.object().item());
            recorded &= succeeds(() -> failed(failure, inItem, mayRecordRun));
        }
        return recorded;
    }

    private static boolean succeeds(Runnable write) {
        try {
            write.run();
            return true;
        } catch (RuntimeException e) {
            LOG.warnf("An audit could not be put on record: %s", e.getClass().getName());
            LOG.debug("Why it could not", e);
            return false;
        }
    }

    private void run(AuditReport report) {
        PartyId repository = bootstrap.ensureRepositoryParty().party();
        JsonObject.Builder counts = JsonObject.builder();
        for (Map.Entry<FindingCode, Long> count : report.counts().entrySet()) {
            counts.put(count.getKey().name(), count.getValue());
        }
        JsonObject details = JsonObject.builder()
                .put("checked", report.checkedJson())
                .put("logs", report.logsJson())
                .put("findings", counts.build())
                .build();
        List<Fact> facts = List.of(
                Fact.of(Field.OUTCOME, report.isIntact() ? "INTACT" : "DAMAGED"), Fact.of(Field.DETAILS, details));
        transactions.shortly(() -> custody.append(StreamRef.repository(repository), EventType.FIXITY_RUN, null, facts));
    }

    private void failed(FixityFailure failure, boolean inItem, boolean inRepository) {
        if (failure.damage() != null) {
            look.again(failure.object(), Copy.EVIDENCE)
                    .ifPresent(damage -> incidents.found(
                            failure.object(), Copy.EVIDENCE, damage, FoundBy.AUDIT, Streams.of(inItem, inRepository)));
        } else if (inItem) {
            contentAltered(failure);
        }
    }

    /** The stored bytes are right and the key or the statement is not: nothing that a copy of the bytes would repair. */
    private void contentAltered(FixityFailure failure) {
        StatedObject object = failure.object();
        StreamRef stream = StreamRef.item(new ItemId(object.item()), new PartyId(object.owner()));
        List<Fact> facts = List.of(
                Fact.of(Field.ITEM, object.item()),
                Fact.of(Field.VERSION, object.version()),
                Fact.object(object.file(), object.object()),
                Fact.of(Field.OUTCOME, failure.code().name()));
        transactions.shortly(() -> custody.append(stream, EventType.FIXITY_FAILED, null, facts));
    }
}
