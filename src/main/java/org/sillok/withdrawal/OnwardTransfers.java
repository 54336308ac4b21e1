package org.sillok.withdrawal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sillok.bundle.BundleOnRecord;
import org.sillok.bundle.BundlesOnRecord;
import org.sillok.bundle.core.BundleViewpoint;
import org.sillok.crypto.Sha2;
import org.sillok.custody.AccessLog;
import org.sillok.custody.Custody;
import org.sillok.custody.StreamRef;
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.feed.Feed;
import org.sillok.feed.core.Happening;
import org.sillok.identity.Caller;
import org.sillok.identity.Parties;
import org.sillok.identity.Scope;
import org.sillok.json.JsonObject;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Position;
import org.sillok.kernel.Randomness;
import org.sillok.kernel.Slice;
import org.sillok.kernel.Timestamps;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;
import org.sillok.vault.SubjectKeys;
import org.sillok.withdrawal.core.OnwardContent;
import org.sillok.withdrawal.core.OnwardId;
import org.sillok.withdrawal.db.OnwardRows;

/**
 * Recipients say to whom they have passed something on. Nobody can check it here; it is what has to be known to reach
 * everybody that has the material. A report is never changed: who was mistaken reports anew.
 */
@ApplicationScoped
public class OnwardTransfers {
    /** So many reports about one bundle; a recipient that passes on more says it in one report about more items. */
    static final int MOST = 500;

    private static final String REPORT = "REPORT_ONWARD_TRANSFER";
    private static final String LIST = "LIST_ONWARD_TRANSFERS";

    private final OnwardRows rows;
    private final OnwardReports reports;
    private final BundlesOnRecord bundles;
    private final Parties parties;
    private final Custody custody;
    private final Feed feed;
    private final AccessLog accessLog;
    private final Scope scope;
    private final Clock clock;
    private final Randomness randomness;

    OnwardTransfers(
            OnwardRows rows,
            OnwardReports reports,
            BundlesOnRecord bundles,
            Parties parties,
            Custody custody,
            Feed feed,
            AccessLog accessLog,
            Scope scope,
            Clock clock,
            Randomness randomness) {
        this.rows = rows;
        this.reports = reports;
        this.bundles = bundles;
        this.parties = parties;
        this.custody = custody;
        this.feed = feed;
        this.accessLog = accessLog;
        this.scope = scope;
        this.clock = clock;
        this.randomness = randomness;
    }

    /** Puts a report on record; {@code alongside} becomes durable with it or not at all. */
    @Transactional
    public Outcome<OnwardId> report(Caller caller, String bundle, NewOnwardTransfer said, Consumer<String> alongside) {
        return bundles.received(caller, REPORT, bundle).then(found -> {
            Optional<Refusal> refusal = objection(caller, found, said);
            return refusal.isPresent()
                    ? Outcome.refused(refusal.get())
                    : Outcome.done(put(caller, found, said, alongside));
        });
    }

    private Optional<Refusal> objection(Caller caller, BundleOnRecord bundle, NewOnwardTransfer said) {
        Instant sealed = bundle.sealedAt();
        if (sealed == null) {
            return Optional.of(Refusal.of(ProblemCode.BUNDLE_NOT_READY));
        }
        if (said.at().isAfter(clock.instant()) || said.at().isBefore(sealed)) {
            return invalid("/at", "It has to lie after the bundle was sealed, and not in the future.");
        }
        PartyId party = said.party();
        if (party != null
                && (party.equals(caller.party())
                        || parties.standings(Set.of(party)).isEmpty())) {
            return invalid("/recipient/party", "There is no such other organisation.");
        }
        scope.enterSystem();
        if (bundles.numbered(bundle.id(), said.numbers()).size()
                != said.numbers().size()) {
            return invalid("/items", "The bundle does not have all of these numbers.");
        }
        return rows.count(bundle.id().value()) >= MOST
                ? Optional.of(new Refusal(ProblemCode.CONFLICT, "There are " + MOST + " reports about this bundle."))
                : Optional.empty();
    }

    private static Optional<Refusal> invalid(String pointer, String detail) {
        return Optional.of(Refusal.at(ProblemCode.INVALID_FIELD, pointer, detail));
    }

    private OnwardId put(Caller caller, BundleOnRecord bundle, NewOnwardTransfer said, Consumer<String> alongside) {
        scope.enterSystem();
        OnwardId id = OnwardId.fresh(randomness);
        byte[] content =
                new OnwardContent(said.name(), said.purposes()).toBytes(randomness.bytes(OnwardContent.SALT_BYTES));
        PartyId party = said.party();
        rows.add(new OnwardRows.Onward(
                id.value(),
                bundle.id().value(),
                caller.party().value(),
                party == null ? null : party.value(),
                reports.seal(id, content),
                said.numbers(),
                Timestamps.truncate(said.at()),
                caller.user().value(),
                Timestamps.truncate(clock.instant())));
        JsonObject.Builder details = JsonObject.builder()
                .put("transfer", id.value())
                .put("at", Timestamps.format(said.at()))
                .put("report", Sha2.sha256(content).base64Url());
        if (party != null) {
            details.put("to", party.value());
        }
        // Whose material it is sees of this statement that there is one: who received what of others is not its matter.
        custody.append(
                StreamRef.bundle(bundle.id(), bundle.recipient()),
                EventType.ONWARD_REPORTED,
                caller.actor(),
                List.of(
                        Fact.of(Field.BUNDLE, bundle.id().value()),
                        Fact.of(Field.RECIPIENT, bundle.recipient().value()),
                        Fact.of(Field.DETAILS, details.build())));
        tell(bundle.id(), said);
        scope.enter(caller);
        alongside.accept(id.value());
        return id;
    }

    private void tell(BundleId bundle, NewOnwardTransfer said) {
        Set<PartyId> told = new TreeSet<>(Comparator.comparing(PartyId::value));
        if (said.numbers().isEmpty()) {
            told.addAll(bundles.holders(bundle));
        } else {
            Map<Integer, BundlesOnRecord.Held> held = bundles.numbered(bundle, said.numbers());
            held.values().forEach(one -> told.add(one.holder()));
        }
        feed.tell(told, Happening.ONWARD_REPORTED, bundle.value());
    }

    /** What the caller has just reported, without recording a look. */
    @Transactional
    public Outcome<OnwardTransfer> shown(Caller caller, String bundle, String id) {
        return bundles.received(caller, REPORT, bundle).then(found -> {
            scope.enterSystem();
            Optional<OnwardRows.Onward> row =
                    rows.find(id).filter(one -> one.bundle().equals(found.id().value()));
            Optional<OnwardTransfer> shown = row.map(one -> transfer(one, reports.keys(List.of(one)), true));
            scope.enter(caller);
            return shown.map(Outcome::done).orElseGet(() -> bundles.forbidden(caller, REPORT, bundle));
        });
    }

    /**
     * The reports about a bundle, in the order in which they were made: all to its recipient and to custodians; to those whose
     * material is in it, those that are about their own, without the numbers.
     */
    @Transactional
    public Outcome<Slice<OnwardTransfer>> list(Caller caller, String bundle, @Nullable Position after, int limit) {
        return bundles.seen(caller, LIST, bundle).then(seen -> {
            if (seen.viewpoint() == BundleViewpoint.AUDITOR) {
                return bundles.forbidden(caller, LIST, bundle);
            }
            scope.enterSystem();
            boolean holder = seen.viewpoint() == BundleViewpoint.HOLDER;
            // What is not a holder's matter does not cut its list short.
            Slice<OnwardRows.Onward> found = Slice.cut(
                    rows.page(
                            bundle,
                            holder ? bundles.numbersOf(new BundleId(bundle), caller.party()) : null,
                            time(after),
                            id(after),
                            limit + 1),
                    limit);
            Map<String, SubjectKeys> keys = reports.keys(found.items());
            Slice<OnwardTransfer> page = found.map(row -> transfer(row, keys, !holder));
            scope.enter(caller);
            accessLog.listed(caller.actor(), "ONWARD_TRANSFERS", page.items().size());
            return Outcome.done(page);
        });
    }

    private static @Nullable Instant time(@Nullable Position after) {
        return after == null ? null : after.time();
    }

    private static String id(@Nullable Position after) {
        return after == null ? "" : after.id();
    }

    private OnwardTransfer transfer(OnwardRows.Onward row, Map<String, SubjectKeys> keys, boolean numbers) {
        OnwardContent content = reports.open(row, keys);
        String receivedBy = row.receivedBy();
        return new OnwardTransfer(
                new OnwardId(row.id()),
                new BundleId(row.bundle()),
                new PartyId(row.owner()),
                receivedBy == null ? null : new PartyId(receivedBy),
                content.name(),
                content.purposes(),
                row.transferredAt(),
                numbers ? row.numbers() : List.of(),
                row.recordedAt());
    }
}
