package org.sillok.time;

import java.util.List;
import org.sillok.kernel.Bytes;
import org.sillok.log.core.SignedCheckpoint;

/**
 * A checkpoint with a verified token of every configured authority.
 *
 * @param tokens RFC 3161 tokens over the checkpoint's exact note, DER, in the order of the authorities' names
 */
public record StampedCheckpoint(SignedCheckpoint checkpoint, List<Bytes> tokens) {
    public StampedCheckpoint {
        tokens = List.copyOf(tokens);
    }
}
