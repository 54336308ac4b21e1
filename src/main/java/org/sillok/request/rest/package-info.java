/** Requests over HTTP. */
@NullMarked
package org.sillok.request.rest;

import org.jspecify.annotations.NullMarked;
