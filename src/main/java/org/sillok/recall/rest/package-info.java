/** Recalls over HTTP. */
@NullMarked
package org.sillok.recall.rest;

import org.jspecify.annotations.NullMarked;
