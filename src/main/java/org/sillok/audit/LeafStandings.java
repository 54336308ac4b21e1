package org.sillok.audit;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.sillok.audit.core.Standing;
import org.sillok.kernel.Digest;
import org.sillok.log.LogInspection;
import org.sillok.log.LogPlace;
import org.sillok.log.StoredLog;

/** Where the leaves of statements are: in a log, or on their way there. */
final class LeafStandings {
    private final LogInspection logs;
    private final Map<Integer, Long> sizes;
    private final Tally tally;

    LeafStandings(LogInspection logs, List<StoredLog> stored, Tally tally) {
        this.logs = logs;
        this.sizes = stored.stream().collect(Collectors.toUnmodifiableMap(StoredLog::number, StoredLog::size));
        this.tally = tally;
    }

    /** Where each of these leaves is. What is nowhere has no standing. */
    Map<Digest, Standing> of(Collection<Digest> leaves) {
        Map<Digest, LogPlace> places = logs.places(leaves);
        Set<Digest> open = new HashSet<>(leaves);
        open.removeIf(leaf ->
                Optional.ofNullable(places.get(leaf)).filter(this::isInTree).isPresent());
        Set<Digest> waiting = open.isEmpty() ? Set.of() : logs.waiting(open);
        tally.pending += waiting.size();
        Map<Digest, Standing> standings = new HashMap<>();
        for (Digest leaf : leaves) {
            LogPlace place = places.get(leaf);
            if (place != null && (isInTree(place) || waiting.contains(leaf))) {
                standings.put(leaf, new Standing.Logged(place.log(), place.index()));
            } else if (waiting.contains(leaf)) {
                standings.put(leaf, new Standing.Waiting());
            }
        }
        return standings;
    }

    private boolean isInTree(LogPlace place) {
        return place.index() < sizes.getOrDefault(place.log(), 0L);
    }
}
