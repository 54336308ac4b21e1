package org.sillok.source.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.source.Source;
import org.sillok.source.SourceSummary;
import org.sillok.source.core.ContactPolicy;
import org.sillok.source.core.SourceKind;
import org.sillok.source.core.SourceProfile;
import org.sillok.source.core.Vulnerability;
import org.sillok.web.ETags;

/** A source as it is shown to its organisation. */
@Schema(name = "Source")
public record SourceView(
        @Schema(examples = "src_mzxw6ytboi4tcnrvgq3tknbqga") String id,

        @Schema(description = "Random, unique within the organisation", examples = "S-7K3M-9QXD")
        String pseudonym,

        SourceKind kind,
        ContactPolicy contactPolicy,
        List<Vulnerability> vulnerability,

        @Schema(description = "1 as registered, and one more with each correction")
        int revision,

        Instant createdAt) {
    static SourceView of(Source source) {
        return new SourceView(
                source.id().value(),
                source.pseudonym().value(),
                source.kind(),
                source.profile().contactPolicy(),
                source.profile().vulnerability().stream().sorted().toList(),
                source.revision(),
                source.createdAt());
    }

    /** A line of a list. */
    @Schema(name = "SourceSummary")
    @JsonInclude(Include.NON_NULL)
    public record Line(
            String id,
            String pseudonym,
            SourceKind kind,

            @Schema(description = "absent while the source's key cannot be used: the source itself says why") @Nullable
            ContactPolicy contactPolicy,

            @Schema(description = "absent while the source's key cannot be used") @Nullable
            List<Vulnerability> vulnerability,

            Instant createdAt) {
        static Line of(SourceSummary source) {
            SourceProfile profile = source.profile();
            return new Line(
                    source.id().value(),
                    source.pseudonym().value(),
                    source.kind(),
                    profile == null ? null : profile.contactPolicy(),
                    profile == null
                            ? null
                            : profile.vulnerability().stream().sorted().toList(),
                    source.createdAt());
        }
    }

    String etag() {
        return ETags.of(id, Integer.toString(revision));
    }
}
