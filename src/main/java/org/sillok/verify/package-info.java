/**
 * Offline verification of receipts and bundles, for people who do not trust, run or reach the service. Built into the service and,
 * with the pure cores alone, into a small jar of its own: no network, no database, no framework. Trust comes from
 * outside only; a key that travels in a receipt or bundle vouches for nothing.
 */
@NullMarked
package org.sillok.verify;

import org.jspecify.annotations.NullMarked;
