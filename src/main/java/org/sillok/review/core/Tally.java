package org.sillok.review.core;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Sums up what people did, in whatever order it comes. */
public final class Tally {
    private static final class Sum {
        private Instant first = Instant.MAX;
        private Instant last = Instant.MIN;
        private final SortedMap<String, Integer> events = new TreeMap<>();
        private final Set<String> viewed = new HashSet<>();
        private final Set<String> downloaded = new HashSet<>();

        private void add(Access access) {
            first = access.at().isBefore(first) ? access.at() : first;
            last = access.at().isAfter(last) ? access.at() : last;
            events.merge(access.event(), 1, Integer::sum);
            String target = access.target();
            if (target != null && access.is(Access.VIEWED)) {
                viewed.add(target);
            } else if (target != null && access.is(Access.DOWNLOADED)) {
                downloaded.add(target);
            }
        }
    }

    private final SortedMap<String, Sum> people = new TreeMap<>();

    public void add(Access access) {
        people.computeIfAbsent(access.user(), user -> new Sum()).add(access);
    }

    /** Everybody who did anything, in the order of their ids. */
    public List<PersonAccess> people() {
        return people.entrySet().stream()
                .map(person -> new PersonAccess(
                        person.getKey(),
                        person.getValue().first,
                        person.getValue().last,
                        person.getValue().events,
                        person.getValue().viewed.size(),
                        person.getValue().downloaded.size()))
                .toList();
    }
}
