/** How far a succession is, and what is signed about it: pure rules. */
@NullMarked
package org.sillok.succession.core;

import org.jspecify.annotations.NullMarked;
