/** Words for the vocabulary of terms, a small model of documents, and their HTML. */
@NullMarked
package org.sillok.wording.core;

import org.jspecify.annotations.NullMarked;
