/** How idempotency keys are stored. */
@NullMarked
package org.sillok.web.db;

import org.jspecify.annotations.NullMarked;
