/**
 * Trusted time: asks time-stamping authorities (RFC 3161) to stamp the log's checkpoints, verifies what they answer
 * completely, and keeps it beside the log. What it promises: nothing that does not verify is kept as a time-stamp, and
 * neither a slow authority nor a wrong clock holds up a deposit. What it does not: that an authority's clock is right.
 */
@NullMarked
package org.sillok.time;

import org.jspecify.annotations.NullMarked;
