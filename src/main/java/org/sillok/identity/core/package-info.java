/** What parties and users are, and which roles go where. */
@NullMarked
package org.sillok.identity.core;

import org.jspecify.annotations.NullMarked;
