/** The tables of bundles. */
@NullMarked
package org.sillok.bundle.db;

import org.jspecify.annotations.NullMarked;
