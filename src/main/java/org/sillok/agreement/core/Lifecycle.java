package org.sillok.agreement.core;

import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.UserId;
import org.sillok.terms.AgreementKind;

/** Who may do what to an agreement, and when. Given is what the one who acts sees of it. */
public final class Lifecycle {
    private final AgreementHead agreement;
    private final Acting acting;
    private final VersionHead newest;

    private Lifecycle(AgreementHead agreement, Acting acting) {
        this.agreement = agreement;
        this.acting = acting;
        this.newest = agreement.newest();
    }

    /**
     * Decides.
     *
     * @param party whose signature it is about: required to confirm one on paper, ignored otherwise
     */
    public static Ruling decide(AgreementHead agreement, Act act, Acting acting, @Nullable PartyId party) {
        Lifecycle lifecycle = new Lifecycle(agreement, acting);
        if (agreement.standing() == Standing.TERMINATED) {
            return new Ruling.NotNow("The agreement is terminated, for good. Draft another one.");
        }
        return switch (act) {
            case REVISE -> lifecycle.drafter("change", Stage.DRAFT);
            case PROPOSE -> lifecycle.drafter("propose", Stage.DRAFT);
            case WITHDRAW -> lifecycle.withdraw();
            case SIGN -> lifecycle.sign();
            case CONFIRM -> lifecycle.confirm(party);
            case AMEND -> lifecycle.amend();
            case SUSPEND ->
                lifecycle.end("suspend", agreement.standing() == Standing.IN_FORCE || lifecycle.takesOverSuspension());
            case RESUME -> lifecycle.resume();
            case TERMINATE -> lifecycle.end("terminate", agreement.standing() != Standing.NONE);
        };
    }

    /** Whether all have signed once {@code party} has. */
    public static boolean completes(VersionHead version, PartyId party) {
        Set<PartyId> missing = new HashSet<>(version.signers());
        missing.removeAll(version.signed());
        missing.remove(party);
        return missing.isEmpty();
    }

    /** From when on a version counts: never before the last signature is on record. */
    public static Instant startsAt(@Nullable Instant effectiveFrom, Instant lastSignature) {
        return effectiveFrom == null || effectiveFrom.isBefore(lastSignature) ? lastSignature : effectiveFrom;
    }

    private Ruling drafter(String what, Stage stage) {
        if (!newest.draftedBy().equals(acting.party())) {
            return new Ruling.NotYours("Only the organisation that drafted the version can " + what + " it.");
        }
        if (agreement.kind() == AgreementKind.COURT_ORDER && !acting.custodian()) {
            return new Ruling.NotYours("A court order is recorded by custodians.");
        }
        return newest.stage() == stage
                ? new Ruling.Allowed(newest)
                : new Ruling.NotNow("The newest version is no draft. Draft the next one.");
    }

    private Ruling withdraw() {
        // Who works for the repository and is no custodian does not undo what custodians drafted for others.
        boolean drafter = newest.draftedBy().equals(acting.party()) && agreement.kind() != AgreementKind.COURT_ORDER;
        if (!acting.custodian() && !drafter) {
            return new Ruling.NotYours(
                    "Only the organisation that drafted the version, or a custodian, can take it back.");
        }
        return newest.isOpen()
                ? new Ruling.Allowed(newest)
                : new Ruling.NotNow("There is no draft and no proposal to take back.");
    }

    private Ruling sign() {
        if (agreement.kind() == AgreementKind.COURT_ORDER) {
            return new Ruling.NotNow("Nobody signs a court order; a second custodian confirms it.");
        }
        if (!newest.signers().contains(acting.party())) {
            return new Ruling.NotYours("Your organisation is no party of the newest version.");
        }
        if (!acting.contributor() && !acting.investigator()) {
            return new Ruling.NotYours("Contributors and investigators sign for their organisation.");
        }
        if (newest.stage() != Stage.PROPOSED) {
            return new Ruling.NotNow("No version is proposed.");
        }
        return newest.signed().contains(acting.party())
                ? new Ruling.NotNow("Your organisation has signed this version already.")
                : new Ruling.Allowed(newest);
    }

    private Ruling confirm(@Nullable PartyId party) {
        if (!acting.custodian()) {
            return new Ruling.NotYours("A custodian of the repository confirms.");
        }
        if (newest.stage() != Stage.PROPOSED) {
            return new Ruling.NotNow("No version is proposed.");
        }
        boolean order = agreement.kind() == AgreementKind.COURT_ORDER;
        UserId recorder = order
                ? newest.proposedBy()
                : party == null ? null : newest.onPaper().get(party);
        if (recorder == null) {
            return new Ruling.NotNow("There is no signature on paper of that organisation to be confirmed.");
        }
        if (acting.users().contains(recorder)) {
            return new Ruling.NotYours("Somebody else than who recorded it has to confirm it.");
        }
        return party != null && newest.signed().contains(party)
                ? new Ruling.NotNow("That organisation has signed this version already.")
                : new Ruling.Allowed(newest);
    }

    private Ruling amend() {
        // Being named in some old draft gives nobody a say: a party is who all have agreed is one.
        Optional<VersionHead> signed = agreement.newestSigned();
        boolean joins = agreement.signedNumber() == null
                ? newest.draftedBy().equals(acting.party())
                : signed.filter(version -> version.parties().contains(acting.party()))
                        .isPresent();
        if (agreement.kind() == AgreementKind.COURT_ORDER ? !acting.custodian() : !(joins || acting.custodian())) {
            return new Ruling.NotYours("Only a party of the newest signed version can draft the next one.");
        }
        return agreement.open()
                ? new Ruling.NotNow(
                        "A next version is drafted or proposed already. It has to be signed or taken back first.")
                : new Ruling.Allowed(newest);
    }

    private Ruling end(String what, boolean now) {
        Optional<VersionHead> signed = agreement.newestSigned();
        if (agreement.kind() == AgreementKind.COURT_ORDER && acting.custodian()) {
            return new Ruling.NotNow(
                    "One custodian alone does not lift an order. Change or end it by its next version, which a second confirms.");
        }
        if (!acting.custodian()
                && (agreement.kind() == AgreementKind.COURT_ORDER
                        || signed.filter(version -> version.parties().contains(acting.party()))
                                .isEmpty())) {
            return new Ruling.NotYours(
                    "Only a party of the newest signed version, or a custodian, can " + what + " it.");
        }
        return now && signed.isPresent()
                ? new Ruling.Allowed(signed.get())
                : new Ruling.NotNow("The agreement is not in force. A draft or a proposal is taken back instead.");
    }

    /** A provider's suspension takes the place of a recipient's, which the recipient could lift alone. */
    private boolean takesOverSuspension() {
        PartyId by = agreement.suspendedBy();
        return agreement.standing() == Standing.SUSPENDED
                && by != null
                && agreement
                        .newestSigned()
                        .filter(signed -> signed.providers().contains(acting.party())
                                && signed.recipients().contains(by))
                        .isPresent();
    }

    private Ruling resume() {
        Optional<VersionHead> signed = agreement.newestSigned();
        // A party that is one no more, and the repository's staff other than custodians, have no say.
        boolean own = acting.party().equals(agreement.suspendedBy())
                && signed.filter(version -> version.parties().contains(acting.party()))
                        .isPresent();
        if (!acting.custodian() && !own) {
            return new Ruling.NotYours("Only the organisation that suspended it, or a custodian, can resume it.");
        }
        return agreement.standing() == Standing.SUSPENDED && signed.isPresent()
                ? new Ruling.Allowed(signed.get())
                : new Ruling.NotNow("The agreement is not suspended.");
    }
}
