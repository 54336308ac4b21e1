/** The tables of requests. */
@NullMarked
package org.sillok.request.db;

import org.jspecify.annotations.NullMarked;
