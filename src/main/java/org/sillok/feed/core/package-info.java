/** What may be told. Pure. */
@NullMarked
package org.sillok.feed.core;

import org.jspecify.annotations.NullMarked;
