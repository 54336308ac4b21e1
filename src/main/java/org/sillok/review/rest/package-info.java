/** Reviews over HTTP. */
@NullMarked
package org.sillok.review.rest;

import org.jspecify.annotations.NullMarked;
