package org.sillok.succession;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.sillok.kernel.Ids;
import org.sillok.kernel.SuccessionId;
import org.sillok.storage.Draft;
import org.sillok.storage.ObjectName;
import org.sillok.storage.ObjectStore;
import org.sillok.succession.core.Archive;

/**
 * The encrypted messages of packages in the object store: below {@code succession/}, in a folder for each succession, in one for
 * each attempt. Names are written once, so an attempt never meets what another one left.
 */
@ApplicationScoped
class PackageObjects {
    private static final String ALL = "succession/";
    private static final Pattern FORM =
            Pattern.compile("succession/([^/]+)/([0-9a-f]{16})/(?:holdings|protected)-[0-9]{4,6}\\.cms");

    private final ObjectStore store;

    PackageObjects(ObjectStore store) {
        this.store = store;
    }

    /** Whose object it is, by its name. */
    record Place(ObjectName name, String succession, String attempt) {
        static Optional<Place> of(ObjectName name) {
            Matcher found = FORM.matcher(name.value());
            return found.matches() && Ids.isWellFormed(SuccessionId.PREFIX, found.group(1))
                    ? Optional.of(new Place(name, found.group(1), found.group(2)))
                    : Optional.empty();
        }

        /** As {@link org.sillok.succession.db.ExportRows#underWay} names its folder. */
        String run() {
            return succession + "/" + attempt;
        }
    }

    static ObjectName name(SuccessionId succession, String attempt, Archive archive, int number) {
        return new ObjectName(ALL + succession + "/" + attempt + "/"
                + String.format(Locale.ROOT, "%s-%04d.cms", archive.slug(), number));
    }

    Draft draft(ObjectName name) {
        return store.draft(name);
    }

    /** All that is there. */
    List<Place> all() {
        return list(ALL);
    }

    /** What there is of a succession. */
    List<Place> of(SuccessionId succession) {
        return list(ALL + succession + "/");
    }

    private List<Place> list(String prefix) {
        try (Stream<ObjectName> names = store.list(prefix)) {
            return names.map(Place::of).flatMap(Optional::stream).toList();
        }
    }

    /** Harmless when repeated. */
    void discard(Place place) {
        store.discard(place.name());
    }
}
