package org.sillok.recall;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.sillok.crypto.KeyFormatException;
import org.sillok.crypto.P256PublicKey;
import org.sillok.crypto.Sha2;
import org.sillok.custody.Custody;
import org.sillok.custody.StreamFacts;
import org.sillok.custody.StreamRef;
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.evidence.Replays;
import org.sillok.identity.Parties;
import org.sillok.identity.Scope;
import org.sillok.json.JsonObject;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Timestamps;
import org.sillok.log.LogConsent;
import org.sillok.log.TransparencyLog;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;
import org.sillok.recall.core.RecallEntry;
import org.sillok.recall.core.RecallFormatException;
import org.sillok.recall.core.RecallLevel;
import org.sillok.recall.core.RecallList;
import org.sillok.recall.core.SignedDocument;
import org.sillok.recall.db.ListRows;

/**
 * The public recall list: signed, numbered, each list with its digest on the repository's stream. No number is used twice, as
 * long as the repository's statements are there. None is issued or shown while the log objects to what the database says, or
 * while something is open of a restore: the database may have forgotten recalls that were published.
 */
@ApplicationScoped
public class RecallLists {
    // Longer than any transaction.
    private static final Duration LONGEST = Duration.ofHours(1);

    private final ListRows rows;
    private final NoticeSeals seals;
    private final Custody custody;
    private final Parties parties;
    private final TransparencyLog log;
    private final LogConsent consent;
    private final Replays replays;
    private final StreamFacts facts;
    private final RecallConfig config;
    private final Scope scope;
    private final Clock clock;
    private volatile @Nullable Published written;
    /** Whether the newest row was found to be the newest list that is stated; a restore is followed by a start. */
    private volatile boolean compared;

    RecallLists(
            ListRows rows,
            NoticeSeals seals,
            Custody custody,
            Parties parties,
            TransparencyLog log,
            LogConsent consent,
            Replays replays,
            StreamFacts facts,
            RecallConfig config,
            Scope scope,
            Clock clock) {
        this.rows = rows;
        this.seals = seals;
        this.custody = custody;
        this.parties = parties;
        this.log = log;
        this.consent = consent;
        this.replays = replays;
        this.facts = facts;
        this.config = config;
        this.scope = scope;
        this.clock = clock;
    }

    /** A list as it is handed out: a signed document, as it is written. */
    public record Published(long number, Bytes file) {}

    /** The number of the newest list, for everybody. The first who asks has the first one issued, which is empty or not. */
    @Transactional
    public Outcome<Long> current() {
        if (!may()) {
            return Outcome.refused(Refusal.of(ProblemCode.LOG_REFUSES));
        }
        if (rows.newestNumber() == 0 || !compared) {
            renew();
        }
        return Outcome.done(rows.newestNumber());
    }

    /** A list of any time. */
    @Transactional
    public Outcome<Published> numbered(long number) {
        if (!may()) {
            return Outcome.refused(Refusal.of(ProblemCode.LOG_REFUSES));
        }
        Published known = written;
        if (known != null && known.number() == number) {
            return Outcome.done(known);
        }
        Optional<Published> found = rows.find(number).map(RecallLists::published);
        // Everybody asks for the newest one. A list never changes, so that it is right whenever it was kept.
        found.filter(one -> one.number() == rows.newestNumber()).ifPresent(one -> written = one);
        return found.map(Outcome::done).orElseGet(() -> Outcome.refused(Refusal.of(ProblemCode.NOT_FOUND)));
    }

    /** Issues a list because of what has changed, in the same transaction, or has the sweep do so later. */
    @Transactional(TxType.MANDATORY)
    void changed() {
        if (may()) {
            rows.lock();
            issue();
        }
    }

    /**
     * Issues a list if there is none, if the newest is old, of a time that has not come yet (a clock was ahead), does not know
     * everything, or is not the newest that is stated (after a restore); whether it did.
     */
    @Transactional
    public boolean renew() {
        if (!may()) {
            return false;
        }
        rows.lock();
        Instant now = Timestamps.truncate(clock.instant());
        compared = compared || stated() <= rows.newestNumber();
        boolean due = !compared
                || rows.newest()
                        .map(newest -> now.isBefore(newest.thisUpdate())
                                || !now.isBefore(newest.thisUpdate().plus(config.listEvery()))
                                || isIncomplete(newest))
                        .orElse(true);
        if (due) {
            issue();
        }
        return due;
    }

    /**
     * Whether the database knows what was called back. After a restore it does not before the statements since the backup were
     * gone through, and a custodian has opened every item that these closed: withdrawals are said again until then. Enters the
     * system's scope.
     */
    private boolean may() {
        scope.enterSystem();
        return consent.isGiven()
                && replays.pending().isEmpty()
                && replays.closed("", 1).isEmpty();
    }

    /** Whether it was made while somebody called something back whose transaction ended later, without a list of its own. */
    private boolean isIncomplete(ListRows.Row newest) {
        return rows.hasChangedSince(newest.thisUpdate().minus(LONGEST))
                && !listed(newest).equals(entries());
    }

    private static List<RecallEntry> listed(ListRows.Row row) {
        try {
            return RecallList.parse(row.bytes()).entries();
        } catch (RecallFormatException e) {
            throw new IllegalStateException("a recall list was altered in storage", e);
        }
    }

    /** The lock is held: whoever has waited for it sees what the one before it has committed. */
    private void issue() {
        Instant at = Timestamps.truncate(clock.instant());
        Optional<ListRows.Row> newest = rows.newest();
        List<RecallEntry> entries = entries();
        RecallList list = new RecallList(log.origin(), number(newest), at, at.plus(config.listHolds()), entries);
        SignedDocument document = seals.sign(list);
        rows.add(new ListRows.Row(
                list.number(),
                document.bytes().toArray(),
                document.signature().toArray(),
                document.key().spki(),
                list.thisUpdate(),
                list.nextUpdate()));
        custody.append(
                StreamRef.repository(parties.repository()),
                EventType.RECALL_LIST,
                null,
                List.of(Fact.of(
                        Field.DETAILS,
                        JsonObject.builder()
                                .put("number", list.number())
                                .put("sha256", Sha2.sha256(document.bytes()).base64Url())
                                .put("entries", entries.size())
                                .put("nextUpdate", Timestamps.format(list.nextUpdate()))
                                .build())));
    }

    /** Above all that were used: after a restore the statements know of lists that the rows have forgotten. */
    private long number(Optional<ListRows.Row> newest) {
        return Math.max(stated(), newest.map(ListRows.Row::number).orElse(0L)) + 1;
    }

    /** The number of the newest list that the repository's statements know; 0 if they know none. */
    private long stated() {
        return facts.last(StreamRef.repository(parties.repository()), EventType.RECALL_LIST, Field.DETAILS)
                .map(details -> details.asObject().number("number"))
                .orElse(0L);
    }

    private List<RecallEntry> entries() {
        Map<String, List<ListRows.Recalled>> notices = new TreeMap<>();
        rows.recalled()
                .forEach(one -> notices.computeIfAbsent(one.notice(), none -> new ArrayList<>())
                        .add(one));
        // A set: two withdrawals of the same on the same day are one line.
        TreeSet<RecallEntry> entries = new TreeSet<>();
        notices.values().forEach(items -> {
            ListRows.Recalled first = items.get(0);
            entries.add(new RecallEntry(
                    new BundleId(first.bundle()),
                    items.stream().map(ListRows.Recalled::number).toList(),
                    RecallLevel.valueOf(first.level()),
                    // The day is enough to know since when; the moment would say which bundles were called back
                    // together.
                    first.since().truncatedTo(ChronoUnit.DAYS)));
        });
        return List.copyOf(entries);
    }

    private static Published published(ListRows.Row row) {
        try {
            return new Published(
                    row.number(),
                    new SignedDocument(
                                    Bytes.of(row.bytes()),
                                    Bytes.of(row.signature()),
                                    P256PublicKey.ofSpki(row.publicKey()))
                            .write());
        } catch (KeyFormatException e) {
            throw new IllegalStateException("a recall list was altered in storage", e);
        }
    }
}
