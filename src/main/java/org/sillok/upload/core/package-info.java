/** The headers of tus and what is signed about an upload. Pure Java. */
@NullMarked
package org.sillok.upload.core;

import org.jspecify.annotations.NullMarked;
