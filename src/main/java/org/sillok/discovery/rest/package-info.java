/** The resource of searches. */
@NullMarked
package org.sillok.discovery.rest;

import org.jspecify.annotations.NullMarked;
