/**
 * Uploads that survive a bad line (tus 1.0): encrypted segments in the staging store, taken up again after any break,
 * by any replica, and turned into a deposit later. What an upload is, is decided by the database alone: bytes count as
 * arrived when the transaction that says so is committed.
 */
@NullMarked
package org.sillok.upload;

import org.jspecify.annotations.NullMarked;
