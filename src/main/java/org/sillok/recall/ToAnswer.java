package org.sillok.recall;

import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.kernel.RecallId;

/**
 * What is to be signed for an answer.
 *
 * @param notice SHA-256 of the exact bytes of the notice
 * @param number which answer it will be
 * @param text exactly what is signed
 */
public record ToAnswer(RecallId id, Digest notice, int number, Bytes text) {}
