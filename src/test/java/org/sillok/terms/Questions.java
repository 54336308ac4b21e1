package org.sillok.terms;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.StateCode;

/** Questions by chance: most of them nearly a permission, with a few things, or many, that are not in order. */
final class Questions {
    private static final List<ClauseRef> CLAUSES = everyClause();

    private final Dice dice;
    private final RandomTerms terms;

    Questions(long seed) {
        this.dice = new Dice(seed);
        this.terms = new RandomTerms(dice);
    }

    Dice dice() {
        return dice;
    }

    RandomTerms terms() {
        return terms;
    }

    Question next() {
        dice.oddity(dice.one(List.of(0.0, 0.01, 0.05, 0.25)));
        Request request = request();
        List<Consent> consents = new ArrayList<>();
        for (int i = dice.upTo(2); i >= 0; i--) {
            consents.add(consent(i + 1));
        }
        List<Agreement> agreements = new ArrayList<>();
        for (int i = dice.odd() ? 0 : 1 + dice.upTo(2); i > 0; i--) {
            agreements.add(agreement(i));
        }
        return new Question(request, material(consents), agreements, facts(), disclosures(), Cast.NOW);
    }

    private Request request() {
        Profile profile = dice.chance(0.85) ? Profile.RECIPIENT : dice.one(List.of(Profile.OWNER, Profile.SYSTEM));
        List<Action> actions = dice.odd() ? List.of(Action.values()) : List.copyOf(profile.actions());
        Map<Place, Set<StateCode>> places = new EnumMap<>(Place.class);
        for (Place place : Place.values()) {
            if (!dice.odd() && dice.chance(0.95)) {
                places.put(place, dice.chance(0.2) ? Set.of() : dice.some(RandomTerms.STATES.subList(0, 2), 2));
            }
        }
        return new Request(
                dice.chance(0.3) ? null : Cast.REQUEST,
                profile,
                dice.odd() ? dice.one(RandomTerms.PARTIES) : profile == Profile.OWNER ? Cast.OWNER : Cast.COURT,
                dice.odd() ? dice.one(List.of(PartyClass.values())) : PartyClass.COURT,
                caseRef(),
                dice.some(actions, 2),
                dice.some(RandomTerms.PURPOSES, 2),
                dice.odd() ? proceeding() : Proceeding.INTERNATIONAL_CRIMINAL,
                places,
                dice.some(List.of(Part.values()), 3),
                dice.odd() ? dice.each(List.of(ConditionCode.values()), 0.7) : Set.of(ConditionCode.values()),
                !dice.odd(),
                dice.chance(0.3) ? receivers() : Set.of());
    }

    /** Those to whom it is handed on; mostly others of the class of the requester. */
    private Set<Receiver> receivers() {
        Set<Receiver> receivers = new HashSet<>();
        for (PartyId party : dice.some(RandomTerms.PARTIES, 2)) {
            receivers.add(new Receiver(party, dice.chance(0.7) ? PartyClass.COURT : PartyClass.NGO));
        }
        return receivers;
    }

    private @Nullable Proceeding proceeding() {
        return dice.chance(0.3) ? null : dice.one(List.of(Proceeding.values()));
    }

    private @Nullable CaseRef caseRef() {
        return dice.odd() ? dice.chance(0.5) ? null : Cast.ANOTHER_CASE : Cast.CASE;
    }

    private Material material(List<Consent> consents) {
        int versions = dice.chance(0.5) ? 1 : 2 + dice.upTo(2);
        List<Derivation> steps = new ArrayList<>();
        for (int i = 1; i < versions; i++) {
            steps.add(step(i, i + 1 + dice.upTo(versions - i - 1)));
            if (dice.chance(0.4)) {
                steps.add(step(i, i + 1 + dice.upTo(versions - i - 1)));
            }
        }
        if (dice.odd() && dice.chance(0.3)) {
            steps.add(step(1 + dice.upTo(versions), 1 + dice.upTo(versions)));
        }
        List<Node> nodes = new ArrayList<>();
        for (int i = 1; i <= versions; i++) {
            MaterialRef ref = Cast.version(i);
            nodes.add(node(ref, steps.stream().noneMatch(step -> step.derived().equals(ref)), consents));
        }
        if (dice.odd() && dice.chance(0.2)) {
            nodes.remove(dice.upTo(versions - 1));
        }
        return new Material(Cast.version(versions), dice.shuffled(nodes), dice.shuffled(steps));
    }

    private Derivation step(int parent, int derived) {
        return new Derivation(
                Cast.version(parent), Cast.version(derived), dice.each(List.of(Transformation.values()), 0.6));
    }

    private Node node(MaterialRef ref, boolean original, List<Consent> consents) {
        List<Binding> bindings = new ArrayList<>();
        for (int i = dice.odd() ? 0 : original ? 1 : dice.upTo(1); i > 0; i--) {
            Relation relation = dice.one(List.of(Relation.values()));
            bindings.add(
                    dice.chance(0.1)
                            ? new Binding.ToPublicSource(relation, Cast.WITNESS)
                            : new Binding.ToConsent(relation, dice.one(consents)));
        }
        Set<PartyId> owners = dice.odd()
                ? dice.each(RandomTerms.PARTIES, 0.3)
                : dice.chance(0.8) ? Set.of(Cast.OWNER) : Set.of(Cast.OWNER, Cast.JOINT_OWNER);
        List<Guard> guards = dice.odd() && dice.chance(0.4)
                ? List.of(new Guard(dice.one(List.of(GuardCode.values())), "guard"))
                : List.of();
        return new Node(ref, owners, bindings, guards);
    }

    private Consent consent(int n) {
        @Nullable Instant reviewBy = dice.chance(0.1) ? moment() : null;
        @Nullable Instant ofAge = dice.odd() ? null : moment();
        return new Consent(
                Cast.consentRef(n),
                Cast.WITNESS,
                dice.odd()
                        ? dice.one(List.of(ConsentState.values()))
                        : dice.one(List.of(ConsentState.GIVEN, ConsentState.REAFFIRMED, ConsentState.WIDENED)),
                terms.window(),
                reviewBy,
                dice.chance(0.2) ? new Majority(ofAge, dice.chance(0.5)) : null,
                terms.scope(),
                clauses(),
                answers());
    }

    private Instant moment() {
        return dice.one(RandomTerms.MOMENTS.subList(dice.odd() ? 0 : 3, 5));
    }

    Agreement agreement(int n) {
        AgreementKind kind = dice.odd()
                ? dice.one(List.of(AgreementKind.values()))
                : dice.one(List.of(AgreementKind.MOU, AgreementKind.PROTOCOL, AgreementKind.CASE_UNDERTAKING));
        boolean parties = !dice.odd();
        return new Agreement(
                Cast.agreementRef(n),
                kind,
                dice.odd() ? dice.one(List.of(AgreementState.values())) : AgreementState.IN_FORCE,
                parties ? Set.of(Cast.OWNER, Cast.JOINT_OWNER) : dice.each(RandomTerms.PARTIES, 0.5),
                parties ? Set.of(Cast.COURT) : dice.each(RandomTerms.PARTIES, 0.5),
                dice.chance(0.15) ? Cast.agreementRef(1 + dice.upTo(2)).id() : null,
                kind == AgreementKind.CASE_UNDERTAKING ? dice.odd() ? Cast.ANOTHER_CASE : Cast.CASE : null,
                terms.window(),
                dice.chance(0.7),
                clauses(),
                answers());
    }

    private List<Clause> clauses() {
        List<Clause> clauses = new ArrayList<>();
        for (int i = dice.odd() ? 0 : 1 + dice.upTo(2); i > 0; i--) {
            clauses.add(terms.clause("1." + i));
        }
        return clauses;
    }

    private List<Answer> answers() {
        if (!dice.chance(0.1)) {
            return List.of();
        }
        Term term = dice.chance(0.8) ? terms.permission("answer") : terms.prohibition("answer");
        return List.of(new Answer(dice.chance(0.8) ? Cast.REQUEST : Cast.ANOTHER_REQUEST, term));
    }

    private List<Fact> facts() {
        List<Fact> facts = new ArrayList<>();
        for (int i = dice.upTo(6); i > 0; i--) {
            FactType type = dice.one(List.of(FactType.values()));
            Subject subject = dice.chance(0.4)
                    ? new Subject.OfParty(Cast.COURT)
                    : new Subject.OfState(dice.one(RandomTerms.STATES.subList(0, 2)));
            boolean good = type == FactType.FAIR_TRIAL || type == FactType.NO_DEATH_PENALTY_ASSURANCE;
            @Nullable CaseRef limit = dice.chance(0.2) ? dice.one(List.of(Cast.CASE, Cast.ANOTHER_CASE)) : null;
            facts.add(new Fact("fact" + i, subject, type, good != dice.chance(0.35), limit, terms.window()));
        }
        return facts;
    }

    private Map<ClauseRef, Integer> disclosures() {
        Map<ClauseRef, Integer> disclosures = new HashMap<>();
        for (ClauseRef clause : dice.each(CLAUSES, 0.9)) {
            disclosures.put(clause, dice.upTo(3));
        }
        return disclosures;
    }

    private static List<ClauseRef> everyClause() {
        List<ClauseRef> clauses = new ArrayList<>();
        for (int n = 1; n <= 3; n++) {
            for (String clause : List.of("1.1", "1.2", "1.3", "answer")) {
                clauses.add(new ClauseRef(Cast.consentRef(n), new ClauseId(clause)));
                clauses.add(new ClauseRef(Cast.agreementRef(n), new ClauseId(clause)));
            }
        }
        return List.copyOf(clauses);
    }
}
