/** What a source is, and how pseudonyms look. */
@NullMarked
package org.sillok.source.core;

import org.jspecify.annotations.NullMarked;
