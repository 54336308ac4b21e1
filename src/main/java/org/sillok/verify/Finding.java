package org.sillok.verify;

/**
 * One reason why a receipt failed.
 *
 * @param place where in the receipt, or which file
 * @param words what is wrong, in a plain sentence
 */
public record Finding(FindingCode code, String place, String words) {}
