/** What a request says, and the rules of decisions, answers and approvals. Pure. */
@NullMarked
package org.sillok.request.core;

import org.jspecify.annotations.NullMarked;
