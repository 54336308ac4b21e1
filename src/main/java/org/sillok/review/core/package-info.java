/** The rules of a review: what is summed up, and what is out of the ordinary. */
@NullMarked
package org.sillok.review.core;

import org.jspecify.annotations.NullMarked;
