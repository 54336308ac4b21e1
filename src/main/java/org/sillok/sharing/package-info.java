/**
 * Where decisions are asked for: what the owner's staff may see, what a counterparty would be permitted, what a change
 * would come to, and what was done to derivatives.
 */
@NullMarked
package org.sillok.sharing;

import org.jspecify.annotations.NullMarked;
