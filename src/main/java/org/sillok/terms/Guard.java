package org.sillok.terms;

/**
 * Something that holds material back.
 *
 * @param id which record it is, for example that of a hold
 */
public record Guard(GuardCode code, String id) {}
