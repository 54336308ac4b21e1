/** Recorded judgements about parties and states: attributed, dated, expiring. */
@NullMarked
package org.sillok.fact;

import org.jspecify.annotations.NullMarked;
