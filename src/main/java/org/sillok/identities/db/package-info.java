/** How sealed identities and their openings are stored. */
@NullMarked
package org.sillok.identities.db;

import org.jspecify.annotations.NullMarked;
