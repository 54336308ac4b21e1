package org.sillok.sharing;

import java.util.List;
import org.sillok.terms.Agreement;
import org.sillok.terms.Consent;

/**
 * What the permissions of one run rest on, each once.
 *
 * @param agreements those that were in force when it was decided
 * @param consents those that are bound to what is permitted itself, and not to what that was made from only
 */
public record Grounds(List<Agreement> agreements, List<Consent> consents) {
    public Grounds {
        agreements = List.copyOf(agreements);
        consents = List.copyOf(consents);
    }
}
