/**
 * Custody: signed statements in chained streams, written in the transaction of the event they record, and the receipts
 * made of them. The log and the vault lie below; every other room records its events here.
 */
@NullMarked
package org.sillok.custody;

import org.jspecify.annotations.NullMarked;
