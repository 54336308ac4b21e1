/** The vocabulary, its ODRL profile, and drafts of terms over HTTP. */
@NullMarked
package org.sillok.odrl.rest;

import org.jspecify.annotations.NullMarked;
