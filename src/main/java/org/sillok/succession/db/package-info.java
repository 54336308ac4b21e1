/** Successions in the database. */
@NullMarked
package org.sillok.succession.db;

import org.jspecify.annotations.NullMarked;
