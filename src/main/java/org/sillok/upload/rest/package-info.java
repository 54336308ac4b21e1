/** Uploads over HTTP: tus 1.0. */
@NullMarked
package org.sillok.upload.rest;

import org.jspecify.annotations.NullMarked;
