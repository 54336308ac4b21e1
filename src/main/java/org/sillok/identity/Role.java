package org.sillok.identity;

import java.util.Locale;
import java.util.Optional;

/** What a user may do. In tokens a role is its lower-case name in the claim {@code groups}. */
public enum Role {
    /** Deposits material for an organisation. */
    CONTRIBUTOR,
    /** Finds and requests material for an accountability mechanism. */
    INVESTIGATOR,
    /** Checks chains, signatures, times and completeness. */
    AUDITOR,
    /** Administers organisations, users and agreements. */
    CUSTODIAN,
    /** Runs the service: metrics and audits, no material. */
    OPERATOR;

    /** The name in tokens and in access rules, for example {@code contributor}. */
    public String claim() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role that {@code claim} names; roles of other systems are none of ours. */
    public static Optional<Role> ofClaim(String claim) {
        for (Role role : values()) {
            if (role.claim().equals(claim)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
