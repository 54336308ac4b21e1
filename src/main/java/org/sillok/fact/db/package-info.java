/** How facts are stored. */
@NullMarked
package org.sillok.fact.db;

import org.jspecify.annotations.NullMarked;
