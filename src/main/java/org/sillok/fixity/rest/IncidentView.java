package org.sillok.fixity.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.fixity.core.Copy;
import org.sillok.fixity.core.Damage;
import org.sillok.fixity.core.FoundBy;
import org.sillok.fixity.core.Incident;
import org.sillok.fixity.core.IncidentState;
import org.sillok.kernel.Timestamps;

/** An incident as it is shown. */
@Schema(name = "FixityIncident", description = "A copy of a file that is not what its statement records")
@JsonInclude(Include.NON_NULL)
public record IncidentView(
        @Schema(examples = "fxi_mzxw6ytboi4tcnrvgq3tknbqga") String id,

        IncidentState state,
        String item,
        int version,
        int file,
        String object,
        Copy copy,
        Damage damage,
        FoundBy foundBy,

        @Schema(examples = "2026-01-31T12:00:00.000Z") String foundAt,

        @Schema(examples = "2026-01-31T12:00:00.000Z") @Nullable
        String closedAt) {
    static IncidentView of(Incident incident) {
        Instant closed = incident.closedAt();
        return new IncidentView(
                incident.id(),
                incident.state(),
                incident.item(),
                incident.version(),
                incident.file(),
                incident.object(),
                incident.copy(),
                incident.damage(),
                incident.foundBy(),
                Timestamps.format(incident.foundAt()),
                closed == null ? null : Timestamps.format(closed));
    }
}
