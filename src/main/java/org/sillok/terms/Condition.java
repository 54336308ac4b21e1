package org.sillok.terms;

/** One condition of a term. Its text form shows the code only. */
public record Condition(ConditionCode code, Argument argument) {
    public Condition {
        if (argument.shape() != code.shape()) {
            throw new IllegalArgumentException(code + " takes " + code.shape());
        }
    }

    public static Condition of(ConditionCode code) {
        return new Condition(code, Argument.Nothing.NOTHING);
    }

    @Override
    public String toString() {
        return code.name();
    }
}
