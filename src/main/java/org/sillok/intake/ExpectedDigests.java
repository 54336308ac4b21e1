package org.sillok.intake;

import java.util.Map;
import java.util.Optional;
import org.sillok.kernel.Digest;

/** Digests that the depositor computed, by algorithm; what was received must match all of them. */
public record ExpectedDigests(Map<Digest.Algorithm, Digest> digests) {
    public static final ExpectedDigests NONE = new ExpectedDigests(Map.of());

    public ExpectedDigests {
        digests = Map.copyOf(digests);
    }

    /** The algorithm of the first digest that differs, or empty if all match. */
    public Optional<Digest.Algorithm> mismatch(Digest sha256, Digest sha512) {
        for (Digest actual : new Digest[] {sha256, sha512}) {
            Digest expected = digests.get(actual.algorithm());
            if (expected != null && !expected.equals(actual)) {
                return Optional.of(actual.algorithm());
            }
        }
        return Optional.empty();
    }
}
