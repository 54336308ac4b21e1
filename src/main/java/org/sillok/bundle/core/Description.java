package org.sillok.bundle.core;

import java.util.List;
import java.util.Optional;
import org.sillok.kernel.Edtf;
import org.sillok.kernel.LanguageTag;
import org.sillok.kernel.Multilingual;

/**
 * The metadata of an item that may go out. What may not is left out of it before it comes here.
 *
 * @param places as written
 */
public record Description(
        Optional<Multilingual> title,
        Optional<Multilingual> summary,
        List<WrittenDate> dates,
        List<String> places,
        List<LanguageTag> languages) {
    public static final Description NONE =
            new Description(Optional.empty(), Optional.empty(), List.of(), List.of(), List.of());

    public Description {
        dates = List.copyOf(dates);
        places = List.copyOf(places);
        languages = List.copyOf(languages);
    }

    /**
     * A date as somebody wrote it, and what it means.
     *
     * @param edtf empty if nobody could tell
     */
    public record WrittenDate(String written, Optional<Edtf> edtf) {}

    @Override
    public String toString() {
        return "Description";
    }
}
