/** Identities and their openings over HTTP. */
@NullMarked
package org.sillok.identities.rest;

import org.jspecify.annotations.NullMarked;
