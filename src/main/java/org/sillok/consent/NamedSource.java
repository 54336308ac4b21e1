package org.sillok.consent;

import java.util.List;
import org.sillok.consent.core.Naming;

/**
 * Whether a person may be named.
 *
 * @param current what the latest decision says; DO_NOT_NAME while there is none
 */
public record NamedSource(Naming current, List<NamingDecision> decisions, List<Proposal> pending) {
    public NamedSource {
        decisions = List.copyOf(decisions);
        pending = List.copyOf(pending);
    }
}
