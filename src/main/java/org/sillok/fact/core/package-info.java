/** What a recorded fact is, and from when it counts. */
@NullMarked
package org.sillok.fact.core;

import org.jspecify.annotations.NullMarked;
