/** Export bundles: released items with their terms, decisions and proofs in one archive that anybody can check. */
@NullMarked
package org.sillok.bundle;

import org.jspecify.annotations.NullMarked;
