/**
 * Plain SQL for the tables of all rooms. Only their {@code db} parts use it: what a statement means is theirs, and no room
 * reads another one's tables through it.
 */
@NullMarked
package org.sillok.sql;

import org.jspecify.annotations.NullMarked;
