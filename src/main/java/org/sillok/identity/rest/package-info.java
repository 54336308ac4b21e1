/** Parties, users and tokens over HTTP. */
@NullMarked
package org.sillok.identity.rest;

import org.jspecify.annotations.NullMarked;
