/** Audits over HTTP. */
@NullMarked
package org.sillok.audit.rest;

import org.jspecify.annotations.NullMarked;
