/** Withdrawals over HTTP. */
@NullMarked
package org.sillok.withdrawal.rest;

import org.jspecify.annotations.NullMarked;
