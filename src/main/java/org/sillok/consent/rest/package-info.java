/** Consents over HTTP. */
@NullMarked
package org.sillok.consent.rest;

import org.jspecify.annotations.NullMarked;
