package org.sillok.audit;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.sillok.audit.core.FindingCode;
import org.sillok.audit.core.Findings;
import org.sillok.audit.core.Place;

/**
 * Content keys that are gone, and the genuine statements that say that an item was erased: compared when all statements were
 * read, because the tombstone is the last of them.
 */
final class Tombstones {
    private final Set<String> gone = new TreeSet<>();
    private final Set<String> erased = new HashSet<>();

    /** A statement has facts that were sealed with the content key of {@code subject}, and there is none. */
    void gone(String subject) {
        gone.add(subject);
    }

    /** A genuine statement of the item's own stream says that it was erased. */
    void erased(String item) {
        erased.add(item);
    }

    /** What is gone, and no statement that was seen says why. */
    Set<String> unexplained() {
        Set<String> left = new TreeSet<>(gone);
        left.removeAll(erased);
        return left;
    }

    /** What is gone without a statement is a finding; what was seen here until now is dealt with. */
    void settle(Findings findings) {
        unexplained()
                .forEach(subject -> findings.add(
                        FindingCode.KEY_MISSING,
                        Place.keys(subject),
                        "the CONTENT key is gone and no statement says that it was destroyed"));
        gone.clear();
    }
}
