package org.sillok.log;

import java.util.Optional;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;

/**
 * An entry of the log as the object store has it.
 *
 * @param leafHash proved by a signed root, or by nothing yet for an entry that has only its number
 * @param record what was kept beside it, as found; empty if it is lost
 */
public record RebuiltEntry(long index, Digest leafHash, Bytes leaf, Optional<Bytes> record) {}
