package org.sillok.custody;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.custody.db.Streams;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.Ids;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.RequestId;

/**
 * Records who looked at what, and who was refused: one statement in the acting party's access stream of this replica.
 * Every method joins the transaction of the look itself and cannot be switched off. The transaction must be scoped to
 * the acting party.
 */
@ApplicationScoped
public class AccessLog {
    // The owner's own staff act under one purpose; recipients' purposes are those of their requests.
    private static final String PURPOSE = "PRESERVATION";

    private final Custody custody;
    private final Streams streams;
    private final CustodyConfig config;
    private final Clock clock;
    private final String replica;

    AccessLog(
            Custody custody,
            Streams streams,
            CustodyConfig config,
            Clock clock,
            @ConfigProperty(name = "sillok.replica-id") String replica) {
        this.custody = custody;
        this.streams = streams;
        this.config = config;
        this.clock = clock;
        this.replica = replica;
    }

    /** An item's metadata was shown. Repeated views within a reading session are one. */
    @Transactional(TxType.MANDATORY)
    public void viewed(Actor actor, ItemId item) {
        if (!continues(actor, item.value(), EventType.VIEWED)) {
            append(actor, EventType.VIEWED, List.of(Fact.of(Field.ITEM, item.value()), purpose()));
        }
    }

    /** Something that is not an item was shown: a party, a user, a source, a job. */
    @Transactional(TxType.MANDATORY)
    public void viewed(Actor actor, String id) {
        if (!continues(actor, id, EventType.VIEWED)) {
            append(actor, EventType.VIEWED, List.of(Fact.of(Field.DETAILS, id)));
        }
    }

    /** A file was handed out, whole. Retries of one version within a reading session, and parts after it, are one. */
    @Transactional(TxType.MANDATORY)
    public void downloaded(Actor actor, ItemId item, int version) {
        if (!continues(actor, whole(item, version), EventType.DOWNLOADED)) {
            append(
                    actor,
                    EventType.DOWNLOADED,
                    List.of(Fact.of(Field.ITEM, item.value()), Fact.of(Field.VERSION, version), purpose()));
        }
    }

    /**
     * A part of a file was handed out. All parts of one version within a reading session are one, and none if the session
     * began with a whole file: that is on the record, and says more.
     */
    @Transactional(TxType.MANDATORY)
    public void downloadedPart(Actor actor, ItemId item, int version) {
        String whole = whole(item, version);
        if (!goesOn(actor, whole, EventType.DOWNLOADED) && !continues(actor, whole + "/part", EventType.DOWNLOADED)) {
            append(
                    actor,
                    EventType.DOWNLOADED,
                    List.of(
                            Fact.of(Field.ITEM, item.value()),
                            Fact.of(Field.VERSION, version),
                            Fact.of(Field.OUTCOME, "PART"),
                            purpose()));
        }
    }

    /**
     * A part of a bundle was handed out to its recipient for those purposes. Ranges and retries of one part within a reading
     * session are one.
     */
    @Transactional(TxType.MANDATORY)
    public void downloaded(Actor actor, BundleId bundle, int part, RequestId request, Set<String> purposes) {
        String why = String.join(" ", purposes.stream().sorted().toList());
        if (!continues(actor, bundle.value() + "/" + part, EventType.DOWNLOADED, why)) {
            append(
                    actor,
                    EventType.DOWNLOADED,
                    List.of(
                            Fact.of(Field.BUNDLE, bundle.value()),
                            Fact.of(Field.REQUEST, request.value()),
                            Fact.of(Field.PURPOSE, why),
                            Fact.of(Field.DETAILS, part)));
        }
    }

    /** A list was shown: what kind of things, and how many. */
    @Transactional(TxType.MANDATORY)
    public void listed(Actor actor, String kind, int results) {
        append(actor, EventType.LISTED, List.of(Fact.of(Field.QUERY, kind), Fact.of(Field.RESULTS, results)));
    }

    /** Something was searched for: salted digests of what, never what. */
    @Transactional(TxType.MANDATORY)
    public void searched(Actor actor, List<Fact> facts) {
        append(actor, EventType.SEARCHED, facts);
    }

    /** Parties, users, tokens or jobs were changed. */
    @Transactional(TxType.MANDATORY)
    public void administered(Actor actor, String what, List<Fact> facts) {
        List<Fact> all = new ArrayList<>(facts);
        all.add(Fact.of(Field.BASIS, what));
        append(actor, EventType.ADMINISTERED, all);
    }

    /** Who a source is was shown, by an opening that was asked for and approved. Each time is on the record. */
    @Transactional(TxType.MANDATORY)
    public void identityOpened(Actor actor, List<Fact> facts) {
        append(actor, EventType.IDENTITY_OPENED, facts);
    }

    /**
     * A request was refused. What was asked for may not exist: the statement says only what was asked.
     *
     * @param action what was attempted, as a fixed word
     * @param id the identifier asked for; recorded only if it has the form of one
     */
    @Transactional(TxType.MANDATORY)
    public void denied(Actor actor, String action, String id) {
        List<Fact> facts = new ArrayList<>(List.of(Fact.of(Field.BASIS, action), Fact.of(Field.OUTCOME, "DENIED")));
        if (Ids.isWellFormed(ItemId.PREFIX, id)) {
            facts.add(Fact.of(Field.ITEM, id));
        } else if (id.length() > 3 && Ids.isWellFormed(id.substring(0, 3), id)) {
            facts.add(Fact.of(Field.DETAILS, id));
        }
        append(actor, EventType.DENIED, facts);
    }

    private void append(Actor actor, EventType type, List<Fact> facts) {
        custody.append(StreamRef.access(actor.party(), replica), type, actor, facts);
    }

    private static String whole(ItemId item, int version) {
        return item.value() + "/" + version;
    }

    private boolean goesOn(Actor actor, String target, EventType event) {
        return streams.isReading(
                actor.party().value(), actor.user().value(), target, event.name(), PURPOSE, clock.instant());
    }

    private boolean continues(Actor actor, String target, EventType event) {
        return continues(actor, target, event, PURPOSE);
    }

    private boolean continues(Actor actor, String target, EventType event, String purpose) {
        Instant now = clock.instant();
        return streams.continueReading(
                actor.party().value(),
                actor.user().value(),
                target,
                event.name(),
                purpose,
                now,
                now.plus(config.readingSession()));
    }

    private static Fact purpose() {
        return Fact.of(Field.PURPOSE, PURPOSE);
    }
}
