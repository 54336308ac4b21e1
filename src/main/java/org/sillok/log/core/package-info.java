/**
 * The log's pure rules, byte for byte as C2SP specifies them (tlog-tiles, tlog-checkpoint, signed-note, tlog-proof) over
 * RFC 6962 trees: hashes, proofs, tiles, notes and the one leaf form. No input or output; bytes come in as arguments.
 */
@NullMarked
package org.sillok.log.core;

import org.jspecify.annotations.NullMarked;
