/** Requests for sharing: what a recipient asks for, what is decided about it, who is consulted, and who approves. */
@NullMarked
package org.sillok.request;

import org.jspecify.annotations.NullMarked;
