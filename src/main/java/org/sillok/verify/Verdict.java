package org.sillok.verify;

import java.util.List;

/** The answer to "is this receipt, with these files, what it claims to be?" It is given for all of them at once. */
public sealed interface Verdict {
    /** Every check passed, and the log's signature is by a key that was trusted beforehand. */
    record Verified(Account account) implements Verdict {}

    /** Every check passed, but no trusted key was given: anybody could have made this receipt. */
    record ConsistentUnverifiedIssuer(Account account) implements Verdict {}

    /** At least one check failed; nothing that the receipt says should be relied on. */
    record Failed(List<Finding> findings) implements Verdict {
        public Failed {
            findings = List.copyOf(findings);
            if (findings.isEmpty()) {
                throw new IllegalArgumentException("a failure has a reason");
            }
        }
    }
}
