/** Items over HTTP. */
@NullMarked
package org.sillok.evidence.rest;

import org.jspecify.annotations.NullMarked;
