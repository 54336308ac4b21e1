/** Successions over HTTP. */
@NullMarked
package org.sillok.succession.rest;

import org.jspecify.annotations.NullMarked;
