package org.sillok.terms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sillok.terms.Narrowing.Narrower;
import org.sillok.terms.Narrowing.Said;

/** What is proved to be narrower permits no more, to whatever question. */
class NarrowingLawsTest {
    private static final long SEED = 20261124;
    private static final int PAIRS = 10_000;
    private static final int QUESTIONS = 6;

    private final Questions questions = new Questions(SEED);
    private final TermChanges changes = new TermChanges(questions.dice(), questions.terms());

    @Test
    void whatIsProvedToBeNarrowerPermitsNoMore() {
        int proved = 0;
        int differ = 0;
        for (int i = 0; i < PAIRS; i++) {
            Question question = questions.next();
            List<Consent> consents = consents(question);
            if (consents.isEmpty()) {
                continue;
            }
            Said before = Said.of(consents.get(0));
            Said after = changes.change(before);
            if (Narrowing.of(before, after) instanceof Narrower && !before.equals(after)) {
                proved++;
                differ += compare(question, before, after, "seed " + SEED + ", pair " + i);
                for (int n = 0; n < QUESTIONS; n++) {
                    differ += compare(questions.next(), before, after, "seed " + SEED + ", pair " + i + "." + n);
                }
            }
        }
        assertThat(proved).isGreaterThan(PAIRS / 10);
        assertThat(differ)
                .as("questions that the new version does not permit any more")
                .isGreaterThan(PAIRS / 200);
    }

    @Test
    void whatStaysAsItIsPermitsNoMore() {
        for (int i = 0; i < PAIRS; i++) {
            for (Consent consent : consents(questions.next())) {
                Said said = Said.of(consent);
                assertThat(Narrowing.of(said, said)).as("%s", said).isInstanceOf(Narrower.class);
            }
        }
    }

    /** How often the first consent of a question permits in the old version and not in the new one. */
    private static int compare(Question question, Said before, Said after, String which) {
        Decision old = Evaluator.decide(saying(question, before));
        Decision now = Evaluator.decide(saying(question, after));
        if (outcome(now) > releases(old) || forbids(now).compareTo(forbids(old)) > 0 || loses(old, now)) {
            assertThat(now).as("%s%n%s%n%s%n%s", which, before, after, question).isEqualTo(old);
        }
        return outcome(old) > outcome(now) ? 1 : 0;
    }

    private static int releases(Decision decision) {
        // What could not be done can be asked for again once a permission applies no more that obliged to it.
        boolean impossible =
                decision.reasons().stream().anyMatch(reason -> reason.code() == ReasonCode.IMPOSSIBLE_OBLIGATION);
        return impossible ? 1 : outcome(decision);
    }

    private static int outcome(Decision decision) {
        return switch (decision.outcome()) {
            case PERMIT -> 2;
            case CONSULT -> 1;
            case NOT_COVERED, INDETERMINATE, DENY -> 0;
        };
    }

    /** What its prohibitions come to, whatever else stands in the way. */
    private static Outcome forbids(Decision decision) {
        Outcome outcome = Outcome.PERMIT;
        for (Reason reason : decision.reasons()) {
            switch (reason.code()) {
                case PROHIBITED, UNREADABLE, MIGHT_BE_PROHIBITED -> outcome = outcome.worse(reason.outcome());
                default -> {}
            }
        }
        return outcome;
    }

    private static boolean loses(Decision old, Decision now) {
        return now.permits()
                && !old.obligations().stream()
                        .allMatch(obligation -> now.obligations().stream()
                                .anyMatch(other -> other.code().equals(obligation.code())));
    }

    /** With the first of its consents, wherever it is bound, in that version and without answers. */
    private static Question saying(Question question, Said said) {
        List<Consent> consents = consents(question);
        return Changes.eachConsent(
                question,
                consent -> consent.ref().equals(consents.get(0).ref())
                        ? new Consent(
                                consent.ref(),
                                consent.source(),
                                consent.state(),
                                said.window(),
                                said.reviewBy(),
                                consent.majority(),
                                said.scope(),
                                said.clauses(),
                                List.of())
                        : consent);
    }

    private static List<Consent> consents(Question question) {
        List<Consent> consents = new ArrayList<>();
        question.material()
                .nodes()
                .forEach(node -> node.bindings().forEach(binding -> {
                    if (binding instanceof Binding.ToConsent bound) {
                        consents.add(bound.consent());
                    }
                }));
        return consents;
    }
}
