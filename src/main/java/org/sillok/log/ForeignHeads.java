package org.sillok.log;

import java.util.List;
import org.sillok.kernel.Bytes;

/**
 * A place where checkpoints of the log lie that a restore of the database does not take back. What lies there is a claim:
 * it counts only if it bears the log's own signature. Whoever else keeps checkpoints (a witness) is asked in the same way.
 */
interface ForeignHeads {
    /** What the place is called in a message to the operator. */
    String place();

    /** The newest notes there; none is no fault. Throws what the place throws when it cannot be read. */
    List<Bytes> notes();
}
