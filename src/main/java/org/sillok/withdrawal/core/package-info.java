/** Who may take back what, how far, and what a withdrawal reaches, as rules without a clock or a database. */
@NullMarked
package org.sillok.withdrawal.core;

import org.jspecify.annotations.NullMarked;
