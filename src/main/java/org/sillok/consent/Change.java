package org.sillok.consent;

import org.sillok.consent.core.ProposalId;

/** What became of something that was to be recorded. */
public sealed interface Change {
    /** The text by which a repeated request finds it again. */
    String reference();

    /** It acts; {@code number} is that of the event. */
    record Recorded(int number) implements Change {
        @Override
        public String reference() {
            return Integer.toString(number);
        }
    }

    /** It waits for a second person. */
    record Waiting(ProposalId proposal) implements Change {
        @Override
        public String reference() {
            return proposal.value();
        }
    }
}
