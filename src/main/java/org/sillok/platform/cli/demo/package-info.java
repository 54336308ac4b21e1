/**
 * {@code ./sillok demo}: the main job end to end on the files in {@code samples/}. It is a client like any other: it
 * calls the public HTTP API with tokens and has no way around it. What it starts, it stops.
 */
@NullMarked
package org.sillok.platform.cli.demo;

import org.jspecify.annotations.NullMarked;
