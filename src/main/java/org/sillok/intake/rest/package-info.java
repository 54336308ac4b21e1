/** Deposits over HTTP: multipart bodies, read as a stream and never spooled. */
@NullMarked
package org.sillok.intake.rest;

import org.jspecify.annotations.NullMarked;
