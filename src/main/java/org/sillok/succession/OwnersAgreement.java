package org.sillok.succession;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.sillok.custody.AccessLog;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.feed.Feed;
import org.sillok.feed.core.Happening;
import org.sillok.identity.Caller;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.SuccessionId;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;
import org.sillok.succession.core.SignedText;
import org.sillok.succession.core.SuccessionState;
import org.sillok.succession.db.SuccessionRows;

/** The organisation whose holdings they are agrees, with its own key: the service cannot agree in its name. */
@ApplicationScoped
public class OwnersAgreement {
    private final SuccessionRows rows;
    private final SuccessionRecord record;
    private final Feed feed;
    private final AccessLog accessLog;
    private final Scope scope;

    OwnersAgreement(SuccessionRows rows, SuccessionRecord record, Feed feed, AccessLog accessLog, Scope scope) {
        this.rows = rows;
        this.record = record;
        this.feed = feed;
        this.accessLog = accessLog;
        this.scope = scope;
    }

    /** The exact text that agrees: to who works for the organisation. */
    @Transactional
    public Outcome<Bytes> text(Caller caller, String id) {
        scope.enter(caller);
        Optional<SuccessionRows.Succession> found = own(caller, record.find(id));
        if (found.isEmpty()) {
            return denied(caller, "VIEW_SUCCESSION", id);
        }
        accessLog.viewed(caller.actor(), id);
        return Outcome.done(agreement(found.get()));
    }

    private static Bytes agreement(SuccessionRows.Succession row) {
        return SignedText.agreement(SuccessionRecord.sides(row), Digest.sha256(row.certificate()));
    }

    /** The organisation agrees, with a signature by its own key over {@link #text}. */
    @Transactional
    public Outcome<SuccessionId> agree(Caller caller, String id, Bytes signature) {
        scope.enter(caller);
        scope.enterSystem();
        Optional<SuccessionRows.Succession> found = own(caller, record.lock(id));
        Optional<SuccessionRows.Signed> signed =
                found.flatMap(row -> record.signed(caller, new PartyId(row.owner()), agreement(row), signature));
        Optional<Refusal> refusal = found.flatMap(row -> record.unfit(caller, row, SuccessionState.PROPOSED));
        if (refusal.isEmpty() && found.isPresent() && signed.isPresent()) {
            rows.agreed(id, signed.get());
            feed.tellRepository(Happening.SUCCESSION_AGREED, id);
        }
        scope.enter(caller);
        if (found.isEmpty()) {
            return denied(caller, "AGREE_TO_SUCCESSION", id);
        }
        if (refusal.isPresent()) {
            return Outcome.refused(refusal.get());
        }
        if (signed.isEmpty()) {
            accessLog.denied(caller.actor(), "AGREE_TO_SUCCESSION", id);
            return Outcome.refused(SuccessionRecord.badSignature());
        }
        accessLog.administered(caller.actor(), "AGREE_TO_SUCCESSION", List.of(Fact.of(Field.DETAILS, id)));
        return Outcome.done(new SuccessionId(id));
    }

    private static Optional<SuccessionRows.Succession> own(Caller caller, Optional<SuccessionRows.Succession> row) {
        return row.filter(one -> caller.has(Role.CONTRIBUTOR)
                && one.owner().equals(caller.party().value()));
    }

    private <T> Outcome<T> denied(Caller caller, String action, String id) {
        accessLog.denied(caller.actor(), action, id);
        return Outcome.refused(
                Refusal.of(caller.has(Role.CONTRIBUTOR) ? ProblemCode.NOT_FOUND : ProblemCode.FORBIDDEN));
    }
}
