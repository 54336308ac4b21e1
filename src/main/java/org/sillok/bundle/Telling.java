package org.sillok.bundle;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sillok.bundle.core.Description;
import org.sillok.bundle.core.Description.WrittenDate;
import org.sillok.evidence.ReleasedVersions.Stated;
import org.sillok.evidence.core.Creation;
import org.sillok.kernel.Edtf;
import org.sillok.kernel.LanguageTag;

/**
 * How much of what is known about one version is told.
 *
 * @param revision of the metadata that is told; 0 if nothing of it is
 */
record Telling(Extent extent, int revision) {
    static final Telling UNASKED = new Telling(Extent.UNASKED, 0);
    static final Telling WITHHELD = new Telling(Extent.WITHHELD, 0);

    /** Goes into {@link SealBasis}; renaming one voids what was sealed. */
    enum Extent {
        /** All of it. */
        NAMED,
        /** All but what may hold names. */
        UNNAMED,
        /** Languages only, because it was made to show less. */
        REDUCED,
        /** Nothing, though it was asked for. */
        WITHHELD,
        /** Nothing, as asked. */
        UNASKED
    }

    /** Whether files may be called what the depositor called them. */
    boolean names() {
        return extent == Extent.NAMED;
    }

    /** Whether something that was asked for is left out. */
    boolean leavesOut() {
        return extent == Extent.UNNAMED || extent == Extent.REDUCED || extent == Extent.WITHHELD;
    }

    Description of(Stated stated) {
        return switch (extent) {
            case NAMED, UNNAMED -> described(stated, names());
            case REDUCED -> languagesOf(stated);
            case WITHHELD, UNASKED -> Description.NONE;
        };
    }

    private static Description languagesOf(Stated stated) {
        return new Description(Optional.empty(), Optional.empty(), List.of(), List.of(), spoken(stated));
    }

    private static List<LanguageTag> spoken(Stated stated) {
        return stated.language().map(List::of).orElse(stated.metadata().languages());
    }

    private static Description described(Stated stated, boolean named) {
        @Nullable Creation created = stated.metadata().created();
        @Nullable String place = created == null ? null : created.place();
        return new Description(
                named ? Optional.of(stated.metadata().title()) : Optional.empty(),
                named ? Optional.ofNullable(stated.metadata().description()) : Optional.empty(),
                created == null ? List.of() : dates(created, named),
                Stream.ofNullable(place).toList(),
                spoken(stated));
    }

    /** What somebody wrote beside a date may be anything; its normalised form is a date and nothing else. */
    private static List<WrittenDate> dates(Creation created, boolean named) {
        @Nullable Edtf edtf = created.edtf();
        @Nullable String written = named ? created.asWritten() : null;
        if (written != null) {
            return List.of(new WrittenDate(written, Optional.ofNullable(edtf)));
        }
        return edtf == null ? List.of() : List.of(new WrittenDate(edtf.toString(), Optional.of(edtf)));
    }
}
