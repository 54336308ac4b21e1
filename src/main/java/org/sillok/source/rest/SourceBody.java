package org.sillok.source.rest;

import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.source.NewSource;
import org.sillok.source.core.ContactPolicy;
import org.sillok.source.core.SourceKind;
import org.sillok.source.core.SourceProfile;
import org.sillok.source.core.Vulnerability;
import org.sillok.web.Fields;

/** What is sent to register a source. It has no field for a name, on purpose. */
@Schema(name = "NewSource", description = "A source to be registered under a random pseudonym")
public record SourceBody(
        @Schema(required = true) @Nullable SourceKind kind,

        @Schema(description = "Whether the source may be approached again", defaultValue = "NONE") @Nullable
        ContactPolicy contactPolicy,

        @Schema(description = "Why the source needs particular care") @Nullable
        List<Vulnerability> vulnerability) {
    NewSource toNewSource() {
        return new NewSource(
                Fields.required("kind", kind),
                new SourceProfile(
                        contactPolicy == null ? ContactPolicy.NONE : contactPolicy,
                        vulnerability == null
                                ? Set.of()
                                : Set.copyOf(Fields.list(
                                        "vulnerability", vulnerability, 0, Vulnerability.values().length))));
    }
}
