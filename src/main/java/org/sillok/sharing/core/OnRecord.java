package org.sillok.sharing.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.terms.Agreement;
import org.sillok.terms.Answer;
import org.sillok.terms.Binding;
import org.sillok.terms.Consent;
import org.sillok.terms.Derivation;
import org.sillok.terms.Effect;
import org.sillok.terms.Fact;
import org.sillok.terms.Guard;
import org.sillok.terms.GuardCode;
import org.sillok.terms.InstrumentRef;
import org.sillok.terms.Material;
import org.sillok.terms.MaterialRef;
import org.sillok.terms.Node;
import org.sillok.terms.Profile;
import org.sillok.terms.Question;
import org.sillok.terms.Request;
import org.sillok.terms.Transformation;

/**
 * Everything on record that some decisions depend on, gathered once for all of them. What could not be read is missing
 * here and holds material back in the question: it is never left out as if it did not exist.
 *
 * @param bindings of each version; a version without an entry could not be read
 * @param treatments what was done, as approved, when a version was made
 * @param held what holds an item back whatever anybody permits: an item without an entry is not held back
 * @param agreements which of them matter depends on the requester
 * @param disclosed how often something was released under the clauses of these consents and agreements
 * @param standings of requesters and owners; a party without an entry is not known
 * @param asOf the moment for which it is decided
 * @param time what is proven about that moment from outside
 */
public record OnRecord(
        Ancestors ancestors,
        Map<MaterialRef, List<Binding>> bindings,
        Map<MaterialRef, Set<Transformation>> treatments,
        Map<ItemId, List<Guard>> held,
        List<Agreement> agreements,
        List<Fact> facts,
        Disclosed disclosed,
        Map<PartyId, Standing> standings,
        Instant asOf,
        ExternalTime time) {
    public OnRecord {
        bindings = Map.copyOf(bindings);
        treatments = Map.copyOf(treatments);
        held = Map.copyOf(held);
        agreements = List.copyOf(agreements);
        facts = List.copyOf(facts);
        standings = Map.copyOf(standings);
    }

    /** The question whether {@code request} may be granted for one version. */
    public Question question(Request request, MaterialRef version) {
        List<Agreement> between = Counterparties.agreementsWith(agreements, owners(version), request.requester());
        return new Question(
                request,
                material(request, version),
                between,
                facts,
                disclosed.of(Stream.concat(consents(version), between.stream())),
                asOf);
    }

    /**
     * The same if {@code asked} answered what counts here. It answered for itself only: what it permits under an agreement
     * counts neither where it does not provide nor where another depositor of the material provides as well. What it
     * forbids counts.
     */
    public Question question(Request request, MaterialRef version, PartyId asked) {
        Question question = question(request, version);
        Set<PartyId> others = new HashSet<>(owners(version));
        others.remove(asked);
        return new Question(
                question.request(),
                question.material(),
                question.agreements().stream()
                        .map(agreement -> agreement.answers().isEmpty() || agreement.isAnsweredBy(asked, others)
                                ? agreement
                                : with(
                                        agreement,
                                        agreement.answers().stream()
                                                .filter(answer -> !permits(answer))
                                                .toList()))
                        .toList(),
                question.facts(),
                question.disclosures(),
                question.asOf());
    }

    private static boolean permits(Answer answer) {
        return answer.term().effect() != Effect.PROHIBIT;
    }

    /** The same with what was answered when somebody was asked, each answer beside the version under which it was asked. */
    public OnRecord answered(Map<InstrumentRef, List<Answer>> answers) {
        if (answers.isEmpty()) {
            return this;
        }
        Map<MaterialRef, List<Binding>> answered = new HashMap<>();
        bindings.forEach((ref, bound) -> answered.put(
                ref,
                bound.stream()
                        .map(binding -> binding instanceof Binding.ToConsent to
                                ? new Binding.ToConsent(to.relation(), answered(to.consent(), answers))
                                : binding)
                        .toList()));
        return new OnRecord(
                ancestors,
                answered,
                treatments,
                held,
                agreements.stream()
                        .map(agreement -> answered(agreement, answers))
                        .toList(),
                facts,
                disclosed,
                standings,
                asOf,
                time);
    }

    /** The same as if what is released to {@code recipient} could be encrypted: it has been. */
    public OnRecord delivered(PartyId recipient) {
        Standing standing = standings.getOrDefault(recipient, Standing.UNKNOWN);
        Map<PartyId, Standing> since = new HashMap<>(standings);
        since.put(recipient, new Standing(standing.partyClass(), standing.active(), standing.seat(), true));
        return new OnRecord(ancestors, bindings, treatments, held, agreements, facts, disclosed, since, asOf, time);
    }

    private static Consent answered(Consent consent, Map<InstrumentRef, List<Answer>> answers) {
        return new Consent(
                consent.ref(),
                consent.source(),
                consent.state(),
                consent.window(),
                consent.reviewBy(),
                consent.majority(),
                consent.scope(),
                consent.clauses(),
                together(consent.answers(), answers.get(consent.ref())));
    }

    private static Agreement answered(Agreement agreement, Map<InstrumentRef, List<Answer>> answers) {
        return with(agreement, together(agreement.answers(), answers.get(agreement.ref())));
    }

    private static Agreement with(Agreement agreement, List<Answer> answers) {
        return new Agreement(
                agreement.ref(),
                agreement.kind(),
                agreement.state(),
                agreement.providers(),
                agreement.recipients(),
                agreement.umbrella(),
                agreement.caseRef(),
                agreement.window(),
                agreement.prohibitionsSurvive(),
                agreement.clauses(),
                answers);
    }

    private static List<Answer> together(List<Answer> recorded, @Nullable List<Answer> more) {
        return more == null
                ? recorded
                : Stream.concat(recorded.stream(), more.stream()).toList();
    }

    /**
     * Whether a consent or agreement of that id may decide about {@code version}, as far as {@code party} may know: an
     * agreement between others bears on it, too, but is none of its business.
     */
    public boolean concerns(MaterialRef version, String instrument, PartyId party) {
        boolean consent = consents(version).anyMatch(one -> one.ref().id().equals(instrument));
        return consent
                || agreements.stream()
                        .filter(agreement -> agreement.ref().id().equals(instrument))
                        .anyMatch(agreement -> Counterparties.isParty(agreement, party));
    }

    /** The version and all of its ancestors. */
    public List<MaterialRef> line(MaterialRef version) {
        return ancestors.of(version).versions();
    }

    private Stream<Consent> consents(MaterialRef version) {
        return ancestors.of(version).versions().stream()
                .flatMap(ref -> bindings.getOrDefault(ref, List.of()).stream())
                .filter(Binding.ToConsent.class::isInstance)
                .map(binding -> ((Binding.ToConsent) binding).consent());
    }

    private Material material(Request request, MaterialRef version) {
        Line line = ancestors.of(version);
        Set<MaterialRef> inLine = new HashSet<>(line.versions());
        List<Node> nodes = new ArrayList<>();
        List<Derivation> steps = new ArrayList<>();
        for (MaterialRef ref : line.versions()) {
            nodes.add(new Node(
                    ref,
                    ancestors.owners().getOrDefault(ref, Set.of()),
                    bindings.getOrDefault(ref, List.of()),
                    guards(request, ref, ref.equals(version) && !line.complete())));
            for (MaterialRef parent : ancestors.parents().getOrDefault(ref, List.of())) {
                if (inLine.contains(parent)) {
                    steps.add(new Derivation(parent, ref, treatments.getOrDefault(ref, Set.of())));
                }
            }
        }
        return new Material(version, nodes, steps);
    }

    private List<Guard> guards(Request request, MaterialRef ref, boolean broken) {
        List<Guard> guards = new ArrayList<>(held.getOrDefault(ref.item(), List.of()));
        if (broken || !bindings.containsKey(ref)) {
            guards.add(new Guard(GuardCode.INCOMPLETE, ref.toString()));
        }
        if (!isActive(request.requester())) {
            guards.add(
                    new Guard(GuardCode.REQUESTER_INACTIVE, request.requester().value()));
        }
        if (request.profile() == Profile.RECIPIENT) {
            if (time.contradicts(asOf)) {
                // Without the times: the same clock gives the same basis.
                guards.add(new Guard(GuardCode.CLOCK_DISAGREES, ref.toString()));
            }
            ancestors.owners().getOrDefault(ref, Set.of()).stream()
                    .filter(owner -> !isActive(owner))
                    .forEach(owner -> guards.add(new Guard(GuardCode.OWNER_INACTIVE, owner.value())));
        }
        return guards;
    }

    /** Everybody who deposited some version of the line. */
    private Set<PartyId> owners(MaterialRef version) {
        return line(version).stream()
                .flatMap(ref -> ancestors.owners().getOrDefault(ref, Set.of()).stream())
                .collect(Collectors.toSet());
    }

    private boolean isActive(PartyId party) {
        // Somebody in general is nobody who could have been deactivated.
        return party.equals(Requesters.NOBODY)
                || standings.getOrDefault(party, Standing.UNKNOWN).active();
    }
}
