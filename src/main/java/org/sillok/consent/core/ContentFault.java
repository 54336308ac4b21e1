package org.sillok.consent.core;

/**
 * Something that a version of a consent must not say.
 *
 * @param path where in the version, as a JSON pointer
 */
public record ContentFault(String path, String message) {}
