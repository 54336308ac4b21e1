/**
 * Deposits: files stream through digests and encryption into the object store, then one transaction records them. What
 * a failed deposit leaves behind is invisible and swept.
 */
@NullMarked
package org.sillok.intake;

import org.jspecify.annotations.NullMarked;
