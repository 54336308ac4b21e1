/** Forms and readable pages over HTTP. */
@NullMarked
package org.sillok.wording.rest;

import org.jspecify.annotations.NullMarked;
