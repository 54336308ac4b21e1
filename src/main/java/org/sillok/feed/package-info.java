/** Tells organisations that something happened that concerns them: what kind of thing and its id, nothing of its content. */
@NullMarked
package org.sillok.feed;

import org.jspecify.annotations.NullMarked;
