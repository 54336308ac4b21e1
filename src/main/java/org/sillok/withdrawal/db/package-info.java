/** The tables of withdrawals. */
@NullMarked
package org.sillok.withdrawal.db;

import org.jspecify.annotations.NullMarked;
