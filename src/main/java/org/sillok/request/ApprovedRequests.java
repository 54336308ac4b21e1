package org.sillok.request;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sillok.identity.Caller;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.PartyKeyId;
import org.sillok.kernel.RequestId;
import org.sillok.kernel.UserId;
import org.sillok.problem.ProblemCode;
import org.sillok.request.core.ConsultationState;
import org.sillok.request.core.HolderBasis;
import org.sillok.request.core.LineStanding;
import org.sillok.request.core.RefusalReason;
import org.sillok.request.core.RequestState;
import org.sillok.request.db.ConsultationRows;
import org.sillok.request.db.HolderRows;
import org.sillok.request.db.LineRows;
import org.sillok.request.db.RequestRows;
import org.sillok.sharing.Grants;
import org.sillok.terms.MaterialRef;
import org.sillok.terms.Outcome;

/**
 * What of a request may be sealed. Everything is decided again, and held against changes until the caller's transaction ends:
 * a withdrawal either comes first and is seen here, or waits and finds what was sealed.
 */
@ApplicationScoped
public class ApprovedRequests {
    private static final String SEAL = "SEAL_REQUEST";

    private final RequestStore store;
    private final RequestRows requests;
    private final LineRows lines;
    private final HolderRows holders;
    private final ConsultationRows consultations;
    private final HeldLines held;
    private final Assessment assessment;
    private final CountingApprovals counting;
    private final Scope scope;
    private final Clock clock;

    ApprovedRequests(
            RequestStore store,
            RequestRows requests,
            LineRows lines,
            HolderRows holders,
            ConsultationRows consultations,
            HeldLines held,
            Assessment assessment,
            CountingApprovals counting,
            Scope scope,
            Clock clock) {
        this.store = store;
        this.requests = requests;
        this.lines = lines;
        this.holders = holders;
        this.consultations = consultations;
        this.held = held;
        this.assessment = assessment;
        this.counting = counting;
        this.scope = scope;
        this.clock = clock;
    }

    /** The request, if the caller may have it sealed: who asks for the material, or a custodian. Records no look. */
    @Transactional(TxType.MANDATORY)
    public org.sillok.problem.Outcome<RequestHead> toSeal(Caller caller, String id) {
        Optional<RequestStore.Seen> seen = store.see(caller, id);
        if (seen.isEmpty()) {
            return store.denied(caller, SEAL, id);
        }
        return seen.get().viewpoint() == Viewpoint.REQUESTER || caller.has(Role.CUSTODIAN)
                ? org.sillok.problem.Outcome.done(seen.get().head())
                : store.denied(caller, SEAL, id, ProblemCode.FORBIDDEN);
    }

    /**
     * Locks the request and what its decisions rest on, and decides again. Leaves the transaction in the system's scope:
     * whoever calls has checked who asks. Writes nothing.
     *
     * @param revision which revision is to be sealed
     */
    @Transactional(TxType.MANDATORY)
    public Sealable take(RequestId id, int revision) {
        scope.enterSystem();
        Optional<RequestHead> found = requests.lock(id.value()).map(RequestStore::head);
        if (found.isEmpty()) {
            return new Sealable.No(Sealable.Obstacle.ABSENT);
        }
        RequestHead head = found.get();
        Instant now = clock.instant();
        if (head.revision() != revision) {
            return new Sealable.No(Sealable.Obstacle.AMENDED);
        }
        if (head.state().ended() || !now.isBefore(head.until())) {
            return new Sealable.No(Sealable.Obstacle.ENDED);
        }
        if (head.state() != RequestState.ASSESSED) {
            return new Sealable.No(Sealable.Obstacle.UNDECIDED);
        }
        List<HolderRows.Holder> all = holders.all(id.value(), revision);
        List<MaterialRef> versions = new ArrayList<>();
        all.forEach(one -> held.each(
                head, new PartyId(one.party()), some -> some.forEach(line -> versions.add(HeldLines.version(line)))));
        if (!assessment.hold(head, versions)) {
            return new Sealable.No(Sealable.Obstacle.BASIS_CHANGED);
        }
        return decided(head, all, now.isBefore(head.replyBy()));
    }

    private Sealable decided(RequestHead head, List<HolderRows.Holder> all, boolean waits) {
        Assessment.Run run = assessment.run(head);
        List<Consultation> asked = consultations.all(head.id().value(), head.revision(), null).stream()
                .map(store::consultation)
                .toList();
        Grants grants = new Grants();
        List<Sealable.Granted> granted = new ArrayList<>();
        List<Sealable.Withheld> withheld = new ArrayList<>();
        List<Sealable.Holder> signed = new ArrayList<>();
        boolean[] undecided = new boolean[1];
        for (HolderRows.Holder row : all) {
            PartyId holder = new PartyId(row.party());
            boolean approved = row.approvedAt() != null;
            boolean consulting = waits
                    && asked.stream()
                            .anyMatch(one ->
                                    one.party().equals(holder) && one.state().open());
            HolderBasis basis = new HolderBasis(
                    head.id(),
                    head.revision(),
                    holder,
                    holders.pastApprovals(head.id().value(), head.revision(), row.party(), row.basis()));
            held.each(head, holder, some -> {
                Map<MaterialRef, Assessment.Decided> decided = assessment.decide(
                        run, some.stream().map(HeldLines::version).toList());
                for (LineRows.Line line : some) {
                    MaterialRef version = HeldLines.version(line);
                    Assessment.Decided one = decided.get(version);
                    if (one == null) {
                        throw new IllegalStateException("a version that was decided about is not there any more");
                    }
                    Outcome outcome = one.release().decision().outcome();
                    boolean refused = line.refusal() != null;
                    basis.add(version, one.release().basis(), outcome, one.available(), refused);
                    LineStanding standing = one.available()
                            ? LineStanding.of(true, outcome, refused, consulting, approved)
                            : LineStanding.NOT_AVAILABLE;
                    if (standing == LineStanding.APPROVED) {
                        granted.add(new Sealable.Granted(version, holder, grants.keep(one.release())));
                    } else {
                        undecided[0] |= waits && standing.open();
                        withheld.add(withheld(line, standing, one.available()));
                    }
                }
            });
            Digest now = basis.digest();
            if (approved && !now.equals(Digest.sha256(row.basis()))) {
                return new Sealable.No(Sealable.Obstacle.BASIS_CHANGED);
            }
            if (approved) {
                Optional<Sealable.Holder> by = signed(head, holder, row, now);
                if (by.isEmpty()) {
                    return new Sealable.No(Sealable.Obstacle.BASIS_CHANGED);
                }
                // Who hands nothing over signed for nothing that is sealed.
                if (basis.granted() > 0) {
                    signed.add(by.get());
                }
            }
        }
        if (undecided[0]) {
            return new Sealable.No(Sealable.Obstacle.UNDECIDED);
        }
        if (granted.isEmpty()) {
            return new Sealable.No(Sealable.Obstacle.NOTHING_GRANTED);
        }
        addAbsent(head, withheld);
        return new Sealable.Yes(
                head.id(),
                head.revision(),
                head.requester(),
                head.until(),
                store.terms(head),
                run.ask(),
                granted,
                withheld,
                signed,
                asked.stream()
                        .filter(one ->
                                one.state() == ConsultationState.PERMITTED || one.state() == ConsultationState.REFUSED)
                        .toList(),
                grants.grounds());
    }

    private static Sealable.Withheld withheld(LineRows.Line line, LineStanding standing, boolean mayBeListed) {
        String refusal = line.refusal();
        return new Sealable.Withheld(
                HeldLines.version(line),
                standing,
                mayBeListed,
                refusal == null ? null : RefusalReason.valueOf(refusal));
    }

    /** What does not exist stands among what may not be listed: nobody tells one from the other. */
    private void addAbsent(RequestHead head, List<Sealable.Withheld> withheld) {
        long from = 0;
        while (true) {
            List<LineRows.Line> some = lines.page(head.id().value(), head.revision(), null, from, HeldLines.BATCH);
            if (some.isEmpty()) {
                withheld.sort((one, other) -> one.version().compareTo(other.version()));
                return;
            }
            some.stream()
                    .filter(line -> line.holder() == null)
                    .forEach(line -> withheld.add(withheld(line, LineStanding.NOT_AVAILABLE, false)));
            from = some.get(some.size() - 1).ordinal() + 1L;
        }
    }

    /** Who signed it; empty if not enough people did whose approval counts now. */
    private Optional<Sealable.Holder> signed(RequestHead head, PartyId holder, HolderRows.Holder row, Digest basis) {
        List<HolderRows.Approval> approvals = counting.of(head, row);
        if (!counting.suffice(approvals, holder)) {
            return Optional.empty();
        }
        return Optional.of(new Sealable.Holder(
                holder,
                basis,
                HolderBasis.text(head.id(), head.revision(), basis),
                approvals.stream()
                        .map(one -> new Sealable.Signature(
                                new UserId(one.approver()),
                                new PartyId(one.approverParty()),
                                new PartyKeyId(one.partyKey()),
                                Bytes.of(one.signature()),
                                one.approvedAt()))
                        .toList()));
    }
}
