package org.sillok.succession;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.crypto.Sha2;
import org.sillok.custody.Actor;
import org.sillok.custody.Custody;
import org.sillok.custody.Recorded;
import org.sillok.custody.StreamRef;
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.feed.Feed;
import org.sillok.feed.core.Happening;
import org.sillok.identity.Parties;
import org.sillok.identity.Scope;
import org.sillok.json.JsonObject;
import org.sillok.kernel.Digest;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Timestamps;
import org.sillok.succession.core.SuccessionState;
import org.sillok.succession.db.ExportRows;
import org.sillok.succession.db.PackedItemRows;
import org.sillok.succession.db.SuccessionRows;

/** The transactions of a hand-over that was accepted, in the system's scope. Each may be repeated. */
@ApplicationScoped
@Transactional
class HandOverSteps {
    private static final int BATCH = 100;

    private final SuccessionRows rows;
    private final ExportRows exports;
    private final PackedItemRows lines;
    private final Custody custody;
    private final Parties parties;
    private final Feed feed;
    private final Scope scope;
    private final Clock clock;

    HandOverSteps(
            SuccessionRows rows,
            ExportRows exports,
            PackedItemRows lines,
            Custody custody,
            Parties parties,
            Feed feed,
            Scope scope,
            Clock clock) {
        this.rows = rows;
        this.exports = exports;
        this.lines = lines;
        this.custody = custody;
        this.parties = parties;
        this.feed = feed;
        this.scope = scope;
        this.clock = clock;
    }

    /** Those that were accepted and are not on all records. */
    List<SuccessionRows.Succession> open() {
        scope.enterSystem();
        return rows.accepted();
    }

    /**
     * Says so on the records of the next items; how many there were. 0: all are told, or there is nothing to tell. Since the
     * acceptance nobody else receives them from here ({@link Departure}).
     */
    int next(String id, @Nullable Actor actor) {
        scope.enterSystem();
        Optional<SuccessionRows.Succession> accepted = accepted(id);
        if (accepted.isEmpty()) {
            return 0;
        }
        SuccessionRows.Succession row = accepted.get();
        ExportRows.Result result = exports.result(id, row.export()).orElseThrow();
        List<PackedItemRows.Line> some = lines.left(id, row.export(), BATCH);
        Instant now = Timestamps.truncate(clock.instant());
        for (PackedItemRows.Line line : some) {
            ItemId item = new ItemId(line.item());
            PartyId owner = new PartyId(row.owner());
            custody.append(
                    StreamRef.item(item, owner),
                    EventType.HANDED_OVER,
                    actor,
                    List.of(
                            Fact.of(Field.ITEM, item.value()),
                            Fact.of(Field.REQUEST, id),
                            Fact.of(Field.RECIPIENT, row.successor()),
                            Fact.of(Field.DETAILS, about(row, result, line))));
            lines.handedOver(id, row.export(), line.item(), now);
        }
        return some.size();
    }

    /** Up to which statement the record went, for whom it was encrypted, and what stands for the package. */
    private static JsonObject about(SuccessionRows.Succession row, ExportRows.Result result, PackedItemRows.Line line) {
        Long seq = line.seq();
        byte[] head = line.head();
        if (seq == null || head == null) {
            throw new IllegalStateException("an item of a complete package was not packed");
        }
        return packaged(row, result)
                .put("seq", seq)
                .put("head", Digest.sha256(head).base64Url())
                .build();
    }

    private static JsonObject.Builder packaged(SuccessionRows.Succession row, ExportRows.Result result) {
        return JsonObject.builder()
                .put("certificate", Digest.sha256(row.certificate()).base64Url())
                .put("holdings", Digest.sha256(result.holdings()).base64Url())
                .put("protected", Digest.sha256(result.protectedPart()).base64Url());
    }

    /** The statement about the whole, once all records of items say so; false if that is not so. */
    boolean end(String id, @Nullable Actor actor) {
        scope.enterSystem();
        Optional<SuccessionRows.Succession> accepted = accepted(id);
        if (accepted.isEmpty() || !lines.left(id, accepted.get().export(), 1).isEmpty()) {
            return false;
        }
        SuccessionRows.Succession row = accepted.get();
        ExportRows.Result result = exports.result(id, row.export()).orElseThrow();
        SuccessionRows.Signed acceptance = signed(row);
        Recorded statement = custody.append(
                StreamRef.repository(parties.repository()),
                EventType.HOLDINGS_HANDED_OVER,
                actor,
                List.of(
                        Fact.of(Field.REQUEST, id),
                        Fact.of(Field.ON_BEHALF_OF, row.owner()),
                        Fact.of(Field.RECIPIENT, row.successor()),
                        Fact.of(
                                Field.DETAILS,
                                packaged(row, result)
                                        .put(
                                                "checkpoint",
                                                Sha2.sha256(result.checkpoint()).base64Url())
                                        .put("items", result.items())
                                        .put("withheld", result.withheld())
                                        .put("acceptanceKey", acceptance.key())
                                        .put(
                                                "acceptance",
                                                Sha2.sha256(acceptance.signature())
                                                        .base64Url())
                                        .build())));
        rows.handedOver(id, statement.digest().toArray(), Timestamps.truncate(clock.instant()));
        feed.tell(new PartyId(row.owner()), Happening.SUCCESSION_DONE, id);
        feed.tell(new PartyId(row.successor()), Happening.SUCCESSION_DONE, id);
        feed.tellRepository(Happening.SUCCESSION_DONE, id);
        return true;
    }

    private static SuccessionRows.Signed signed(SuccessionRows.Succession row) {
        SuccessionRows.Signed acceptance = row.accepted();
        if (acceptance == null) {
            throw new IllegalStateException("a succession that was accepted has an acceptance");
        }
        return acceptance;
    }

    private Optional<SuccessionRows.Succession> accepted(String id) {
        return rows.lock(id).filter(row -> row.state().equals(SuccessionState.ACCEPTED.name()));
    }
}
