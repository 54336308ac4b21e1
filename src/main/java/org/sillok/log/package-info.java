/**
 * The transparency log: numbers committed entries, grows the Merkle tree in the object store and signs its heads. What
 * it promises: an index, once given, is never given to another entry; nothing is signed that is not on disk and
 * consistent with everything signed before. What it does not: that an entry was ever handed to it.
 */
@NullMarked
package org.sillok.log;

import org.jspecify.annotations.NullMarked;
