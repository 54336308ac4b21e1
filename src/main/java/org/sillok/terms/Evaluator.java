package org.sillok.terms;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.sillok.kernel.PartyId;

/**
 * Decides. A pure function of the question: no clock, no input or output, the same answer every time and whatever the
 * order of what it is given, and an answer to every question. Nothing is allowed but by a permission of every source of the
 * material and of everything it was made from, and of an agreement of every owner with the requester; a prohibition of
 * anybody wins; what is not known never permits (docs/consent.md).
 */
public final class Evaluator {
    /** Changes with every change of an answer; part of every record of a decision. */
    public static final String VERSION = "3";

    private final Question question;
    private final Request request;
    private final Material material;
    private final Ancestry ancestry;
    private final Umbrellas umbrellas;
    private final Matching matching;
    private final Judgements judgements;

    private Evaluator(Question question) {
        this.question = question;
        request = question.request();
        material = question.material();
        ancestry = new Ancestry(material);
        umbrellas = new Umbrellas(question.agreements(), question.asOf());
        matching = new Matching(request, !ancestry.isOriginal(material.requested()), question.asOf());
        judgements = Judgements.of(request, question.facts(), question.asOf());
    }

    public static Decision decide(Question question) {
        return new Evaluator(question).decide();
    }

    /**
     * The clauses by which a release is permitted, of every consent and every agreement that permits it, also where one would
     * be enough: each of them obliges. Empty if it is not permitted, or is no release.
     */
    public static Set<ClauseRef> permitting(Question question) {
        Evaluator evaluator = new Evaluator(question);
        return evaluator.isRelease() && evaluator.decide().permits() ? evaluator.permitting() : Set.of();
    }

    private Set<ClauseRef> permitting() {
        Set<ClauseRef> permitting = new TreeSet<>();
        for (Node node : material.nodes()) {
            Set<Transformation> done = ancestry.doneTo(node.ref());
            for (Binding binding : node.bindings()) {
                if (binding instanceof Binding.ToConsent bound) {
                    permitting.addAll(clauses(bound.consent(), done).permitting());
                }
            }
            for (Agreement agreement : question.agreements()) {
                boolean joins = node.owners().stream().anyMatch(owner -> agreement.joins(owner, request.requester()));
                if (joins && agreed(agreement, done).outcome() == Outcome.PERMIT) {
                    permitting.addAll(clauses(agreement, done).permitting());
                }
            }
        }
        return permitting;
    }

    private Clauses clauses(Instrument instrument, Set<Transformation> done) {
        return new Clauses(question, matching, judgements, instrument, done);
    }

    private Decision decide() {
        List<Finding> findings = new ArrayList<>();
        findings.add(capacity());
        if (ancestry.isBroken()) {
            findings.add(
                    Finding.because(Outcome.INDETERMINATE, ReasonCode.DERIVATION_BROKEN, material.requested(), ""));
        }
        for (Node node : material.nodes()) {
            findings.add(guards(node));
            findings.add(bindings(node));
            findings.add(owners(node));
        }
        for (Agreement agreement : question.agreements()) {
            findings.add(prohibitions(agreement));
        }
        Finding each = Finding.all(findings);
        // Whatever the rest comes to: else something that holds it back would hide that it can never be done.
        Finding all = Finding.all(List.of(each, new Feasibility(each.obligations(), question.asOf()).finding()));
        return new Decision(
                all.outcome(),
                all.obligations().stream().sorted().distinct().toList(),
                all.outcome() == Outcome.PERMIT ? all.window() : Window.ALWAYS,
                all.reasons().stream().sorted().distinct().toList());
    }

    private boolean isRelease() {
        return request.profile() == Profile.RECIPIENT;
    }

    /** Whether it may be asked in this capacity at all. */
    private Finding capacity() {
        List<Finding> findings = new ArrayList<>();
        for (Action action : request.actions()) {
            if (!request.profile().actions().contains(action)) {
                findings.add(Finding.because(Outcome.DENY, ReasonCode.ACTION_OUTSIDE_PROFILE, "", action.name()));
            }
        }
        boolean owner = material.nodes().stream()
                .anyMatch(node ->
                        node.ref().equals(material.requested()) && node.owners().contains(request.requester()));
        if (request.profile() == Profile.OWNER && !owner) {
            findings.add(Finding.because(Outcome.DENY, ReasonCode.NOT_THE_OWNER, request.requester(), ""));
        }
        return Finding.all(findings);
    }

    private Finding guards(Node node) {
        List<Finding> findings = new ArrayList<>();
        for (Guard guard : node.guards()) {
            if (isHeldBack(guard.code())) {
                findings.add(Finding.because(
                        guard.code().ceiling(),
                        ReasonCode.HELD_BACK,
                        node.ref(),
                        guard.code().name()));
            }
        }
        return Finding.all(findings);
    }

    /** What is restricted is still kept by the repository: else there would be nothing to give back. */
    private boolean isHeldBack(GuardCode code) {
        if (code == GuardCode.RESTRICTED && request.profile() == Profile.SYSTEM) {
            return !request.actions().equals(Set.of(Action.RETAIN));
        }
        return isRelease() || !code.isReleaseOnly();
    }

    /** Every source counts; what was made from nothing else must have one. */
    private Finding bindings(Node node) {
        List<Finding> findings = new ArrayList<>();
        if (isRelease() && node.bindings().isEmpty() && ancestry.isOriginal(node.ref())) {
            findings.add(Finding.because(Outcome.DENY, ReasonCode.NO_BINDING, node.ref(), ""));
        }
        for (Binding binding : node.bindings()) {
            if (binding instanceof Binding.ToConsent bound) {
                if (isContactByOwner() && !node.owners().contains(request.requester())) {
                    findings.add(Finding.because(Outcome.DENY, ReasonCode.NOT_THE_OWNER, node.ref(), ""));
                }
                findings.add(consent(bound.consent(), ancestry.doneTo(node.ref())));
            } else if (request.actions().contains(Action.CONTACT_SOURCE)) {
                findings.add(Finding.because(Outcome.DENY, ReasonCode.NOBODY_TO_CONTACT, node.ref(), ""));
            }
        }
        return Finding.all(findings);
    }

    private boolean isContactByOwner() {
        return request.profile() == Profile.OWNER && request.actions().contains(Action.CONTACT_SOURCE);
    }

    private Finding consent(Consent consent, Set<Transformation> done) {
        Clauses clauses = clauses(consent, done);
        List<Finding> findings = new ArrayList<>();
        findings.add(clauses.prohibitions());
        // Who wants nobody to contact her means the owner as well: then the owner needs her permission.
        if (isRelease() || (isContactByOwner() && clauses.permitsUnder(ConditionCode.NO_CONTACT_SOURCE))) {
            findings.add(given(consent, clauses));
        }
        return Finding.all(findings).brief(consent.ref());
    }

    private Finding given(Consent consent, Clauses clauses) {
        InstrumentRef ref = consent.ref();
        Outcome ceiling = consent.state().ceiling();
        if (ceiling != Outcome.PERMIT) {
            return Finding.because(
                    ceiling, ReasonCode.CONSENT_STATE, ref, consent.state().name());
        }
        if (!consent.window().has(question.asOf())) {
            return Finding.because(Outcome.NOT_COVERED, ReasonCode.CONSENT_WINDOW, ref, "");
        }
        if (matching.scope(consent.scope()).truth() != Truth.TRUE) {
            return Finding.because(Outcome.NOT_COVERED, ReasonCode.DOES_NOT_MATCH, ref, "SCOPE");
        }
        return Finding.all(List.of(
                Finding.PERMITTED.during(consent.window()),
                new Freshness(consent, question.asOf()).finding(),
                clauses.permissions()));
    }

    /** Every owner has to have an agreement with the requester that permits it; one that does is enough. */
    private Finding owners(Node node) {
        if (!isRelease()) {
            return Finding.PERMITTED;
        }
        if (node.owners().isEmpty()) {
            return Finding.because(Outcome.DENY, ReasonCode.NO_OWNER, node.ref(), "");
        }
        List<Finding> findings = new ArrayList<>();
        for (PartyId owner : node.owners()) {
            List<Finding> choices = question.agreements().stream()
                    .filter(agreement -> agreement.joins(owner, request.requester()))
                    .map(agreement -> agreed(agreement, ancestry.doneTo(node.ref())))
                    .toList();
            findings.add(
                    choices.isEmpty()
                            ? Finding.because(Outcome.NOT_COVERED, ReasonCode.NO_AGREEMENT, owner, "")
                            : Finding.best(choices));
        }
        return Finding.all(findings);
    }

    private Finding agreed(Agreement agreement, Set<Transformation> done) {
        Finding standing = umbrellas.inForce(agreement);
        if (standing.outcome() != Outcome.PERMIT) {
            return standing;
        }
        if (agreement.caseRef() != null && !agreement.caseRef().equals(request.caseRef())) {
            return Finding.because(Outcome.NOT_COVERED, ReasonCode.OTHER_CASE, agreement.ref(), "");
        }
        Finding permissions = clauses(agreement, done).permissions();
        return Finding.all(List.of(standing, permissions)).brief(agreement.ref());
    }

    private Finding prohibitions(Agreement agreement) {
        if (!umbrellas.forbids(agreement)) {
            return Finding.PERMITTED.during(umbrellas.forbidsDuring(agreement));
        }
        // That it ends, or had not begun, lifts its prohibitions only.
        return clauses(agreement, Collections.emptySet()).prohibitions().brief(agreement.ref());
    }
}
