package org.sillok.request;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sillok.crypto.KeyFormatException;
import org.sillok.crypto.LowS;
import org.sillok.crypto.Sha2;
import org.sillok.custody.AccessLog;
import org.sillok.custody.Actor;
import org.sillok.custody.Custody;
import org.sillok.custody.StreamRef;
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.feed.core.Happening;
import org.sillok.identity.Caller;
import org.sillok.identity.PartyKeys;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
import org.sillok.jobs.Jobs;
import org.sillok.json.JsonObject;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.PartyKeyId;
import org.sillok.kernel.Timestamps;
import org.sillok.kernel.UserId;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;
import org.sillok.request.core.Approvers;
import org.sillok.request.core.HolderBasis;
import org.sillok.request.core.RefusalReason;
import org.sillok.request.core.RequestState;
import org.sillok.request.db.HolderRows;
import org.sillok.request.db.LineRows;
import org.sillok.request.db.RequestRows;
import org.sillok.terms.MaterialRef;

/**
 * Approvals and refusals of those whose material it is. Two people approve exactly the same decisions, each by a signature
 * with the key of its organisation, one of them of the holder; the service cannot make such a signature.
 */
@ApplicationScoped
public class Approvals {
    private static final String APPROVE = "APPROVE_REQUEST";
    private static final String REFUSE = "REFUSE_REQUEST";

    private final RequestStore store;
    private final RequestRows requests;
    private final LineRows lines;
    private final HolderRows rows;
    private final Assessment assessment;
    private final RequestRecord record;
    private final Custody custody;
    private final PartyKeys partyKeys;
    private final Jobs jobs;
    private final AccessLog accessLog;
    private final Scope scope;
    private final Clock clock;

    Approvals(
            RequestStore store,
            RequestRows requests,
            LineRows lines,
            HolderRows rows,
            Assessment assessment,
            RequestRecord record,
            Custody custody,
            PartyKeys partyKeys,
            Jobs jobs,
            AccessLog accessLog,
            Scope scope,
            Clock clock) {
        this.store = store;
        this.requests = requests;
        this.lines = lines;
        this.rows = rows;
        this.assessment = assessment;
        this.record = record;
        this.custody = custody;
        this.partyKeys = partyKeys;
        this.jobs = jobs;
        this.accessLog = accessLog;
        this.scope = scope;
        this.clock = clock;
    }

    /** What would be approved now. Custodians, who may be the second person, name the holder. */
    @Transactional
    public Outcome<ToApprove> toApprove(Caller caller, String id, @Nullable PartyId named) {
        return begin(caller, id, named, "VIEW_REQUEST_APPROVAL", Act.READ).map(begun -> {
            ToApprove shown = shown(begun.head(), begun.holder(), begun.row());
            scope.enter(caller);
            accessLog.viewed(caller.actor(), id);
            return shown;
        });
    }

    private ToApprove shown(RequestHead head, PartyId holder, HolderRows.Holder row) {
        Digest basis = Digest.sha256(row.basis());
        return new ToApprove(
                head.id(),
                head.revision(),
                holder,
                basis,
                row.granted(),
                HolderBasis.text(head.id(), head.revision(), basis),
                approvers(head, row).people(),
                row.approvedAt());
    }

    private Approvers approvers(RequestHead head, HolderRows.Holder row) {
        return new Approvers(rows.approvals(head.id().value(), head.revision(), row.party(), row.basis()).stream()
                .map(one -> new Approvers.Approver(new UserId(one.approver()), new PartyId(one.approverParty())))
                .toList());
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
        return begin(caller, id, named, APPROVE, Act.ANSWER).then(begun -> {
            RequestHead head = begun.head();
            if (head.revision() != revision) {
                return changed("The request was amended since you read it.");
            }
            if (!assessment.hold(head, begun.holder())) {
                return changed("The material was bound to another source meanwhile.");
            }
            assessment.decideAgain(head, begun.holder());
            HolderRows.Holder row = row(head, begun.holder());
            if (!Digest.sha256(row.basis()).equals(basis)) {
                return changed("What was decided is no longer what you approve.");
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
            Caller caller, Begun begun, HolderRows.Holder row, PartyKeyId key, byte[] signature) {
        RequestHead head = begun.head();
        if (caller.user().equals(head.askedBy()) || caller.party().equals(head.requester())) {
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
        Approvers approvers = approvers(head, row);
        boolean complete = approvers.suffice(begun.holder()) && row.approvedAt() == null;
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
            stateOrQueue(caller, head, begun.holder());
        }
        ToApprove after = shown(head, begun.holder(), row(head, begun.holder()));
        scope.enter(caller);
        return Outcome.done(after);
    }

    /** The one form in which verifiers elsewhere take it. */
    private static byte[] canonical(Bytes signature) {
        try {
            return LowS.of(signature.toArray());
        } catch (KeyFormatException e) {
            throw new IllegalStateException("a signature that verified is none", e);
        }
    }

    /**
     * The holder refuses some lines, or all of its own. At once, by one person; who approved approved something else.
     *
     * @param versions which lines; empty for all
     */
    @Transactional
    public Outcome<ToApprove> refuse(
            Caller caller, String id, int revision, Set<MaterialRef> versions, RefusalReason reason) {
        return begin(caller, id, null, REFUSE, Act.REFUSE).then(begun -> {
            RequestHead head = begun.head();
            if (head.revision() != revision) {
                return changed("The request was amended since you read it.");
            }
            List<LineRows.Line> refused = new ArrayList<>();
            Set<MaterialRef> missing = new HashSet<>(versions);
            assessment.each(
                    head,
                    begun.holder(),
                    some -> some.forEach(line -> {
                        boolean meant = versions.isEmpty() || missing.remove(Assessment.version(line));
                        if (meant && line.refusal() == null) {
                            refused.add(line);
                        }
                    }));
            if (!missing.isEmpty()) {
                return Outcome.refused(Refusal.at(
                        ProblemCode.INVALID_FIELD, "/lines", "Not all of them are lines of your organisation."));
            }
            if (!refused.isEmpty()) {
                lines.refuse(head.id().value(), revision, reason.name(), refused);
                record.state(
                        head,
                        EventType.REFUSED,
                        caller.actor(),
                        JsonObject.builder()
                                .put(Requests.REVISION, revision)
                                .put("holder", begun.holder().value())
                                .put("lines", refused.size())
                                .build(),
                        Fact.of(Field.REASON, reason.name()),
                        Fact.of(Field.RECIPIENT, head.requester().value()));
                assessment.settle(head, List.of(begun.holder()));
                boolean known = refused.stream().anyMatch(LineRows.Line::available);
                record.tell(
                        known ? List.of(begun.holder(), head.requester()) : List.of(begun.holder()),
                        Happening.REQUEST_REFUSED,
                        id);
                stateOrQueue(caller, head, begun.holder());
            }
            ToApprove after = shown(head, begun.holder(), row(head, begun.holder()));
            scope.enter(caller);
            return Outcome.done(after);
        });
    }

    /** Decides again about the lines of the caller's organisation, after something has changed that they rest on. */
    @Transactional
    public Outcome<ToApprove> decideAgain(Caller caller, String id) {
        return begin(caller, id, null, "ASSESS_REQUEST", Act.ANSWER).map(begun -> {
            assessment.decideAgain(begun.head(), begun.holder());
            ToApprove after = shown(begun.head(), begun.holder(), row(begun.head(), begun.holder()));
            scope.enter(caller);
            return after;
        });
    }

    /** A request that is locked, in the system's scope, and whose part of it is dealt with. */
    private record Begun(RequestHead head, PartyId holder, HolderRows.Holder row) {}

    /** What somebody is about to do, which decides how long it is possible. */
    private enum Act {
        READ,
        ANSWER,
        REFUSE;

        boolean isLate(RequestHead head, Instant now) {
            return switch (this) {
                case READ -> false;
                case ANSWER -> !now.isBefore(head.replyBy());
                // What was approved can be handed over until then, and so it can be refused.
                case REFUSE -> !now.isBefore(head.until());
            };
        }
    }

    private Outcome<Begun> begin(Caller caller, String id, @Nullable PartyId named, String what, Act act) {
        Optional<RequestStore.Seen> seen = store.see(caller, id);
        Optional<PartyId> holder = seen.flatMap(one -> holder(caller, one, named));
        if (holder.isEmpty()) {
            boolean mightAct = caller.hasAny(Role.CONTRIBUTOR, Role.CUSTODIAN);
            return store.denied(caller, what, id, mightAct ? ProblemCode.NOT_FOUND : ProblemCode.FORBIDDEN);
        }
        scope.enterSystem();
        RequestHead head = RequestStore.head((act != Act.READ ? requests.lock(id) : requests.find(id)).orElseThrow());
        Optional<HolderRows.Holder> row =
                rows.find(id, head.revision(), holder.get().value());
        if (row.isEmpty()) {
            return store.denied(caller, what, id);
        }
        if (act != Act.READ && head.state() != RequestState.ASSESSED) {
            return Outcome.refused(ProblemCode.CONFLICT, "The request is not to be answered now.");
        }
        if (act.isLate(head, now())) {
            return Outcome.refused(ProblemCode.CONFLICT, "The time in which it could be answered is over.");
        }
        return Outcome.done(new Begun(head, holder.get(), row.get()));
    }

    private static Optional<PartyId> holder(Caller caller, RequestStore.Seen seen, @Nullable PartyId named) {
        if (seen.viewpoint() == Viewpoint.HOLDER) {
            return named == null || named.equals(caller.party()) ? Optional.of(caller.party()) : Optional.empty();
        }
        return seen.viewpoint() == Viewpoint.CUSTODIAN ? Optional.ofNullable(named) : Optional.empty();
    }

    private HolderRows.Holder row(RequestHead head, PartyId holder) {
        return rows.find(head.id().value(), head.revision(), holder.value()).orElseThrow();
    }

    private <T> Outcome<T> changed(String detail) {
        return Outcome.refused(ProblemCode.BASIS_CHANGED, detail);
    }

    /** Says on the items' own streams what became of them; of many, in a job. */
    private void stateOrQueue(Caller caller, RequestHead head, PartyId holder) {
        int left = lines.unstated(head.id().value(), head.revision(), holder.value(), Assessment.BATCH + 1)
                .size();
        if (left <= Assessment.BATCH) {
            state(head, holder, caller.actor());
        } else {
            scope.enter(caller);
            jobs.submit(
                    StateJob.KIND,
                    caller,
                    JsonObject.builder()
                            .put(AssessJob.REQUEST, head.id().value())
                            .put(Requests.REVISION, head.revision())
                            .put(StateJob.HOLDER, holder.value())
                            .build());
            scope.enterSystem();
        }
    }

    /** Says so on some streams, in the order of the items; how many. */
    int state(RequestHead head, PartyId holder, @Nullable Actor actor) {
        List<LineRows.Line> some = lines.unstated(head.id().value(), head.revision(), holder.value(), Assessment.BATCH);
        for (LineRows.Line line : some) {
            byte[] basis = line.basis();
            List<Fact> facts = new ArrayList<>(List.of(
                    Fact.of(Field.ITEM, line.item()),
                    Fact.of(Field.VERSION, line.version()),
                    Fact.of(Field.REQUEST, head.id().value()),
                    Fact.of(Field.RECIPIENT, head.requester().value()),
                    Fact.of(Field.OUTCOME, line.refusal() == null ? "APPROVED" : "REFUSED")));
            if (basis != null) {
                facts.add(Fact.of(Field.BASIS, Digest.sha256(basis).base64Url()));
            }
            custody.append(StreamRef.item(new ItemId(line.item()), holder), EventType.DECIDED, actor, facts);
        }
        lines.stated(head.id().value(), head.revision(), some);
        return some.size();
    }

    private Instant now() {
        return Timestamps.truncate(clock.instant());
    }
}
