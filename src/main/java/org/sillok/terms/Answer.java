package org.sillok.terms;

import org.sillok.kernel.RequestId;

/**
 * The answer to a consultation: a clause of its own that counts for one request only, beside the clauses of the
 * instrument under which it was asked. It has to repeat the conditions that are to stay.
 */
public record Answer(RequestId request, Term term) {}
