package org.sillok.crypto;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What a time-stamp whose signature holds is worth. Whatever does not hold is a {@link TimeStampException}. */
public sealed interface SignedTime {
    /** When the authority says it saw the imprint. */
    Instant time();

    /** How far off, by its own words, the authority may be; zero if it does not say. */
    Duration accuracy();

    /** The authority's name in its certificate. A name alone proves nothing. */
    String authority();

    /**
     * By an authority that was named as trusted: the imprinted bytes existed at {@link #time()}.
     *
     * @param path the certificates from the authority's to below the trusted one
     */
    record Proven(Instant time, Duration accuracy, String authority, List<PathCertificate> path) implements SignedTime {
        public Proven {
            path = List.copyOf(path);
        }

        /** Whether it is known of every certificate that it had not been revoked. */
        public boolean revocationChecked() {
            return path.stream().allMatch(PathCertificate::revocationChecked);
        }
    }

    /** The signature holds, but nobody was named who could vouch for the signer: no time is proven. */
    record ByUnknownAuthority(Instant time, Duration accuracy, String authority) implements SignedTime {}

    /**
     * A certificate of the path.
     *
     * @param revocationLists where its issuer publishes what is revoked: addresses with the scheme {@code http}
     * @param revocationChecked whether one of the given lists covers it
     */
    record PathCertificate(String subject, List<String> revocationLists, boolean revocationChecked) {
        public PathCertificate {
            revocationLists = List.copyOf(revocationLists);
        }
    }
}
