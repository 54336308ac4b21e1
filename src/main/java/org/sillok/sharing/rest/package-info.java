/** Previews, treatments and impacts over HTTP. */
@NullMarked
package org.sillok.sharing.rest;

import org.jspecify.annotations.NullMarked;
