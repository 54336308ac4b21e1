package org.sillok.bundle;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.Ids;
import org.sillok.storage.Draft;
import org.sillok.storage.ObjectName;
import org.sillok.storage.ObjectStore;

/**
 * The parts of bundles in the object store: below {@code bundle/}, in a folder for each bundle, in one for each run that
 * wrote it. Names are written once, so a run that goes on after another one never meets what that one left.
 */
@ApplicationScoped
class PartObjects {
    private static final String ALL = "bundle/";
    private static final int FAN_OUT = 2;
    private static final Pattern FORM = Pattern.compile("bundle/[a-z0-9]{2}/([^/]+)/([^/]+)/[0-9]{4,6}\\.cms");

    private final ObjectStore store;

    PartObjects(ObjectStore store) {
        this.store = store;
    }

    /** Whose object it is, by its name. */
    record Place(ObjectName name, BundleId bundle, String attempt) {
        /** Empty if no bundle's part is named so. */
        static Optional<Place> of(ObjectName name) {
            Matcher found = FORM.matcher(name.value());
            return found.matches() && Ids.isWellFormed(BundleId.PREFIX, found.group(1))
                    ? Optional.of(new Place(name, new BundleId(found.group(1)), found.group(2)))
                    : Optional.empty();
        }

        String run() {
            return bundle + "/" + attempt;
        }
    }

    static ObjectName name(BundleId bundle, String attempt, int number) {
        return new ObjectName(folder(bundle) + attempt + "/" + String.format(Locale.ROOT, "%04d.cms", number));
    }

    private static String folder(BundleId bundle) {
        int random = BundleId.PREFIX.length() + 1;
        return ALL + bundle.value().substring(random, random + FAN_OUT) + "/" + bundle + "/";
    }

    Draft draft(BundleId bundle, String attempt, int number) {
        return store.draft(name(bundle, attempt, number));
    }

    /** All that is there, read lazily; to be closed. */
    Stream<Place> all() {
        return store.list(ALL).map(Place::of).flatMap(Optional::stream);
    }

    /** What there is of a bundle. */
    List<Place> of(BundleId bundle) {
        try (Stream<ObjectName> names = store.list(folder(bundle))) {
            return names.map(Place::of).flatMap(Optional::stream).toList();
        }
    }

    /** Discards what there is of a bundle that has ended. Harmless when repeated. */
    void discard(BundleId bundle) {
        of(bundle).forEach(this::discard);
    }

    void discard(Place place) {
        store.discard(place.name());
    }

    /** The store, for what only it can tell about an object. */
    ObjectStore store() {
        return store;
    }
}
