/** Rows of items, metadata, versions and files. Everything here stays here: the room hands out core records. */
@NullMarked
package org.sillok.evidence.db;

import org.jspecify.annotations.NullMarked;
