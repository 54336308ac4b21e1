package org.sillok.request.core;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.ConsultationId;
import org.sillok.kernel.PartyId;
import org.sillok.terms.Action;
import org.sillok.terms.Agreement;
import org.sillok.terms.ClauseId;
import org.sillok.terms.Decision;
import org.sillok.terms.Effect;
import org.sillok.terms.InstrumentRef;
import org.sillok.terms.Outcome;
import org.sillok.terms.Question;
import org.sillok.terms.Scope;
import org.sillok.terms.Selection;
import org.sillok.terms.Term;
import org.sillok.terms.Window;

/** Who has to be asked because of a decision, and what an answer says. */
public final class Consulted {
    private Consulted() {}

    /**
     * The versions of instruments because of which {@code holder} has to be asked. Of an agreement it can answer for itself
     * only: one in which it does not provide, or another depositor of the material does as well, is not among them.
     */
    public static List<InstrumentRef> causes(Question question, Decision decision, PartyId holder) {
        if (decision.outcome() != Outcome.CONSULT) {
            return List.of();
        }
        Set<PartyId> others = question.material().nodes().stream()
                .flatMap(node -> node.owners().stream())
                .filter(owner -> !owner.equals(holder))
                .collect(Collectors.toSet());
        Map<String, Agreement> agreements = question.agreements().stream()
                .collect(Collectors.toMap(agreement -> agreement.ref().toString(), agreement -> agreement));
        return decision.reasons().stream()
                .filter(reason -> reason.outcome() == Outcome.CONSULT)
                .map(reason -> instrument(reason.place()))
                .distinct()
                .filter(place -> isConsent(place) || answers(agreements.get(place), holder, others))
                .map(Consulted::ref)
                .sorted()
                .toList();
    }

    private static String instrument(String place) {
        int clause = place.indexOf('#');
        return clause < 0 ? place : place.substring(0, clause);
    }

    /** Whether it is the id, or a version, of a consent. */
    public static boolean isConsent(String instrument) {
        return instrument.startsWith("con_");
    }

    private static boolean answers(@Nullable Agreement agreement, PartyId holder, Set<PartyId> others) {
        return agreement != null && agreement.isAnsweredBy(holder, others);
    }

    /** A version of an instrument as {@link InstrumentRef#toString} writes it. */
    public static InstrumentRef ref(String text) {
        int slash = text.indexOf('/');
        return new InstrumentRef(text.substring(0, slash), Integer.parseInt(text.substring(slash + 1)));
    }

    /** What the clause of an answer is called: like no clause of an instrument. */
    public static ClauseId clause(ConsultationId consultation) {
        return new ClauseId("answer." + consultation.value().substring(ConsultationId.PREFIX.length() + 1));
    }

    /** The clause of a refusal: what was asked for is forbidden, though not to know of it, if it was otherwise permitted. */
    public static Term refusal(ConsultationId consultation, Set<Action> asked) {
        Set<Action> forbidden = EnumSet.copyOf(asked);
        forbidden.remove(Action.DISCOVER);
        return new Term(
                clause(consultation),
                Effect.PROHIBIT,
                forbidden.isEmpty() ? asked : forbidden,
                Selection.any(),
                Selection.any(),
                Map.of(),
                Selection.any(),
                Scope.EVERYTHING,
                Window.ALWAYS,
                List.of(),
                Set.of());
    }

    /** The same permission under the name that an answer has. */
    public static Term permission(ConsultationId consultation, Term said) {
        return new Term(
                clause(consultation),
                said.effect(),
                said.actions(),
                said.recipients(),
                said.purposes(),
                said.places(),
                said.proceedings(),
                said.scope(),
                said.window(),
                said.conditions(),
                said.duties());
    }
}
