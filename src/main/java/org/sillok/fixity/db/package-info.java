/** The tables of fixity. */
@NullMarked
package org.sillok.fixity.db;

import org.jspecify.annotations.NullMarked;
