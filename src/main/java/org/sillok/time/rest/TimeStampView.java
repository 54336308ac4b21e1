package org.sillok.time.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Timestamps;
import org.sillok.time.TimeStamps;
import org.sillok.time.core.RevocationState;
import org.sillok.time.core.Stamp;
import org.sillok.time.core.StampProblem;
import org.sillok.time.core.StampState;

/** A checkpoint that was to be stamped. */
@Schema(name = "TimeStampedCheckpoint")
@JsonInclude(Include.NON_NULL)
public record TimeStampView(
        @Schema(description = "Entries of the checkpoint") long size,

        @Schema(description = "When stamping began, by the service's own clock")
        String startedAt,

        @Schema(description = "Where the exact stamped bytes are, once one authority has stamped them") @Nullable
        String checkpoint,

        List<Line> stamps) {
    /** One authority's time-stamp. */
    @Schema(name = "TimeStamp")
    @JsonInclude(Include.NON_NULL)
    public record Line(
            String authority,
            StampState state,

            @Schema(description = "The time that the authority states") @Nullable
            String time,

            @Schema(description = "Whether revocation lists of the authority's certificates are archived")
            RevocationState revocation,

            @Schema(description = "Why the last attempt failed") @Nullable
            StampProblem problem,

            @Schema(description = "Failures in a row") int attempts,

            @Schema(description = "Where the response is, as it was received (RFC 3161, DER)") @Nullable
            String response) {}

    public TimeStampView {
        stamps = List.copyOf(stamps);
    }

    static TimeStampView of(TimeStamps.Round round) {
        String place = "/log/time-stamps/" + round.size() + "/";
        boolean archived = round.stamps().stream().anyMatch(TimeStampView::isArchived);
        return new TimeStampView(
                round.size(),
                Timestamps.format(round.startedAt()),
                archived ? place + "checkpoint" : null,
                round.stamps().stream()
                        .map(stamp -> new Line(
                                stamp.authority(),
                                stamp.state(),
                                stamp.time() == null ? null : Timestamps.format(stamp.time()),
                                stamp.revocation(),
                                stamp.problem(),
                                stamp.attempts(),
                                isArchived(stamp) ? place + stamp.authority() + ".tsr" : null))
                        .toList());
    }

    private static boolean isArchived(Stamp stamp) {
        return stamp.state() == StampState.STAMPED || stamp.state() == StampState.REVOKED;
    }
}
