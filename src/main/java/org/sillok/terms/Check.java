package org.sillok.terms;

/**
 * One thing that a clause depends on.
 *
 * @param detail the dimension or the code of the condition
 * @param window the longest time around the moment of the decision in which it stays like that
 */
record Check(Truth truth, ReasonCode whenFalse, ReasonCode whenUnknown, String detail, Window window) {
    static Check condition(ConditionCode code, Truth truth) {
        return new Check(
                truth,
                code.isConsultable() ? ReasonCode.ASK_FIRST : ReasonCode.CONDITION_FALSE,
                ReasonCode.CONDITION_UNKNOWN,
                code.name(),
                Window.ALWAYS);
    }

    static Check undertaken(ConditionCode code, boolean undertaken) {
        return new Check(
                Truth.of(undertaken), ReasonCode.NOT_UNDERTAKEN, ReasonCode.NOT_UNDERTAKEN, code.name(), Window.ALWAYS);
    }

    Check during(Window narrower) {
        return new Check(truth, whenFalse, whenUnknown, detail, window.and(narrower));
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
