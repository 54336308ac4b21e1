/** What an audit can find, and the rules of a stream's chain. Pure: nothing here reads anything. */
@NullMarked
package org.sillok.audit.core;

import org.jspecify.annotations.NullMarked;
