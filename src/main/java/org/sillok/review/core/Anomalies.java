package org.sillok.review.core;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Finds what is out of the ordinary. It sees what is on the record, and nothing of why. */
public final class Anomalies {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    // With fewer other days nobody can say what is usual.
    private static final int OTHER_DAYS = 5;
    private static final Set<String> ISSUING = Set.of("ISSUE_TOKEN", "ISSUE_API_TOKEN");

    private static final class Person {
        private final List<Anomaly> findings = new ArrayList<>();
        private final String user;
        private final AnomalyLimits limits;
        private final Window denials;
        private final Window probing;
        private final Window stepUps;
        private final Window writes;
        private final Window downloads;
        private final Window views;
        private final Window searches;
        private final Window identities;
        private final Window tokens;
        private final SortedMap<LocalDate, Set<String>> days = new TreeMap<>();

        private Person(String user, AnomalyLimits limits) {
            this.user = user;
            this.limits = limits;
            denials = window(AnomalyKind.DENIALS, HOUR, limits.denialsAnHour());
            probing = window(AnomalyKind.PROBING, HOUR, limits.deniedThingsAnHour());
            stepUps = window(AnomalyKind.STEP_UPS_REFUSED, HOUR, limits.stepUpsRefusedAnHour());
            writes = window(AnomalyKind.WRITES_WITH_READING_TOKEN, HOUR, 1);
            downloads = window(AnomalyKind.DOWNLOADS, DAY, limits.downloadsADay());
            views = window(AnomalyKind.VIEWS, DAY, limits.viewsADay());
            searches = window(AnomalyKind.SEARCHES, HOUR, limits.searchesAnHour());
            identities = window(AnomalyKind.IDENTITIES_OPENED, DAY, limits.identitiesOpenedADay());
            tokens = window(AnomalyKind.TOKENS_ISSUED, DAY, limits.tokensIssuedADay());
        }

        private Window window(AnomalyKind kind, Duration length, int limit) {
            return new Window(kind, user, length, limit, findings);
        }

        private void add(Access access) {
            String target = access.target();
            if (access.is(Access.DENIED)) {
                denials.add(access.at());
                if (target != null) {
                    probing.add(access.at(), target);
                }
                if (access.is(Access.DENIED, "STEP_UP")) {
                    stepUps.add(access.at());
                }
                if (access.is(Access.DENIED, "WRITE_WITH_READING_TOKEN")) {
                    writes.add(access.at());
                }
            } else if (access.is(Access.SEARCHED)) {
                searches.add(access.at());
            } else if (access.is(Access.IDENTITY_OPENED)) {
                identities.add(access.at());
            } else if (access.is(Access.ADMINISTERED) && ISSUING.contains(String.valueOf(access.basis()))) {
                tokens.add(access.at());
            } else if (target != null && access.is(Access.DOWNLOADED)) {
                downloads.add(access.at(), target);
                taken(access.at(), target);
            } else if (target != null && access.is(Access.VIEWED)) {
                views.add(access.at(), target);
                taken(access.at(), target);
            }
        }

        private void taken(Instant at, String target) {
            days.computeIfAbsent(at.atZone(ZoneOffset.UTC).toLocalDate(), day -> new HashSet<>())
                    .add(target);
        }

        private List<Anomaly> end() {
            List.of(denials, probing, stepUps, writes, downloads, views, searches, identities, tokens)
                    .forEach(Window::end);
            int all = days.values().stream().mapToInt(Set::size).sum();
            days.forEach((day, targets) -> {
                int others = days.size() - 1;
                int usual = others < OTHER_DAYS ? 0 : Math.max(1, (all - targets.size()) / others);
                if (usual > 0
                        && targets.size() >= limits.unusualDay()
                        && targets.size() >= usual * limits.unusualFactor()) {
                    Instant begin = day.atStartOfDay(ZoneOffset.UTC).toInstant();
                    findings.add(new Anomaly(
                            AnomalyKind.UNUSUAL_DAY,
                            user,
                            begin,
                            begin.plus(DAY),
                            targets.size(),
                            Math.max(limits.unusualDay(), usual * limits.unusualFactor())));
                }
            });
            return findings;
        }
    }

    private final AnomalyLimits limits;
    private final SortedMap<String, Person> people = new TreeMap<>();

    public Anomalies(AnomalyLimits limits) {
        this.limits = limits;
    }

    /** The next of what happened; times go up. */
    public void add(Access access) {
        people.computeIfAbsent(access.user(), user -> new Person(user, limits)).add(access);
    }

    /** What was found, in the order of time. Nothing can be added afterwards. */
    public List<Anomaly> found() {
        return people.values().stream()
                .flatMap(person -> person.end().stream())
                .sorted(Comparator.comparing(Anomaly::from)
                        .thenComparing(Anomaly::user)
                        .thenComparing(Anomaly::kind))
                .toList();
    }
}
