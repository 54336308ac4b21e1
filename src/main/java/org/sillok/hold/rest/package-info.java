/** Holds over HTTP. */
@NullMarked
package org.sillok.hold.rest;

import org.jspecify.annotations.NullMarked;
