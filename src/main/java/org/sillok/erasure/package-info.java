/**
 * Erasure: what an organisation wants to be gone for good. Its own staff proposes it, a second person confirms it, and then
 * keys are destroyed, item by item, with everything that was made from them. Nothing says that something is erased before the
 * destruction was committed and read back. What was here, and who did what with it, stays on record.
 */
@NullMarked
package org.sillok.erasure;

import org.jspecify.annotations.NullMarked;
