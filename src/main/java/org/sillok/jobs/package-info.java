/** Long work: submitted in a transaction, run by whichever replica is free, resumed after a crash, shown to the party it
 * was submitted for. */
@NullMarked
package org.sillok.jobs;

import org.jspecify.annotations.NullMarked;
