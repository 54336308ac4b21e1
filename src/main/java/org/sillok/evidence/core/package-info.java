/** Rules about items, their metadata, versions and files. Pure Java. */
@NullMarked
package org.sillok.evidence.core;

import org.jspecify.annotations.NullMarked;
