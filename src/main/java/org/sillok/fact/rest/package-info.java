/** Facts over HTTP. */
@NullMarked
package org.sillok.fact.rest;

import org.jspecify.annotations.NullMarked;
