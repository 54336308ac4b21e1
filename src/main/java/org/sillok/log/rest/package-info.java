/** The log's public face: checkpoint, verifier key and tiles over HTTP, health and metrics. */
@NullMarked
package org.sillok.log.rest;

import org.jspecify.annotations.NullMarked;
