/**
 * Time-stamps over HTTP, health and metrics.
 */
@NullMarked
package org.sillok.time.rest;

import org.jspecify.annotations.NullMarked;
