/**
 * What an export bundle is made of, byte for byte: the plan of one, its documents, and the archive that holds them. Pure:
 * contents come in through a port, nothing here knows a database, a clock or a random source.
 */
@NullMarked
package org.sillok.bundle.core;

import org.jspecify.annotations.NullMarked;
