package org.sillok.terms;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a case expects.
 *
 * @param reasons for an outcome that is no permission: reasons that have to be among those named
 * @param obliges for a permission: all that it obliges to, and nothing else
 */
record CaseExpectation(
        Outcome outcome,
        List<Because> reasons,
        List<Obliged> obliges,
        @Nullable Instant from,
        @Nullable Instant until) {
    private static final Pattern REASON =
            Pattern.compile("(?<code>[A-Z_]+)(?: (?<detail>[A-Z_]+))?(?: of (?<name>.+?))?(?:, clause (?<clause>.+))?");
    private static final Set<String> DETAILS = details();

    /** One expected reason. {@code places}: all that its name may mean; empty if it names nothing. */
    record Because(
            String words,
            ReasonCode code,
            @Nullable String detail,
            @Nullable String name,
            List<String> places) {
        boolean explains(Reason reason) {
            return reason.code() == code
                    && (detail == null || reason.detail().equals(detail))
                    && (places.isEmpty() || places.stream().anyMatch(place -> isPlace(place, reason.place())));
        }

        private static boolean isPlace(String expected, String actual) {
            return actual.equals(expected) || actual.startsWith(expected + "#");
        }
    }

    /** One expected obligation; the argument is null if the case does not say it. */
    record Obliged(String code, @Nullable Argument argument) {}

    static CaseExpectation read(CaseBlock block, CaseNames names, CaseClauses clauses) {
        Outcome outcome = block.code(Outcome.class, "outcome");
        if (outcome == Outcome.PERMIT) {
            Window window = block.window();
            List<Obliged> obliges = new ArrayList<>();
            if (!block.has("obliges to")) {
                throw block.refuse("a permission says what it obliges to, be it an empty list");
            }
            block.list("obliges to").forEach(one -> obliges.add(obliged(block, one, clauses)));
            return new CaseExpectation(outcome, List.of(), obliges, window.from(), window.until());
        }
        List<Because> reasons = new ArrayList<>();
        block.texts("reasons").forEach(words -> reasons.add(because(block, words, names)));
        if (reasons.isEmpty()) {
            throw block.refuse("what is not permitted has a reason");
        }
        return new CaseExpectation(outcome, reasons, List.of(), null, null);
    }

    /** What is wrong with a decision; empty if it is as expected. */
    List<String> faults(Decision decision) {
        List<String> faults = new ArrayList<>();
        if (decision.outcome() != outcome) {
            faults.add("expected " + outcome);
        }
        for (Because reason : reasons) {
            if (decision.reasons().stream().noneMatch(reason::explains)) {
                faults.add("no reason " + reason.words());
            }
        }
        decision.reasons().stream()
                .filter(reason -> reason.outcome() == outcome)
                .filter(reason -> reasons.stream().noneMatch(one -> one.explains(reason)))
                .forEach(reason -> faults.add("did not expect " + reason.code() + " " + reason.detail()));
        if (outcome == Outcome.PERMIT) {
            permitted(decision, faults);
        }
        return faults;
    }

    private void permitted(Decision decision, List<String> faults) {
        Set<String> expected = obliges.stream().map(Obliged::code).collect(Collectors.toSet());
        Set<String> actual =
                decision.obligations().stream().map(Obligation::code).collect(Collectors.toSet());
        if (!expected.equals(actual)) {
            faults.add("expected to oblige to " + expected);
        }
        for (Obliged one : obliges) {
            if (one.argument() != null
                    && decision.obligations().stream()
                            .noneMatch(obligation -> obligation.code().equals(one.code())
                                    && obligation.argument().equals(one.argument()))) {
                faults.add("no obligation " + one);
            }
        }
        if (from != null && !from.equals(decision.window().from())) {
            faults.add("expected to last from " + from);
        }
        if (until != null && !until.equals(decision.window().until())) {
            faults.add("expected to last until " + until);
        }
    }

    private static Obliged obliged(CaseBlock block, JsonNode one, CaseClauses clauses) {
        String code = CaseClauses.name(block, one);
        Shape shape = Stream.concat(
                        Arrays.stream(ConditionCode.values())
                                .filter(known -> known.name().equals(code))
                                .map(ConditionCode::shape),
                        Arrays.stream(DutyCode.values())
                                .filter(known -> known.name().equals(code))
                                .map(DutyCode::shape))
                .findFirst()
                .orElseThrow(() -> block.refuse("unknown code " + code));
        return new Obliged(code, one.isTextual() ? null : clauses.argument(shape, code, one));
    }

    private static Because because(CaseBlock block, String words, CaseNames names) {
        Matcher matcher = REASON.matcher(words);
        if (!matcher.matches()) {
            throw block.refuse("not a reason: " + words);
        }
        ReasonCode code = block.codeOf(ReasonCode.class, matcher.group("code"));
        String detail = matcher.group("detail");
        if (detail != null && !DETAILS.contains(detail)) {
            throw block.refuse("unknown code " + detail);
        }
        String name = matcher.group("name");
        String clause = matcher.group("clause");
        List<String> places = name == null
                ? List.of()
                : names.places(name)
                        .map(place -> clause == null ? place : place + "#" + clause)
                        .toList();
        return new Because(words, code, detail, name, places);
    }

    private static Set<String> details() {
        Stream<String> dimensions = Stream.of(
                "ACTION",
                "RECIPIENT",
                "PURPOSE",
                "PROCEEDING",
                "SCOPE",
                "WINDOW",
                "MAJORITY",
                "PARTIES",
                "PLACE_SEAT",
                "PLACE_STORAGE",
                "PLACE_PROCEEDING",
                "PLACE_ONWARD");
        Stream<Enum<?>> codes = Stream.of(
                        ConditionCode.values(),
                        GuardCode.values(),
                        ConsentState.values(),
                        AgreementState.values(),
                        Action.values())
                .flatMap(Arrays::stream);
        return Stream.concat(dimensions, codes.map(Enum::name)).collect(Collectors.toSet());
    }
}
