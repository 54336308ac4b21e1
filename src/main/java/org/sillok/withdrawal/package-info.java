/** Withdrawals: what somebody takes back, what follows from it at once, and whom it concerns. */
@NullMarked
package org.sillok.withdrawal;

import org.jspecify.annotations.NullMarked;
