package org.sillok.terms;

/** One duty of a term. */
public record Duty(DutyCode code, Argument argument) {
    public Duty {
        if (argument.shape() != code.shape()) {
            throw new IllegalArgumentException(code + " takes " + code.shape());
        }
    }

    public static Duty of(DutyCode code) {
        return new Duty(code, Argument.Nothing.NOTHING);
    }

    @Override
    public String toString() {
        return code.name();
    }
}
