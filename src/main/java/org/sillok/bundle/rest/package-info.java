/** Sealing and handing over, over HTTP. */
@NullMarked
package org.sillok.bundle.rest;

import org.jspecify.annotations.NullMarked;
