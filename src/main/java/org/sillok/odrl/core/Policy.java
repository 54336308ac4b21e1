package org.sillok.odrl.core;

import java.util.List;
import org.sillok.terms.Agreement;
import org.sillok.terms.Clause;
import org.sillok.terms.Consent;

/** What one document of the profile says. */
public sealed interface Policy {
    /** Clauses that belong to no instrument yet: a draft, an {@code odrl:Policy}. */
    record OfClauses(List<Clause> clauses) implements Policy {
        public OfClauses {
            clauses = List.copyOf(clauses);
        }
    }

    /** One version of an agreement, an {@code odrl:Agreement} between its providers and its recipients. */
    record OfAgreement(Agreement agreement) implements Policy {}

    /** One version of a consent, an {@code odrl:Policy} whose assigner is the source. */
    record OfConsent(Consent consent) implements Policy {}
}
