/** Rows of streams, statements and reading sessions. */
@NullMarked
package org.sillok.custody.db;

import org.jspecify.annotations.NullMarked;
