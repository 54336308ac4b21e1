/**
 * The rounds of stamping and the state of every time-stamp.
 */
@NullMarked
package org.sillok.time.db;

import org.jspecify.annotations.NullMarked;
