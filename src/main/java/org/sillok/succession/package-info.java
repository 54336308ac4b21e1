/**
 * Succession: the holdings of one organisation go to another repository, because this one ends or the organisation wants it.
 * Everything that is on record is written into a package that is usable without this program; the successor says with its own
 * key that it has taken it over; and each record here says so.
 */
@NullMarked
package org.sillok.succession;

import org.jspecify.annotations.NullMarked;
