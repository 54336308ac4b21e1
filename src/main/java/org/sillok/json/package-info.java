/**
 * JSON that means one thing: a strict reader, values without surprises, and two writers with exactly one output per
 * value. Written by hand and free of libraries, because receipts are checked with it by people who do not run this
 * service.
 */
@NullMarked
package org.sillok.json;

import org.jspecify.annotations.NullMarked;
