package org.sillok.evidence.core;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Edtf;
import org.sillok.kernel.LanguageTag;
import org.sillok.kernel.Multilingual;
import org.sillok.kernel.SourceId;

/**
 * What is said about an item. All of it is the depositor's statement; nothing is derived from the files. Its canonical
 * JSON ({@link MetadataJson}) is what a custody statement's {@code metadata} digest covers.
 */
public record ItemMetadata(
        Multilingual title,
        ItemKind kind,
        List<LanguageTag> languages,
        @Nullable SourceId source,
        @Nullable Creation created,
        @Nullable String collector,
        @Nullable CollectionMethod collectionMethod,
        @Nullable Edtf collectedOn,
        List<PriorCustody> custodyBefore,
        @Nullable Multilingual description) {

    public ItemMetadata {
        languages = List.copyOf(languages);
        custodyBefore = List.copyOf(custodyBefore);
    }

    /** Titles and free text stay out of logs. */
    @Override
    public String toString() {
        return "ItemMetadata[" + kind + "]";
    }
}
