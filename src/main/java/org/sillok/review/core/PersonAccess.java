package org.sillok.review.core;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one person did in a time.
 *
 * @param events how many statements of each type there are
 * @param viewed how many different things were looked at
 * @param downloaded how many different items and bundles were downloaded, whole or in part
 */
public record PersonAccess(
        String user, Instant first, Instant last, SortedMap<String, Integer> events, int viewed, int downloaded) {
    public PersonAccess {
        events = Collections.unmodifiableSortedMap(new TreeMap<>(events));
    }
}
