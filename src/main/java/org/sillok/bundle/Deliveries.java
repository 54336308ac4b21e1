package org.sillok.bundle;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.sillok.bundle.core.BundleState;
import org.sillok.bundle.db.BundlePartRows;
import org.sillok.bundle.db.BundleRows;
import org.sillok.bundle.db.DeliveryRows;
import org.sillok.custody.AccessLog;
import org.sillok.custody.core.EventType;
import org.sillok.feed.core.Happening;
import org.sillok.identity.Caller;
import org.sillok.identity.Parties;
import org.sillok.identity.PartyKeys;
import org.sillok.identity.PartyStanding;
import org.sillok.identity.Scope;
import org.sillok.json.JsonObject;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.Digest;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.PartyKeyId;
import org.sillok.kernel.RequestId;
import org.sillok.kernel.Timestamps;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;
import org.sillok.request.ApprovedRequests;
import org.sillok.request.Sealable;
import org.sillok.storage.ObjectName;

/**
 * Hands bundles over, to investigators of the recipient and to nobody else. Before any byte is sent it is decided again
 * whether it may be, and that it is being sent is on record. A download that has begun is not broken off by what changes
 * later: its next request is refused.
 */
@ApplicationScoped
public class Deliveries {
    private static final String DOWNLOAD = "DOWNLOAD_BUNDLE";

    private final BundleRows rows;
    private final BundlePartRows parts;
    private final DeliveryRows deliveries;
    private final BundleAccess access;
    private final BundleRecord record;
    private final Undertakings undertakings;
    private final ApprovedRequests requests;
    private final SealBasis sealBasis;
    private final Parties parties;
    private final PartyKeys partyKeys;
    private final AccessLog accessLog;
    private final Scope scope;
    private final SealTransactions transactions;
    private final Clock clock;

    Deliveries(
            BundleRows rows,
            BundlePartRows parts,
            DeliveryRows deliveries,
            BundleAccess access,
            BundleRecord record,
            Undertakings undertakings,
            ApprovedRequests requests,
            SealBasis sealBasis,
            Parties parties,
            PartyKeys partyKeys,
            AccessLog accessLog,
            Scope scope,
            SealTransactions transactions,
            Clock clock) {
        this.rows = rows;
        this.parts = parts;
        this.deliveries = deliveries;
        this.access = access;
        this.record = record;
        this.undertakings = undertakings;
        this.requests = requests;
        this.sealBasis = sealBasis;
        this.parties = parties;
        this.partyKeys = partyKeys;
        this.accessLog = accessLog;
        this.scope = scope;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Somebody of the recipient accepts what it undertakes. Harmless when repeated.
     *
     * @param shown the digest of the texts that were read
     */
    @Transactional
    public Outcome<BundleId> accept(Caller caller, String id, Digest shown) {
        return access.received(caller, "ACCEPT_UNDERTAKINGS", id).then(seen -> {
            BundleRows.Bundle head = rows.lock(id).orElseThrow();
            Instant now = now();
            BundleState state = BundleState.valueOf(head.state());
            if (state == BundleState.EXPIRED || !now.isBefore(head.expiresAt())) {
                return Outcome.refused(Refusal.of(ProblemCode.BUNDLE_EXPIRED));
            }
            if (state != BundleState.SEALED && state != BundleState.READY) {
                return Outcome.refused(Refusal.of(ProblemCode.BUNDLE_NOT_READY));
            }
            Digest digest = undertakings.of(seen.id()).orElseThrow().digest();
            if (!digest.equals(shown)) {
                return Outcome.refused(Refusal.at(
                        ProblemCode.UNDERTAKINGS_OPEN,
                        "/undertakings",
                        "This is not the digest of the undertakings of this bundle."));
            }
            if (head.acceptedAt() == null) {
                deliveries.accepted(id, now);
                record.state(
                        head,
                        EventType.UNDERTAKINGS_ACCEPTED,
                        caller.actor(),
                        JsonObject.builder()
                                .put("undertakings", digest.base64Url())
                                .build());
            }
            return Outcome.done(seen.id());
        });
    }

    /**
     * A part that may be sent now. If bytes of it will be sent, that is on record as a download when this returns, else as a
     * look.
     *
     * @param sends whether bytes will be sent, which may depend on the part; must not fail
     */
    public Outcome<PartOffer> offer(Caller caller, String id, int number, Predicate<PartOffer> sends) {
        return transactions.within(() -> decided(caller, id, number).map(offered -> {
            if (sends.test(offered.part())) {
                accessLog.downloaded(
                        caller.actor(), offered.part().bundle(), number, offered.request(), offered.purposes());
            } else {
                accessLog.viewed(caller.actor(), id);
            }
            return offered.part();
        }));
    }

    /** What is known of a part that may be sent now, recorded as a look at the bundle. */
    public Outcome<PartOffer> describe(Caller caller, String id, int number) {
        return offer(caller, id, number, part -> false);
    }

    private record Offered(PartOffer part, RequestId request, Set<String> purposes) {}

    /** Decides again, with locks. Leaves the scope of the caller. */
    private Outcome<Offered> decided(Caller caller, String id, int number) {
        return access.received(caller, DOWNLOAD, id).then(seen -> {
            Optional<BundlePartRows.Part> part = parts.find(id, number);
            if (part.isEmpty()) {
                // Before it is sealed no part exists, and that says why.
                return access.denied(caller, DOWNLOAD, id, waits(seen.head()).orElse(ProblemCode.NOT_FOUND));
            }
            RequestId request = new RequestId(seen.head().request());
            Sealable sealable = requests.take(request, seen.head().revision());
            Optional<ProblemCode> obstacle = obstacle(rows.lock(id).orElseThrow(), sealable);
            if (obstacle.isPresent()) {
                return access.denied(caller, DOWNLOAD, id, obstacle.get());
            }
            scope.enter(caller);
            BundlePartRows.Part found = part.get();
            return Outcome.done(new Offered(
                    new PartOffer(
                            seen.id(),
                            number,
                            new ObjectName(found.object()),
                            found.length(),
                            Digest.sha256(found.sha256()),
                            Digest.sha512(found.sha512())),
                    request,
                    ((Sealable.Yes) sealable)
                            .terms().purposes().stream().map(Enum::name).collect(Collectors.toSet())));
        });
    }

    /** What is in the way; the row is locked, and what was decided is held. */
    private Optional<ProblemCode> obstacle(BundleRows.Bundle head, Sealable sealable) {
        Optional<ProblemCode> waits = waits(head);
        if (waits.isPresent()) {
            return waits;
        }
        byte[] basis = head.basis();
        boolean holds = sealable instanceof Sealable.Yes yes
                && basis != null
                && sealBasis.of(yes).equals(Digest.sha256(basis))
                && yes.requester().value().equals(head.recipient())
                && isActive(yes.requester())
                && keyCounts(head);
        if (!holds) {
            return Optional.of(ProblemCode.BUNDLE_VOID);
        }
        return head.acceptedAt() == null ? Optional.of(ProblemCode.UNDERTAKINGS_OPEN) : Optional.empty();
    }

    private Optional<ProblemCode> waits(BundleRows.Bundle head) {
        BundleState state = BundleState.valueOf(head.state());
        if (state == BundleState.EXPIRED || (state == BundleState.READY && !now().isBefore(head.expiresAt()))) {
            return Optional.of(ProblemCode.BUNDLE_EXPIRED);
        }
        return state == BundleState.READY ? Optional.empty() : Optional.of(ProblemCode.BUNDLE_NOT_READY);
    }

    /** Whether the key for which it is encrypted still counts: what is for another one, nobody has to open any more. */
    private boolean keyCounts(BundleRows.Bundle head) {
        return partyKeys
                .recipient(new PartyId(head.recipient()), new PartyKeyId(head.partyKey()), now())
                .isPresent();
    }

    private boolean isActive(PartyId party) {
        PartyStanding standing = parties.standings(Set.of(party)).get(party);
        return standing != null && standing.active();
    }

    /**
     * A response is about to give out the last bytes of a part. Once that is so of every part the bundle is delivered, and both sides
     * are told. Of several responses at once one does so.
     */
    @Transactional
    public void sent(Caller caller, BundleId id, int number) {
        scope.enterSystem();
        BundleRows.Bundle head = rows.lock(id.value()).orElseThrow();
        parts.sent(id.value(), number);
        if (deliveries.delivered(id.value(), now())) {
            record.state(
                    head,
                    EventType.DELIVERED,
                    caller.actor(),
                    JsonObject.builder()
                            .put("sha256", archive(head).base64Url())
                            .build());
            record.tell(head, Happening.BUNDLE_DELIVERED);
        }
    }

    static Digest archive(BundleRows.Bundle head) {
        byte[] sha256 = head.archiveSha256();
        if (sha256 == null) {
            throw new IllegalStateException("a bundle with parts has an archive");
        }
        return Digest.sha256(sha256);
    }

    private Instant now() {
        return Timestamps.truncate(clock.instant());
    }
}
