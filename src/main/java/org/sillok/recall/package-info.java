/** Calls back what had been handed over: notices to recipients, their answers, the public list, and the report to the source. */
@NullMarked
package org.sillok.recall;

import org.jspecify.annotations.NullMarked;
