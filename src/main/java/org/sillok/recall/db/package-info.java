/** The tables of recalls. */
@NullMarked
package org.sillok.recall.db;

import org.jspecify.annotations.NullMarked;
