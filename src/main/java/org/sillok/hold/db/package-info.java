/** Rows of holds, restrictions and of what was told. */
@NullMarked
package org.sillok.hold.db;

import org.jspecify.annotations.NullMarked;
