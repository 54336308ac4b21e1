package org.sillok.withdrawal;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sillok.consent.TakingBack;
import org.sillok.custody.AccessLog;
import org.sillok.evidence.Derivations;
import org.sillok.evidence.JointDepositors;
import org.sillok.identity.Caller;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
import org.sillok.kernel.ConsentId;
import org.sillok.kernel.Ids;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.SourceId;
import org.sillok.kernel.WithdrawalId;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;
import org.sillok.source.Sources;
import org.sillok.withdrawal.core.Entitlement;
import org.sillok.withdrawal.core.Entitlement.Standing;
import org.sillok.withdrawal.core.Level;
import org.sillok.withdrawal.core.SaidBy;
import org.sillok.withdrawal.core.Subject;
import org.sillok.withdrawal.db.WithdrawalRows;

/** Says who may take what back, and who sees which withdrawal. Joins the transactions of the use cases. */
@ApplicationScoped
class WithdrawalAccess {
    private final WithdrawalRows rows;
    private final TakingBack consents;
    private final Derivations derivations;
    private final JointDepositors depositors;
    private final Sources sources;
    private final AccessLog accessLog;
    private final Scope scope;

    WithdrawalAccess(
            WithdrawalRows rows,
            TakingBack consents,
            Derivations derivations,
            JointDepositors depositors,
            Sources sources,
            AccessLog accessLog,
            Scope scope) {
        this.rows = rows;
        this.consents = consents;
        this.derivations = derivations;
        this.depositors = depositors;
        this.sources = sources;
        this.accessLog = accessLog;
        this.scope = scope;
    }

    /**
     * Whose subject it is, if the caller may take it back so far. What does not exist and what is none of the caller's matter
     * is answered alike, after the same queries. Leaves the scope of the caller.
     */
    Outcome<PartyId> entitled(Caller caller, String action, Subject subject, SaidBy by, Level level) {
        scope.enterSystem();
        Optional<PartyId> owner = owner(subject);
        Set<Standing> found = standings(caller, subject, owner.orElse(null));
        Set<Standing> standings = owner.isPresent() ? found : EnumSet.noneOf(Standing.class);
        scope.enter(caller);
        return switch (Entitlement.rule(standings, by, level)) {
            case ENTITLED -> Outcome.done(owner.orElseThrow());
            case UNKNOWN -> denied(caller, action, subject.id());
            case NOT_THE_VOICE ->
                refused(
                        caller,
                        action,
                        subject.id(),
                        by.byCustodian()
                                ? "What a court orders, or the repository decides for somebody's safety, is recorded by a custodian."
                                : "It is recorded by the organisation that holds the material.");
            case TOO_FAR ->
                refused(
                        caller,
                        action,
                        subject.id(),
                        caller.has(Role.CUSTODIAN) && by.byCustodian()
                                ? "The repository restricts at most: it destroys nothing of others on its own."
                                : "An organisation that deposited it with others goes at most as far as NO_FURTHER_USE.");
        };
    }

    private Optional<PartyId> owner(Subject subject) {
        return switch (subject.kind()) {
            case CONSENT -> consents.owner(new ConsentId(subject.id()));
            case SOURCE -> sources.owner(new SourceId(subject.id()));
            case ITEM -> {
                ItemId item = new ItemId(subject.id());
                yield Optional.ofNullable(derivations.owners(Set.of(item)).get(item));
            }
        };
    }

    private Set<Standing> standings(Caller caller, Subject subject, @Nullable PartyId owner) {
        Set<Standing> standings = EnumSet.noneOf(Standing.class);
        if (caller.has(Role.CONTRIBUTOR) && caller.party().equals(owner)) {
            standings.add(Standing.HOLDER);
        }
        if (caller.has(Role.CONTRIBUTOR) && subject.kind() == Subject.Kind.ITEM) {
            ItemId item = new ItemId(subject.id());
            if (depositors.of(Set.of(item)).getOrDefault(item, Set.of()).contains(caller.party())) {
                standings.add(Standing.JOINT_DEPOSITOR);
            }
        }
        if (caller.has(Role.CUSTODIAN)) {
            standings.add(Standing.CUSTODIAN);
        }
        return standings;
    }

    /** As what somebody sees a withdrawal. */
    enum Viewpoint {
        /** Of the organisation that recorded it, in the role in which it did so. */
        RECORDER,
        /** Of the organisation whose material it is. */
        HOLDER,
        CUSTODIAN,
        /** Sees the register, and no text. */
        AUDITOR
    }

    /** A withdrawal, and as what the caller sees it. */
    record Seen(WithdrawalRows.Row row, Viewpoint viewpoint) {
        WithdrawalId id() {
            return new WithdrawalId(row.id());
        }

        boolean recorded() {
            return viewpoint == Viewpoint.RECORDER;
        }

        /** Not an organisation that only deposited the item with its owner: it sees no more of the item than before. */
        boolean learnsWhatBecameOfIt() {
            return !recorded()
                    || row.owner().equals(row.recordedParty())
                    || SaidBy.valueOf(row.saidBy()).byCustodian();
        }
    }

    /** The withdrawal as the caller sees it; otherwise it is refused, and that is recorded. Leaves the scope of the caller. */
    Outcome<Seen> see(Caller caller, String action, String id) {
        if (isRegistrar(caller)) {
            scope.enterSystem();
        } else {
            scope.enter(caller);
        }
        Optional<WithdrawalRows.Row> row = Ids.isWellFormed(WithdrawalId.PREFIX, id) ? rows.find(id) : Optional.empty();
        scope.enter(caller);
        return row.flatMap(
                        found -> Optional.ofNullable(viewpoint(caller, found)).map(as -> new Seen(found, as)))
                .map(Outcome::done)
                .orElseGet(() -> denied(caller, action, id));
    }

    private static @Nullable Viewpoint viewpoint(Caller caller, WithdrawalRows.Row row) {
        Role recording = SaidBy.valueOf(row.saidBy()).byCustodian() ? Role.CUSTODIAN : Role.CONTRIBUTOR;
        if (caller.has(recording) && row.recordedParty().equals(caller.party().value())) {
            return Viewpoint.RECORDER;
        }
        if (caller.has(Role.CONTRIBUTOR) && row.owner().equals(caller.party().value())) {
            return Viewpoint.HOLDER;
        }
        if (caller.has(Role.CUSTODIAN)) {
            return Viewpoint.CUSTODIAN;
        }
        return caller.has(Role.AUDITOR) ? Viewpoint.AUDITOR : null;
    }

    /** Whether the caller sees all withdrawals. */
    static boolean isRegistrar(Caller caller) {
        return caller.hasAny(Role.CUSTODIAN, Role.AUDITOR);
    }

    /** Whether anybody in these roles can have to do with withdrawals. */
    static boolean mayAct(Caller caller) {
        return caller.hasAny(Role.CONTRIBUTOR, Role.CUSTODIAN, Role.AUDITOR);
    }

    /** One answer for what does not exist and what does not concern the caller. */
    <T> Outcome<T> denied(Caller caller, String action, String id) {
        ProblemCode code = mayAct(caller) ? ProblemCode.NOT_FOUND : ProblemCode.FORBIDDEN;
        scope.enter(caller);
        accessLog.denied(caller.actor(), action, id);
        return Outcome.refused(Refusal.of(code));
    }

    /** For who sees it, but may not do that. */
    <T> Outcome<T> refused(Caller caller, String action, String id, String detail) {
        scope.enter(caller);
        accessLog.denied(caller.actor(), action, id);
        return Outcome.refused(ProblemCode.FORBIDDEN, detail);
    }
}
