/** What a backup consists of, in pure Java. */
@NullMarked
package org.sillok.backup.core;

import org.jspecify.annotations.NullMarked;
