/** Fixity over HTTP, in health and in metrics. */
@NullMarked
package org.sillok.fixity.rest;

import org.jspecify.annotations.NullMarked;
