/** How far an erasure is: pure rules. */
@NullMarked
package org.sillok.erasure.core;

import org.jspecify.annotations.NullMarked;
