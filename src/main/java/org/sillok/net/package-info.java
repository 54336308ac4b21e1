/**
 * Talking to servers that nobody here runs, and that may be hostile. Needs the JDK alone, so that the monitor can use it
 * as well as the service. What an answer means is decided by whoever asked.
 */
@NullMarked
package org.sillok.net;

import org.jspecify.annotations.NullMarked;
