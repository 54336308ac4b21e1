/**
 * What every resource needs from HTTP and nothing else does: the caller, request ids, cursors, entity tags, digest
 * fields, idempotency keys, limits and headers. Used by {@code rest} packages only.
 */
@NullMarked
package org.sillok.web;

import org.jspecify.annotations.NullMarked;
