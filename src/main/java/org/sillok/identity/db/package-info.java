/** How parties and users are stored. */
@NullMarked
package org.sillok.identity.db;

import org.jspecify.annotations.NullMarked;
