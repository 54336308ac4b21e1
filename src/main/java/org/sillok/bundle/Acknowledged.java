package org.sillok.bundle;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.kernel.PartyKeyId;

/**
 * What there is to acknowledge, and what was.
 *
 * @param text exactly what is signed
 * @param sha256 of the archive
 * @param by what was acknowledged; null if nothing was yet
 */
public record Acknowledged(
        BundleId bundle,
        Bytes text,
        Digest sha256,
        @Nullable By by) {
    /**
     * An acknowledgement.
     *
     * @param publicKey SPKI of the key at that time
     * @param signature ECDSA in DER, with the lower {@code s}
     */
    public record By(PartyKeyId key, Bytes publicKey, Bytes signature, Instant at) {}
}
