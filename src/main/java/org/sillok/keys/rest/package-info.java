/** Key-encryption keys over HTTP. */
@NullMarked
package org.sillok.keys.rest;

import org.jspecify.annotations.NullMarked;
