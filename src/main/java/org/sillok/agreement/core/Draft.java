package org.sillok.agreement.core;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.AgreementId;
import org.sillok.kernel.PartyId;
import org.sillok.terms.AgreementKind;
import org.sillok.terms.CaseRef;
import org.sillok.terms.Term;

/**
 * What a version of an agreement says.
 *
 * @param umbrella the protocol or memorandum under which it is made; null if none
 * @param caseRef the case of an undertaking; null for every other kind
 * @param effectiveFrom null: from the last signature on
 * @param effectiveUntil null: until it is terminated
 * @param reviewPeriodDays after how many days the parties look at it again; null if they have not said
 * @param recallDeadlineDays within how many days a recall is answered; null if they have not said
 * @param onTermination what happens to the material when it ends, unless the termination says otherwise
 * @param prohibitionsSurvive whether its prohibitions stay when it is suspended, expires or is terminated
 * @param signedDocument an item that holds the text as it was signed elsewhere; null if none
 */
public record Draft(
        AgreementKind kind,
        Set<PartyId> providers,
        Set<PartyId> recipients,
        @Nullable AgreementId umbrella,
        @Nullable CaseRef caseRef,
        Wording wording,
        @Nullable Instant effectiveFrom,
        @Nullable Instant effectiveUntil,
        @Nullable Integer reviewPeriodDays,
        @Nullable Integer recallDeadlineDays,
        TerminationEffect onTermination,
        boolean prohibitionsSurvive,
        @Nullable SignedDocument signedDocument,
        List<Term> clauses) {
    public static final int MAX_CLAUSES = 500;
    public static final int MAX_PARTIES = 50;
    public static final int MAX_DAYS = 36_525;

    public Draft {
        providers = Set.copyOf(providers);
        recipients = Set.copyOf(recipients);
        clauses = List.copyOf(clauses);
        if ((kind == AgreementKind.CASE_UNDERTAKING) != (caseRef != null)) {
            throw new IllegalArgumentException("an undertaking, and only an undertaking, is for one case");
        }
        if (clauses.size() > MAX_CLAUSES) {
            throw new IllegalArgumentException("too many clauses");
        }
    }

    /** Providers and recipients. */
    public Set<PartyId> parties() {
        Set<PartyId> all = new TreeSet<>(Comparator.comparing(PartyId::value));
        all.addAll(providers);
        all.addAll(recipients);
        return all;
    }

    /** Texts and cases stay out of logs. */
    @Override
    public String toString() {
        return "Draft[" + kind + "]";
    }
}
