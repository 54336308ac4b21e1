/**
 * The language of consent: closed vocabularies, terms and conditions made of them, and the evaluator that decides what
 * may be done with a piece of evidence. Pure: a decision is a function of its arguments, with no clock, no input or
 * output and no randomness; it always answers, and what it does not know never permits (docs/consent.md).
 */
@NullMarked
package org.sillok.terms;

import org.jspecify.annotations.NullMarked;
