/**
 * Runs a real PostgreSQL as a child process, for installations that configure no database of their own. The server keeps
 * its files in the data directory, listens on the loopback address only and never outlives the JVM.
 */
@NullMarked
package org.sillok.platform.postgres;

import org.jspecify.annotations.NullMarked;
