/** The tables of wrapped keys. */
@NullMarked
package org.sillok.vault.db;

import org.jspecify.annotations.NullMarked;
