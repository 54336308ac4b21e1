package org.sillok.fixity.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.fixity.FixityDesk;
import org.sillok.fixity.core.Copy;
import org.sillok.fixity.core.Round;
import org.sillok.kernel.Timestamps;

/** How fixity stands, as it is shown. */
@Schema(name = "Fixity")
@JsonInclude(Include.NON_NULL)
public record FixityView(
        @Schema(description = "Whether this service reads what is stored in the background")
        boolean enabled,

        @Schema(description = "Open incidents: copies of files that are missing or altered")
        long openIncidents,

        @Schema(description = "The same by copy: EVIDENCE is what is read and handed out, REPLICA is the replica's")
        Map<Copy, Long> open,

        @Schema(description = "The round that is under way") @Nullable
        RoundView round,

        @Schema(description = "The newest round that came to its end") @Nullable
        RoundView lastRound,

        @Schema(description = "When the next round begins", examples = "2026-01-31T12:00:00.000Z") @Nullable
        String nextRound,

        @Schema(description = "The replica, if there is one") @Nullable
        Replica replica,

        @Schema(description = "Why nothing is read although it should be; it is tried again") @Nullable
        String delayed) {
    public FixityView {
        open = Map.copyOf(open);
    }

    /** The replica as it is shown. */
    @Schema(name = "FixityReplica")
    public record Replica(
            @Schema(description = "Log entries that the copier has not looked at yet")
            long behind,

            @Schema(description = "Files that were copied") long files,

            long bytes) {}

    /** A round as it is shown. */
    @Schema(name = "FixityRound")
    @JsonInclude(Include.NON_NULL)
    public record RoundView(
            long number,
            @Schema(examples = "2026-01-31T12:00:00.000Z") String begunAt,

            @Schema(examples = "2026-01-31T12:00:00.000Z") @Nullable
            String endedAt,

            @Schema(description = "INTACT, DAMAGED, or INCOMPLETE if something could not be read; so far, if under way")
            String outcome,

            @Schema(description = "Log entries looked at") long done,

            @Schema(description = "Log entries to look at") long total,

            @Schema(description = "Files whose bytes were read")
            long files,

            @Schema(description = "Copies in the replica that were read")
            long replicas,

            long bytes,
            long failures,

            @Schema(description = "Copies that the store could not hand out although it answers")
            long unreadable,

            @Schema(description = "Statements that do not say which files they record: run an audit")
            long unnamed) {
        static RoundView of(Round round) {
            Instant ended = round.endedAt();
            return new RoundView(
                    round.number(),
                    Timestamps.format(round.begunAt()),
                    ended == null ? null : Timestamps.format(ended),
                    round.counts().outcome(),
                    round.done(),
                    round.total(),
                    round.counts().files(),
                    round.counts().replicas(),
                    round.counts().bytes(),
                    round.counts().failures(),
                    round.counts().unreadable(),
                    round.counts().unnamed());
        }
    }

    static FixityView of(FixityDesk.Status status) {
        return new FixityView(
                status.enabled(),
                status.open().values().stream().mapToLong(Long::longValue).sum(),
                status.open(),
                shown(status.newest().filter(Round::isOpen)),
                shown(status.complete()),
                status.next().map(Timestamps::truncate).map(Timestamps::format).orElse(null),
                status.lag()
                        .map(lag -> new Replica(lag.entries(), lag.files(), lag.bytes()))
                        .orElse(null),
                status.delay().orElse(null));
    }

    private static @Nullable RoundView shown(Optional<Round> round) {
        return round.map(RoundView::of).orElse(null);
    }
}
