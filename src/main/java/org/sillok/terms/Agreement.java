package org.sillok.terms;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.PartyId;

/**
 * What organisations agreed, in the version that is in force.
 *
 * @param providers who hands over under it
 * @param recipients who receives under it
 * @param umbrella the id of the agreement under which it was made, which must be in force too; null if none
 * @param caseRef for an undertaking: its case; null otherwise
 * @param prohibitionsSurvive whether its prohibitions stay when it is suspended, expires or is terminated
 */
public record Agreement(
        InstrumentRef ref,
        AgreementKind kind,
        AgreementState state,
        Set<PartyId> providers,
        Set<PartyId> recipients,
        @Nullable String umbrella,
        @Nullable CaseRef caseRef,
        Window window,
        boolean prohibitionsSurvive,
        List<Clause> clauses,
        List<Answer> answers)
        implements Instrument {
    public Agreement {
        providers = Set.copyOf(providers);
        recipients = Set.copyOf(recipients);
        clauses = List.copyOf(clauses);
        answers = List.copyOf(answers);
        if ((kind == AgreementKind.CASE_UNDERTAKING) != (caseRef != null)) {
            throw new IllegalArgumentException("an undertaking, and only an undertaking, is for one case");
        }
    }

    /** Whether {@code recipient} may receive from {@code provider} under it, as far as it goes. A court order lets nobody receive. */
    boolean joins(PartyId provider, PartyId recipient) {
        return kind != AgreementKind.COURT_ORDER && providers.contains(provider) && recipients.contains(recipient);
    }

    /**
     * Whether {@code holder} may answer a question under it for its material alone: it provides under it, and none of
     * {@code others}, who deposited something of the same material, does.
     */
    public boolean isAnsweredBy(PartyId holder, Set<PartyId> others) {
        return providers.contains(holder) && providers.stream().noneMatch(others::contains);
    }

    @Override
    public String toString() {
        return ref.toString();
    }
}
