/** Who sources are: sealed apart from everything else, and opened by custodians only, on the record. */
@NullMarked
package org.sillok.identities;

import org.jspecify.annotations.NullMarked;
