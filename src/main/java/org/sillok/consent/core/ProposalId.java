package org.sillok.consent.core;

import org.sillok.kernel.Ids;
import org.sillok.kernel.Randomness;

/** Identifies something that a second person has to confirm. See {@link Ids} for the form. */
public record ProposalId(String value) {
    public static final String PREFIX = "prp";

    public ProposalId {
        Ids.check(PREFIX, value);
    }

    public static ProposalId fresh(Randomness randomness) {
        return new ProposalId(Ids.fresh(PREFIX, randomness));
    }

    @Override
    public String toString() {
        return value;
    }
}
