package org.sillok.verify;

import java.time.Instant;

/**
 * A recall list that whoever verifies has got.
 *
 * @param file its exact bytes
 * @param now the time by which it is judged whether there has to be a newer one
 * @param from the lowest number that the list may have: the highest that was seen before
 */
@SuppressWarnings("ArrayRecordComponent") // handed on to be read; nobody compares it
record GivenRecalls(byte[] file, Instant now, long from) {}
