/** How sealed values are laid out: pure functions of keys, nonces and names. */
@NullMarked
package org.sillok.vault.core;

import org.jspecify.annotations.NullMarked;
