/**
 * The one error catalogue: what can go wrong, what it means and how the caller gets out of it. Use cases return a
 * {@link org.sillok.problem.Refusal} inside an {@link org.sillok.problem.Outcome}; only {@code problem.rest} knows HTTP.
 */
@NullMarked
package org.sillok.problem;

import org.jspecify.annotations.NullMarked;
