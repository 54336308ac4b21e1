package org.sillok.sharing.core;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sillok.terms.Agreement;
import org.sillok.terms.AgreementState;
import org.sillok.terms.Binding;
import org.sillok.terms.Clause;
import org.sillok.terms.Consent;
import org.sillok.terms.ConsentState;
import org.sillok.terms.MaterialRef;

/**
 * A change of one instrument that nobody has made yet. Answers of consultations belong to the clauses under which they
 * were asked: new clauses take them away.
 *
 * @param instrument the id of a consent or an agreement
 * @param clauses its clauses afterwards; null if they stay
 * @param state the name of its state afterwards; null if it stays
 */
public record WhatIf(
        String instrument,
        @Nullable List<Clause> clauses,
        @Nullable String state) {
    /** Throws {@link IllegalArgumentException} for a change of nothing, and for a state that such an instrument cannot have. */
    public WhatIf {
        if (clauses == null && state == null) {
            throw new IllegalArgumentException("changes nothing");
        }
        clauses = clauses == null ? null : List.copyOf(clauses);
        if (state != null) {
            if (isConsent(instrument)) {
                ConsentState.valueOf(state);
            } else {
                AgreementState.valueOf(state);
            }
        }
    }

    /** Whether that is the id of a consent; otherwise it is that of an agreement. */
    public static boolean isConsent(String instrument) {
        return instrument.startsWith("con_");
    }

    /** The records as they would be. */
    public OnRecord in(OnRecord before) {
        Map<MaterialRef, List<Binding>> bindings = new HashMap<>();
        before.bindings()
                .forEach((ref, bound) ->
                        bindings.put(ref, bound.stream().map(this::in).toList()));
        return new OnRecord(
                before.ancestors(),
                bindings,
                before.treatments(),
                before.held(),
                before.agreements().stream().map(this::in).toList(),
                before.facts(),
                before.disclosed(),
                before.standings(),
                before.asOf(),
                before.time());
    }

    private Binding in(Binding binding) {
        return binding instanceof Binding.ToConsent bound
                        && bound.consent().ref().id().equals(instrument)
                ? new Binding.ToConsent(bound.relation(), in(bound.consent()))
                : binding;
    }

    private Consent in(Consent consent) {
        return new Consent(
                consent.ref(),
                consent.source(),
                state == null ? consent.state() : ConsentState.valueOf(state),
                consent.window(),
                consent.reviewBy(),
                consent.majority(),
                consent.scope(),
                clauses == null ? consent.clauses() : clauses,
                clauses == null ? consent.answers() : List.of());
    }

    private Agreement in(Agreement agreement) {
        if (!agreement.ref().id().equals(instrument)) {
            return agreement;
        }
        return new Agreement(
                agreement.ref(),
                agreement.kind(),
                state == null ? agreement.state() : AgreementState.valueOf(state),
                agreement.providers(),
                agreement.recipients(),
                agreement.umbrella(),
                agreement.caseRef(),
                agreement.window(),
                agreement.prohibitionsSurvive(),
                clauses == null ? agreement.clauses() : clauses,
                clauses == null ? agreement.answers() : List.of());
    }
}
