package org.sillok.verify;

import java.util.List;

/** The answer to "is this archive of a succession what it claims to be?" It is given for all of it at once. */
sealed interface PackageVerdict {
    /** Every check passed, and the log that has the statements is one that was trusted beforehand. */
    record Verified(PackageAccount account) implements PackageVerdict {}

    /** Every check passed, but nothing shows who made it: no trust was given, or no statement is in it. */
    record ConsistentUnverifiedIssuer(PackageAccount account) implements PackageVerdict {}

    /** At least one check failed; nothing in the archive should be relied on. */
    record Failed(List<Finding> findings) implements PackageVerdict {
        public Failed {
            findings = List.copyOf(findings);
            if (findings.isEmpty()) {
                throw new IllegalArgumentException("a failure has a reason");
            }
        }
    }
}
