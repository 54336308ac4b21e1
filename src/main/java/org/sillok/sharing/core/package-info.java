/** How records become questions, and answers become something to show. Pure. */
@NullMarked
package org.sillok.sharing.core;

import org.jspecify.annotations.NullMarked;
