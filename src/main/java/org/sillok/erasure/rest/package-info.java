/** Erasures over HTTP. */
@NullMarked
package org.sillok.erasure.rest;

import org.jspecify.annotations.NullMarked;
