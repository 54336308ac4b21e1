/** What was agreed and allowed in plain words, and as pages that can be read, printed and kept. */
@NullMarked
package org.sillok.wording;

import org.jspecify.annotations.NullMarked;
