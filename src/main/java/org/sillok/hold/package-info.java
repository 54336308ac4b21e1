/**
 * What holds material back whatever anybody permits: holds that two custodians place and lift, and restrictions that withdrawals
 * write. And what comes to pass by itself, and is told once.
 */
@NullMarked
package org.sillok.hold;

import org.jspecify.annotations.NullMarked;
