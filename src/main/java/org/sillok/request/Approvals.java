package org.sillok.request;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.crypto.KeyFormatException;
import org.sillok.crypto.LowS;
import org.sillok.crypto.Sha2;
import org.sillok.custody.AccessLog;
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.feed.core.Happening;
import org.sillok.identity.Caller;
import org.sillok.identity.PartyKeys;
import org.sillok.json.JsonObject;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.PartyKeyId;
import org.sillok.kernel.Timestamps;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;
import org.sillok.request.core.HolderBasis;
import org.sillok.request.db.HolderRows;

/**
 * Approvals of those whose material it is. Two people approve exactly the same decisions, each by a signature
 * with the key of its organisation, one of them of the holder; the service cannot make such a signature.
 */
@ApplicationScoped
public class Approvals {
    private static final String APPROVE = "APPROVE_REQUEST";

    private final RequestStore store;
    private final HolderDesk desk;
    private final HolderRows rows;
    private final Assessment assessment;
    private final ItemDecisions decisions;
    private final RequestRecord record;
    private final CountingApprovals counting;
    private final DistinctApprovers distinct;
    private final PartyKeys partyKeys;
    private final AccessLog accessLog;
    private final Clock clock;

    Approvals(
            RequestStore store,
            HolderDesk desk,
            HolderRows rows,
            Assessment assessment,
            ItemDecisions decisions,
            RequestRecord record,
            CountingApprovals counting,
            DistinctApprovers distinct,
            PartyKeys partyKeys,
            AccessLog accessLog,
            Clock clock) {
        this.store = store;
        this.desk = desk;
        this.rows = rows;
        this.assessment = assessment;
        this.decisions = decisions;
        this.record = record;
        this.counting = counting;
        this.distinct = distinct;
        this.partyKeys = partyKeys;
        this.accessLog = accessLog;
        this.clock = clock;
    }

    /** What would be approved now. Custodians, who may be the second person, name the holder. */
    @Transactional
    public Outcome<ToApprove> toApprove(Caller caller, String id, @Nullable PartyId named) {
        return desk.begin(caller, id, named, "VIEW_REQUEST_APPROVAL", HolderDesk.Act.READ)
                .map(begun -> {
                    ToApprove shown = desk.shown(caller, begun);
                    accessLog.viewed(caller.actor(), id);
                    return shown;
                });
    }

    /**
     * One person approves.
     *
     * @param revision and
     * @param basis are what that person saw
     * @param signature with the registered key of that person's organisation
     */
    @Transactional
    public Outcome<ToApprove> approve(
            Caller caller, String id, @Nullable PartyId named, int revision, Digest basis, Bytes signature) {
        return desk.begin(caller, id, named, APPROVE, HolderDesk.Act.ANSWER).then(begun -> {
            RequestHead head = begun.head();
            if (head.revision() != revision) {
                return HolderDesk.changed("The request was amended since you read it.");
            }
            if (!assessment.hold(head, begun.holder())) {
                return HolderDesk.changed("The material was bound to another source meanwhile.");
            }
            assessment.decideAgain(head, begun.holder());
            HolderRows.Holder row = desk.row(begun);
            if (!Digest.sha256(row.basis()).equals(basis)) {
                return HolderDesk.changed("What was decided is no longer what you approve.");
            }
            if (row.granted() == 0) {
                return Outcome.refused(ProblemCode.CONFLICT, "Nothing of it would be handed over.");
            }
            Bytes text = HolderBasis.text(head.id(), revision, basis);
            Optional<PartyKeyId> key = partyKeys.signer(caller.party(), text, signature);
            if (key.isEmpty()) {
                return Outcome.refused(Refusal.at(
                        ProblemCode.INVALID_FIELD,
                        "/signature",
                        "No key that is registered for your organisation made this signature over the exact text."));
            }
            return signed(caller, begun, row, key.get(), canonical(signature));
        });
    }

    private Outcome<ToApprove> signed(
            Caller caller, HolderDesk.Begun begun, HolderRows.Holder row, PartyKeyId key, byte[] signature) {
        RequestHead head = begun.head();
        if (distinct.isSame(caller.user(), head.askedBy()) || caller.party().equals(head.requester())) {
            return store.denied(caller, APPROVE, head.id().value(), ProblemCode.FORBIDDEN);
        }
        Instant now = now();
        boolean added = rows.add(
                head.id().value(),
                head.revision(),
                new HolderRows.Approval(
                        begun.holder().value(),
                        row.basis(),
                        caller.user().value(),
                        caller.party().value(),
                        key.value(),
                        signature,
                        now));
        if (!added) {
            return Outcome.refused(
                    ProblemCode.CONFLICT,
                    "You have approved this already, or somebody has sent this signature before: sign yourself, with another key if yours makes the same signature each time.");
        }
        boolean complete = row.approvedAt() == null && counting.suffice(counting.of(head, row), begun.holder());
        record.state(
                head,
                EventType.APPROVED,
                caller.actor(),
                JsonObject.builder()
                        .put(Requests.REVISION, head.revision())
                        .put("holder", begun.holder().value())
                        .put("way", "PARTY_KEY")
                        .put("key", key.value())
                        .put("signature", Base64.getEncoder().encodeToString(signature))
                        .put("signatureDigest", Sha2.sha256(signature).base64Url())
                        .put("complete", complete)
                        .build(),
                Fact.of(Field.BASIS, Digest.sha256(row.basis()).base64Url()),
                Fact.of(Field.RECIPIENT, head.requester().value()));
        if (complete) {
            rows.approved(head.id().value(), head.revision(), begun.holder().value(), now);
            record.tell(
                    List.of(begun.holder(), head.requester()),
                    Happening.REQUEST_APPROVED,
                    head.id().value());
            decisions.stateOrQueue(caller, head, begun.holder());
        }
        return Outcome.done(desk.shown(caller, begun));
    }

    /** The one form in which verifiers elsewhere take it. */
    private static byte[] canonical(Bytes signature) {
        try {
            return LowS.of(signature.toArray());
        } catch (KeyFormatException e) {
            throw new IllegalStateException("a signature that verified is none", e);
        }
    }

    /** Decides again about the lines of the caller's organisation, after something has changed that they rest on. */
    @Transactional
    public Outcome<ToApprove> decideAgain(Caller caller, String id) {
        return desk.begin(caller, id, null, "ASSESS_REQUEST", HolderDesk.Act.ANSWER)
                .map(begun -> {
                    assessment.decideAgain(begun.head(), begun.holder());
                    return desk.shown(caller, begun);
                });
    }

    private Instant now() {
        return Timestamps.truncate(clock.instant());
    }
}
