/**
 * Terms as ODRL 2.2 policies in JSON-LD, and back: the profile {@code urn:sillok:odrl:1} (docs/odrl.md). What the profile
 * cannot express is refused with its place, in both directions, and never left out.
 */
@NullMarked
package org.sillok.odrl.core;

import org.jspecify.annotations.NullMarked;
