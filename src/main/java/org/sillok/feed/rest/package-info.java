/** Events and webhooks over HTTP. */
@NullMarked
package org.sillok.feed.rest;

import org.jspecify.annotations.NullMarked;
