/**
 * Values that every room speaks: identifiers, digests, instants as text, and the two sources of nondeterminism
 * (randomness here, the clock as {@link java.time.Clock}). Pure Java, no input or output.
 */
@NullMarked
package org.sillok.kernel;

import org.jspecify.annotations.NullMarked;
