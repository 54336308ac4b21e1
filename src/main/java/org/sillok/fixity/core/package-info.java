/** The rules of fixity: pace, rounds, what may be wrong with a copy. */
@NullMarked
package org.sillok.fixity.core;

import org.jspecify.annotations.NullMarked;
