/** Sources over HTTP. */
@NullMarked
package org.sillok.source.rest;

import org.jspecify.annotations.NullMarked;
