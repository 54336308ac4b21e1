/** The command line: what {@code ./sillok} does after it has found Java. Exit codes: 0 done, 1 failed, 2 wrong usage. */
@NullMarked
package org.sillok.platform.cli;

import org.jspecify.annotations.NullMarked;
