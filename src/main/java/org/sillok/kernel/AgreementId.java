package org.sillok.kernel;

/** Identifies an agreement through all its versions. See {@link Ids} for the form. */
public record AgreementId(String value) {
    public static final String PREFIX = "agr";

    public AgreementId {
        Ids.check(PREFIX, value);
    }

    public static AgreementId fresh(Randomness randomness) {
        return new AgreementId(Ids.fresh(PREFIX, randomness));
    }

    @Override
    public String toString() {
        return value;
    }
}
