/**
 * Backups of database, keys and objects, taken while the service runs, and their restore into an empty place. A backup is a
 * directory that others can read: encrypted containers, the objects as they are stored, and a manifest that binds them.
 */
@NullMarked
package org.sillok.backup;

import org.jspecify.annotations.NullMarked;
