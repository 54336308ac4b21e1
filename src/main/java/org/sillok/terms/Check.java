package org.sillok.terms;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;

/**
 * One thing that a clause depends on.
 *
 * @param detail the dimension or the code of the condition
 * @param window the longest time around the moment of the decision in which it stays like that
 */
record Check(Truth truth, ReasonCode whenFalse, ReasonCode whenUnknown, String detail, Window window) {
    // Made once, because a decision makes thousands.
    private static final Map<ConditionCode, Map<Truth, Check>> CONDITIONS = checks(Check::make);
    private static final Map<ConditionCode, Map<Truth, Check>> UNDERTAKINGS = checks((code, truth) ->
            new Check(truth, ReasonCode.NOT_UNDERTAKEN, ReasonCode.NOT_UNDERTAKEN, code.name(), Window.ALWAYS));

    static Check condition(ConditionCode code, Truth truth) {
        return of(CONDITIONS, code, truth);
    }

    static Check undertaken(ConditionCode code, boolean undertaken) {
        return of(UNDERTAKINGS, code, Truth.of(undertaken));
    }

    private static Check make(ConditionCode code, Truth truth) {
        return new Check(
                truth,
                code.isConsultable() ? ReasonCode.ASK_FIRST : ReasonCode.CONDITION_FALSE,
                ReasonCode.CONDITION_UNKNOWN,
                code.name(),
                Window.ALWAYS);
    }

    private static Check of(Map<ConditionCode, Map<Truth, Check>> checks, ConditionCode code, Truth truth) {
        return Objects.requireNonNull(Objects.requireNonNull(checks.get(code)).get(truth));
    }

    private static Map<ConditionCode, Map<Truth, Check>> checks(BiFunction<ConditionCode, Truth, Check> make) {
        Map<ConditionCode, Map<Truth, Check>> checks = new EnumMap<>(ConditionCode.class);
        for (ConditionCode code : ConditionCode.values()) {
            Map<Truth, Check> each = new EnumMap<>(Truth.class);
            for (Truth truth : Truth.values()) {
                each.put(truth, make.apply(code, truth));
            }
            checks.put(code, Collections.unmodifiableMap(each));
        }
        return Collections.unmodifiableMap(checks);
    }

    Check during(Window narrower) {
        return narrower.equals(Window.ALWAYS)
                ? this
                : new Check(truth, whenFalse, whenUnknown, detail, window.and(narrower));
    }

    /** Whether it is false whatever the time. */
    boolean failsForGood() {
        return truth == Truth.FALSE && window.equals(Window.ALWAYS);
    }

    /** What a permission comes to if this is all it depends on. */
    Outcome permission() {
        return switch (truth) {
            case TRUE -> Outcome.PERMIT;
            case FALSE -> whenFalse == ReasonCode.ASK_FIRST ? Outcome.CONSULT : Outcome.NOT_COVERED;
            case UNKNOWN, ERROR -> Outcome.INDETERMINATE;
        };
    }

    ReasonCode reason() {
        return switch (truth) {
            case TRUE, FALSE -> whenFalse;
            case UNKNOWN -> whenUnknown;
            case ERROR -> ReasonCode.CONDITION_ERROR;
        };
    }
}
