package org.sillok.custody;

import java.util.List;
import org.sillok.custody.core.Disclosure;

/** What came of opening the sealed disclosures of one kind. */
public sealed interface OpenedDisclosures {
    /** They opened; whether the statement carries their digests is for the caller to compare. */
    record Opened(List<Disclosure> disclosures) implements OpenedDisclosures {
        public Opened {
            disclosures = List.copyOf(disclosures);
        }
    }

    /** The key is not there. */
    record NoKey() implements OpenedDisclosures {}

    /** What is stored is not what was sealed for this place. */
    record Broken() implements OpenedDisclosures {}
}
