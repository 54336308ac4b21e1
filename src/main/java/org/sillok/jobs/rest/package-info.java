/** Jobs over HTTP. */
@NullMarked
package org.sillok.jobs.rest;

import org.jspecify.annotations.NullMarked;
