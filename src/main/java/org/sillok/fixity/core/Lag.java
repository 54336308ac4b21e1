package org.sillok.fixity.core;

/**
 * How far the replica is.
 *
 * @param entries of the log that its copier has not looked at yet
 * @param files that were copied
 */
public record Lag(long entries, long files, long bytes) {}
