/** What a recall says, in exact bytes, and its rules; pure. The offline verifier reads the same. */
@NullMarked
package org.sillok.recall.core;

import org.jspecify.annotations.NullMarked;
