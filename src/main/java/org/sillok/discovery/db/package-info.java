/** The projection's rows. */
@NullMarked
package org.sillok.discovery.db;

import org.jspecify.annotations.NullMarked;
