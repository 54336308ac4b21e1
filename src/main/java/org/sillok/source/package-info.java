/** Sources: the people and organisations that spoke, known here by a random pseudonym only. Who they are is not kept in this room. */
@NullMarked
package org.sillok.source;

import org.jspecify.annotations.NullMarked;
