/** How sources are stored. */
@NullMarked
package org.sillok.source.db;

import org.jspecify.annotations.NullMarked;
