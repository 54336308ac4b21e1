package org.sillok.bundle;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.bundle.core.Acknowledgement;
import org.sillok.bundle.db.BundleRows;
import org.sillok.bundle.db.DeliveryRows;
import org.sillok.crypto.KeyFormatException;
import org.sillok.crypto.LowS;
import org.sillok.crypto.Sha2;
import org.sillok.custody.AccessLog;
import org.sillok.custody.StreamFacts;
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.Field;
import org.sillok.feed.core.Happening;
import org.sillok.identity.Caller;
import org.sillok.identity.PartyKeys;
import org.sillok.identity.Scope;
import org.sillok.json.JsonObject;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.kernel.PartyKeyId;
import org.sillok.kernel.Timestamps;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;

/**
 * Recipients say with their own key which bytes they hold. The service cannot make such a signature. It is taken as long as
 * the bundle is known, also when it has expired or may not be handed over any more: that somebody holds it stays true.
 */
@ApplicationScoped
public class Acknowledgements {
    private static final String SHA256 = "sha256";
    private static final String KEY = "key";
    private static final String PUBLIC_KEY = "publicKey";
    private static final String SIGNATURE = "signature";

    private final BundleRows rows;
    private final DeliveryRows deliveries;
    private final BundleAccess access;
    private final BundleRecord record;
    private final PartyKeys partyKeys;
    private final StreamFacts facts;
    private final AccessLog accessLog;
    private final Scope scope;
    private final Clock clock;

    Acknowledgements(
            BundleRows rows,
            DeliveryRows deliveries,
            BundleAccess access,
            BundleRecord record,
            PartyKeys partyKeys,
            StreamFacts facts,
            AccessLog accessLog,
            Scope scope,
            Clock clock) {
        this.rows = rows;
        this.deliveries = deliveries;
        this.access = access;
        this.record = record;
        this.partyKeys = partyKeys;
        this.facts = facts;
        this.accessLog = accessLog;
        this.scope = scope;
        this.clock = clock;
    }

    /** What is to be signed, or who signed it: to all who see the bundle. */
    @Transactional
    public Outcome<Acknowledged> get(Caller caller, String id) {
        Optional<BundleAccess.Seen> seen = access.see(caller, id);
        if (seen.isEmpty()) {
            return access.denied(caller, "VIEW_ACKNOWLEDGEMENT", id);
        }
        if (seen.get().head().archiveSha256() == null) {
            return Outcome.refused(Refusal.of(ProblemCode.BUNDLE_NOT_READY));
        }
        Acknowledged shown = shown(seen.get().head());
        scope.enter(caller);
        accessLog.viewed(caller.actor(), id);
        return Outcome.done(shown);
    }

    /**
     * Takes an acknowledgement. Repeated, with the same key or another of the recipient, it changes nothing.
     *
     * @param sha256 of the archive as the recipient has it
     * @param signature with a registered key of the recipient over {@link Acknowledgement#text}
     */
    @Transactional
    public Outcome<Acknowledged> acknowledge(Caller caller, String id, Digest sha256, Bytes signature) {
        return access.received(caller, "ACKNOWLEDGE_BUNDLE", id).then(seen -> {
            BundleRows.Bundle head = rows.lock(id).orElseThrow();
            if (head.deliveredAt() == null) {
                return Outcome.refused(
                        ProblemCode.BUNDLE_NOT_READY, "Not all of its parts have been sent to their end yet.");
            }
            if (!Deliveries.archive(head).equals(sha256)) {
                return Outcome.refused(
                        Refusal.at(
                                ProblemCode.INVALID_FIELD,
                                "/sha256",
                                "That is not the archive that was sealed: acknowledge nothing. Compare the digest of each part, put the"
                                        + " decrypted parts together in the order of their numbers, and load again what differs."));
            }
            Bytes text = Acknowledgement.text(seen.id(), sha256);
            Optional<PartyKeyId> key = partyKeys.signer(caller.party(), text, signature);
            if (key.isEmpty()) {
                return Outcome.refused(Refusal.at(
                        ProblemCode.INVALID_FIELD,
                        "/signature",
                        "No key that is registered for your organisation made this signature over the exact text."));
            }
            if (head.acknowledgedAt() == null) {
                put(caller, head, sha256, key.get(), canonical(signature));
            }
            Acknowledged shown = shown(rows.find(id).orElseThrow());
            scope.enter(caller);
            return Outcome.done(shown);
        });
    }

    private void put(Caller caller, BundleRows.Bundle head, Digest sha256, PartyKeyId key, byte[] signature) {
        Bytes spki = partyKeys.history(caller.party()).stream()
                .filter(one -> one.id().equals(key))
                .findFirst()
                .orElseThrow()
                .spki();
        deliveries.acknowledged(head.id(), now());
        record.state(
                head,
                EventType.ACKNOWLEDGED,
                caller.actor(),
                JsonObject.builder()
                        .put("way", "PARTY_KEY")
                        .put(SHA256, sha256.base64Url())
                        .put(KEY, key.value())
                        .put(PUBLIC_KEY, base64(spki.toArray()))
                        .put(SIGNATURE, base64(signature))
                        .put("signatureDigest", Sha2.sha256(signature).base64Url())
                        .build());
        record.tell(head, Happening.BUNDLE_ACKNOWLEDGED);
    }

    /** Leaves the system's scope. */
    private Acknowledged shown(BundleRows.Bundle head) {
        scope.enterSystem();
        BundleId id = new BundleId(head.id());
        Digest sha256 = Deliveries.archive(head);
        return new Acknowledged(id, Acknowledgement.text(id, sha256), sha256, by(head));
    }

    private Acknowledged.@Nullable By by(BundleRows.Bundle head) {
        Instant at = head.acknowledgedAt();
        if (at == null) {
            return null;
        }
        // The statement is the record; the row only says that there is one.
        JsonObject details = facts.last(BundleRecord.stream(head), EventType.ACKNOWLEDGED, Field.DETAILS)
                .orElseThrow(() -> new IllegalStateException("an acknowledgement is not on record: run an audit"))
                .asObject();
        return new Acknowledged.By(
                new PartyKeyId(details.text(KEY)), bytes(details.text(PUBLIC_KEY)), bytes(details.text(SIGNATURE)), at);
    }

    /** The one form in which verifiers elsewhere take it. */
    private static byte[] canonical(Bytes signature) {
        try {
            return LowS.of(signature.toArray());
        } catch (KeyFormatException e) {
            throw new IllegalStateException("a signature that verified is none", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static Bytes bytes(String base64) {
        return Bytes.of(Base64.getDecoder().decode(base64));
    }

    private Instant now() {
        return Timestamps.truncate(clock.instant());
    }
}
