/**
 * Watches a log from outside, and computes proofs from its tiles: needs nothing but the log's public files, over HTTP or
 * as a copy in a folder. Trusts the log for nothing that it can recompute. Never touches a data directory; imports
 * neither Quarkus nor any room but the pure core of the log.
 */
@NullMarked
package org.sillok.monitor;

import org.jspecify.annotations.NullMarked;
