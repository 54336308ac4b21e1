package org.sillok.terms;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Which of two conditions, or duties, with one code asks for more. */
final class Strictness {
    private Strictness() {}

    /** The conditions and duties of a permission that {@code stricter} does not ask for, or not as strictly. */
    static List<String> missing(Term permission, Term stricter) {
        List<String> missing = new ArrayList<>();
        for (Condition condition : permission.conditions()) {
            // Disclosures are counted by the number of the clause.
            boolean counted = condition.code() != ConditionCode.MAX_DISCLOSURES
                    || permission.id().equals(stricter.id());
            if (!counted || !has(stricter, condition)) {
                missing.add(condition.code().name());
            }
        }
        duties(missing, permission, stricter);
        return missing;
    }

    /** What a permission obliges to, and {@code other} does not, or not as strictly. */
    static List<String> lost(Term permission, Term other) {
        List<String> lost = new ArrayList<>();
        for (Condition condition : permission.conditions()) {
            if (condition.code().isUndertaken() && !has(other, condition)) {
                lost.add(condition.code().name());
            }
        }
        duties(lost, permission, other);
        return lost;
    }

    /** The conditions of a prohibition that narrow it more than those of the {@code old} one did. */
    static List<String> narrowed(Term old, Term prohibition) {
        List<String> narrowed = new ArrayList<>();
        for (Condition condition : prohibition.conditions()) {
            if (old.conditions().stream().noneMatch(before -> narrows(before, condition))) {
                narrowed.add(condition.code().name());
            }
        }
        return narrowed;
    }

    private static boolean has(Term term, Condition weaker) {
        return term.conditions().stream()
                .anyMatch(condition -> condition.code() == weaker.code()
                        && asStrict(weaker.code(), condition.argument(), weaker.argument()));
    }

    /** A prohibition under {@code stricter} is one under {@code weaker}, too. What has no meaning in a prohibition has to be the same. */
    private static boolean narrows(Condition stricter, Condition weaker) {
        return weaker.code().mayQualifyProhibition()
                ? stricter.code() == weaker.code() && asStrict(weaker.code(), stricter.argument(), weaker.argument())
                : stricter.equals(weaker);
    }

    private static void duties(List<String> missing, Term term, Term stricter) {
        for (Duty duty : term.duties()) {
            boolean kept = stricter.duties().stream()
                    .anyMatch(other ->
                            other.code() == duty.code() && asStrict(duty.code(), other.argument(), duty.argument()));
            if (!kept) {
                missing.add(duty.code().name());
            }
        }
    }

    private static boolean asStrict(DutyCode code, Argument a, Argument b) {
        // Whether to keep it longer is more or less is not for us to say: only the same is the same.
        return a.equals(b)
                || (code == DutyCode.RETURN_OR_DESTROY_BY && !instant(a).isAfter(instant(b)));
    }

    /** Whether a condition with the argument {@code a} is false, or not known, wherever one with {@code b} is. */
    private static boolean asStrict(ConditionCode code, Argument a, Argument b) {
        return switch (code) {
            case RECIPIENTS_ONLY, JURISDICTIONS_ONLY, STORE_ONLY_IN, CASE_LIMITED ->
                values(b).containsAll(values(a));
            case RECIPIENTS_EXCEPT, JURISDICTIONS_EXCLUDED -> values(a).containsAll(values(b));
            case PURPOSES_ONLY -> purposes(b).containsAll(purposes(a));
            case PURPOSES_EXCEPT -> purposes(a).containsAll(purposes(b));
            case EMBARGO_UNTIL, VALID_FROM -> !instant(a).isBefore(instant(b));
            case VALID_UNTIL, REVIEW_BY, RETURN_OR_DESTROY_BY -> !instant(a).isAfter(instant(b));
            case MAX_DISCLOSURES -> ((Argument.Count) a).count() <= ((Argument.Count) b).count();
            default -> a.equals(b);
        };
    }

    private static Set<?> values(Argument argument) {
        if (argument instanceof Argument.Recipients to) {
            return to.recipients();
        }
        if (argument instanceof Argument.Cases cases) {
            return cases.cases();
        }
        return ((Argument.States) argument).states();
    }

    private static Set<Purpose> purposes(Argument argument) {
        return Purpose.span(((Argument.Purposes) argument).purposes());
    }

    private static Instant instant(Argument argument) {
        return ((Argument.At) argument).instant();
    }
}
