package org.sillok.custody;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.NumberedPosition;

/**
 * A statement of an access stream. Nothing here has been verified.
 *
 * @param digest SHA-256 of the statement's exact bytes
 * @param says null if its disclosures cannot be opened
 */
public record AccessStatement(
        String stream,
        long seq,
        Bytes digest,
        Instant recordedAt,
        @Nullable FactSheet says) {
    /** Its place among what one party's access streams say. */
    public NumberedPosition place() {
        return new NumberedPosition(recordedAt, stream, seq);
    }
}
