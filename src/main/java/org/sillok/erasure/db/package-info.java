/** The tables of erasures. */
@NullMarked
package org.sillok.erasure.db;

import org.jspecify.annotations.NullMarked;
