/** Rows of treatments. */
@NullMarked
package org.sillok.sharing.db;

import org.jspecify.annotations.NullMarked;
