/** Agreements over HTTP. */
@NullMarked
package org.sillok.agreement.rest;

import org.jspecify.annotations.NullMarked;
