/**
 * When to stamp and when to try again: rules that are told the time and read no clock.
 */
@NullMarked
package org.sillok.time.core;

import org.jspecify.annotations.NullMarked;
