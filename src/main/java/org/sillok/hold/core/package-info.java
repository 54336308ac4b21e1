/** What a hold is, and who may move it on. */
@NullMarked
package org.sillok.hold.core;

import org.jspecify.annotations.NullMarked;
