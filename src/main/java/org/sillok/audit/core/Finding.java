package org.sillok.audit.core;

/**
 * One thing that is wrong.
 *
 * @param detail what exactly differs, in one sentence without the values themselves
 */
public record Finding(FindingCode code, Place place, String detail) {}
