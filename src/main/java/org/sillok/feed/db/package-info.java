/** Rows of events. */
@NullMarked
package org.sillok.feed.db;

import org.jspecify.annotations.NullMarked;
