package org.sillok.verify;

import java.util.List;

/** The answer to "is this bundle what it claims to be?" It is given for all of it at once. */
public sealed interface BundleVerdict {
    /** Every check passed, and the log that has the statements is one that was trusted beforehand. */
    record Verified(BundleAccount account) implements BundleVerdict {}

    /** Every check passed, and a recall list of the same repository names the bundle, or items of it. */
    record Recalled(BundleAccount account) implements BundleVerdict {}

    /** Every check passed, but the recall list that was given does not hold now or a newer one was seen: it may not know of newer recalls. */
    record RecallsOutdated(BundleAccount account) implements BundleVerdict {}

    /** Every check passed, but nothing shows who made the bundle: no trust was given, or no statement is in it. */
    record ConsistentUnverifiedIssuer(BundleAccount account) implements BundleVerdict {}

    /** At least one check failed; nothing in the bundle should be relied on. */
    record Failed(List<Finding> findings) implements BundleVerdict {
        public Failed {
            findings = List.copyOf(findings);
            if (findings.isEmpty()) {
                throw new IllegalArgumentException("a failure has a reason");
            }
        }
    }
}
