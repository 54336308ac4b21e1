package org.sillok.terms;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.SourceId;
import org.sillok.kernel.StateCode;

/** Times decisions beside the digest of what they rest on. Arguments: instruments (default 20), items (default 100000), rounds (default 5). */
public final class DecisionsBench {
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
    private static final PartyId OWNER = new PartyId("pty_aaaaaaaaaaaaaaaaaaaaaaaaaa");
    private static final PartyId COURT = new PartyId("pty_baaaaaaaaaaaaaaaaaaaaaaaaa");

    private DecisionsBench() {}

    public static void main(String[] args) {
        int instruments = args.length > 0 ? Integer.parseInt(args[0]) : 20;
        int items = args.length > 1 ? Integer.parseInt(args[1]) : 100_000;
        int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 5;
        List<Question> questions = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            questions.add(question(i, instruments));
        }
        Decision decision = Evaluator.decide(questions.get(0));
        if (!decision.permits() || decision.obligations().size() < instruments) {
            throw new IllegalStateException("the bench is to measure permissions: " + decision);
        }
        double[] decide = new double[rounds];
        double[] digest = new double[rounds];
        for (int round = -2; round < rounds; round++) {
            long start = System.nanoTime();
            int permits = 0;
            for (int i = 0; i < items; i++) {
                permits += Evaluator.decide(questions.get(i % questions.size())).permits() ? 1 : 0;
            }
            long middle = System.nanoTime();
            int sum = permits;
            for (int i = 0; i < items / 10; i++) {
                sum += new Basis().of(questions.get(i % questions.size()), decision).hashCode();
            }
            if (round >= 0) {
                decide[round] = (middle - start) / 1e3 / items;
                digest[round] = (System.nanoTime() - middle) / 1e3 / (items / 10);
            }
            if (permits != items || sum == 0) {
                throw new IllegalStateException("not all were permitted");
            }
        }
        double one = median(decide);
        double peer = median(digest);
        System.out.println("| what (" + instruments + " instruments, one thread) | microseconds | ratio |");
        System.out.println("|---|---|---|");
        System.out.printf(Locale.ROOT, "| peer: write the question and digest it, instruments too | %.1f | |%n", peer);
        System.out.printf(Locale.ROOT, "| one decision | %.1f | %.2f |%n", one, one / peer);
        System.out.printf(Locale.ROOT, "| %d decisions | %.2f s | |%n", items, one * items / 1e6);
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    private static Question question(int n, int instruments) {
        List<Binding> bindings = new ArrayList<>();
        List<Agreement> agreements = new ArrayList<>();
        for (int i = 0; i < instruments; i++) {
            if (i % 2 == 0) {
                bindings.add(new Binding.ToConsent(Relation.MENTIONS, consent(i)));
            } else {
                agreements.add(agreement(i));
            }
        }
        MaterialRef ref = new MaterialRef(new ItemId(id("itm", n)), 1);
        Request request = new Request(
                null,
                Profile.RECIPIENT,
                COURT,
                PartyClass.COURT,
                new CaseRef("IX-7/2026"),
                EnumSet.of(Action.INSPECT, Action.DISCLOSE),
                EnumSet.of(Purpose.CRIMINAL_PROSECUTION),
                Proceeding.INTERNATIONAL_CRIMINAL,
                Map.of(
                        Place.SEAT, states("NL"), Place.STORAGE, states("NL"), Place.PROCEEDING, states("NL"), Place.ONWARD, Set.of()),
                EnumSet.allOf(Part.class),
                EnumSet.allOf(ConditionCode.class),
                true);
        List<Fact> facts = List.of(
                new Fact("f1", new Subject.OfState(new StateCode("NL")), FactType.DEATH_PENALTY, false, null, Window.ALWAYS),
                new Fact("f2", new Subject.OfParty(COURT), FactType.FAIR_TRIAL, true, null, Window.ALWAYS));
        Node node = new Node(ref, Set.of(OWNER), bindings, List.of());
        return new Question(request, Material.original(node), agreements, facts, Map.of(), NOW);
    }

    private static Consent consent(int n) {
        InstrumentRef ref = new InstrumentRef(id("con", n), 1);
        return new Consent(
                ref,
                new SourceId(id("src", n)),
                ConsentState.GIVEN,
                Window.ALWAYS,
                NOW.plusSeconds(9_999_999),
                null,
                Scope.EVERYTHING,
                clauses(),
                List.of());
    }

    private static Agreement agreement(int n) {
        return new Agreement(
                new InstrumentRef(id("agr", n), 1),
                AgreementKind.MOU,
                AgreementState.IN_FORCE,
                Set.of(OWNER),
                Set.of(COURT),
                null,
                null,
                Window.ALWAYS,
                true,
                clauses(),
                List.of());
    }

    /** Two prohibitions that are silent, two permissions that are about something else, and one that applies, with six conditions. */
    private static List<Clause> clauses() {
        return List.of(
                term("1", Effect.PROHIBIT, Set.of(Action.PUBLISH), Purpose.ADVOCACY, List.of()),
                term("2", Effect.PROHIBIT, Set.of(Action.values()), Purpose.INTELLIGENCE, List.of()),
                term("3", Effect.PERMIT, Set.of(Action.DISCOVER), Purpose.RESEARCH, List.of()),
                term("4", Effect.PERMIT, Set.of(Action.INSPECT), Purpose.TRUTH_AND_REPARATION, List.of()),
                term(
                        "5",
                        Effect.PERMIT,
                        Set.of(Action.INSPECT, Action.DISCLOSE, Action.USE_IN_EVIDENCE),
                        Purpose.ACCOUNTABILITY,
                        List.of(
                                Condition.of(ConditionCode.NO_DEATH_PENALTY),
                                Condition.of(ConditionCode.FAIR_TRIAL_ASSESSED),
                                Condition.of(ConditionCode.NO_ONWARD_TRANSFER),
                                Condition.of(ConditionCode.ENCRYPT),
                                new Condition(ConditionCode.STORE_ONLY_IN, new Argument.States(states("NL"))),
                                new Condition(ConditionCode.VALID_UNTIL, new Argument.At(NOW.plusSeconds(99_999))))));
    }

    private static Term term(String id, Effect effect, Set<Action> actions, Purpose purpose, List<Condition> conditions) {
        return new Term(
                new ClauseId(id),
                effect,
                actions,
                Selection.only(Set.of(new Recipient.All(PartyClass.COURT), new Recipient.All(PartyClass.MECHANISM))),
                Selection.only(Set.of(purpose)),
                Map.of(Place.SEAT, Selection.anyExcept(states("ZZ"))),
                Selection.any(),
                Scope.EVERYTHING,
                Window.ALWAYS,
                conditions,
                effect == Effect.PERMIT ? Set.of(Duty.of(DutyCode.ACKNOWLEDGE_RECEIPT)) : Set.of());
    }

    private static Set<StateCode> states(String code) {
        return Set.of(new StateCode(code));
    }

    private static String id(String prefix, int n) {
        byte[] letters = "aaaaaaaaaaaaaaaaaaaaaaaaaa".getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; n > 0; i++, n /= 26) {
            letters[i] = (byte) ('a' + n % 26);
        }
        return prefix + "_" + new String(letters, StandardCharsets.US_ASCII);
    }
}
