/** Copies every table out of a database as it is at one moment, and into an empty one. */
@NullMarked
package org.sillok.backup.db;

import org.jspecify.annotations.NullMarked;
