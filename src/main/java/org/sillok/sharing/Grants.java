package org.sillok.sharing;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.sillok.kernel.SourceId;
import org.sillok.terms.Agreement;
import org.sillok.terms.AgreementState;
import org.sillok.terms.Binding;
import org.sillok.terms.ClauseRef;
import org.sillok.terms.Consent;
import org.sillok.terms.Evaluator;
import org.sillok.terms.InstrumentRef;
import org.sillok.terms.Question;
import org.sillok.terms.Transformation;

/**
 * Keeps the permissions of one run, and what several of them have in common once. What they were decided from can be freed
 * after each portion; of that only instruments stay, each once. Not safe for several threads.
 */
public final class Grants {
    private final Map<Object, Object> once = new HashMap<>();
    private final Map<InstrumentRef, Agreement> agreements = new TreeMap<>();
    private final Map<InstrumentRef, Consent> consents = new TreeMap<>();

    /** What is kept of it. */
    public Grant keep(Release release) {
        Question question = release.question();
        Set<ClauseRef> clauses = Evaluator.permitting(question);
        Map<ClauseRef, Integer> counts = new HashMap<>();
        for (ClauseRef clause : clauses) {
            Integer count = question.disclosures().get(clause);
            if (count != null) {
                counts.put(clause, count);
            }
        }
        addGrounds(release);
        return new Grant(
                release.version(),
                once(release.owner()),
                question.request().id(),
                once(question.request().requester()),
                once(release.decision()),
                release.basis(),
                once(Set.copyOf(clauses)),
                once(Map.copyOf(counts)),
                once(Set.copyOf(sources(question))),
                once(Set.copyOf(transformations(question))));
    }

    /** What everything that was kept rests on. */
    public Grounds grounds() {
        return new Grounds(List.copyOf(agreements.values()), List.copyOf(consents.values()));
    }

    /** Everybody behind what is asked about. */
    public static Set<SourceId> sources(Question question) {
        Set<SourceId> sources = new HashSet<>();
        question.material().nodes().stream()
                .flatMap(node -> node.bindings().stream())
                .map(Grants::source)
                .forEach(sources::add);
        return sources;
    }

    private static SourceId source(Binding binding) {
        return binding instanceof Binding.ToConsent to
                ? to.consent().source()
                : ((Binding.ToPublicSource) binding).source();
    }

    private static Set<Transformation> transformations(Question question) {
        Set<Transformation> all = EnumSet.noneOf(Transformation.class);
        question.material().derivations().forEach(step -> all.addAll(step.transformations()));
        return all;
    }

    private void addGrounds(Release release) {
        Question question = release.question();
        question.agreements().stream()
                .filter(agreement -> agreement.state() == AgreementState.IN_FORCE
                        && agreement.window().has(question.asOf()))
                .forEach(agreement -> agreements.putIfAbsent(agreement.ref(), agreement));
        question.material().nodes().stream()
                .filter(node -> node.ref().equals(release.version()))
                .flatMap(node -> node.bindings().stream())
                .filter(Binding.ToConsent.class::isInstance)
                .map(binding -> ((Binding.ToConsent) binding).consent())
                .forEach(consent -> consents.putIfAbsent(consent.ref(), consent));
    }

    /** The value, or one that is equal and was kept before. */
    @SuppressWarnings("unchecked") // what is equal is of the same type: values, sets and maps of values
    private <T> T once(T value) {
        return (T) once.computeIfAbsent(value, same -> same);
    }
}
