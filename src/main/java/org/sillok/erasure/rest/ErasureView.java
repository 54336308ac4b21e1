package org.sillok.erasure.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.erasure.SeenErasure;
import org.sillok.erasure.core.ErasureState;
import org.sillok.erasure.core.Text;
import org.sillok.web.ETags;

/** An erasure as the API shows it. */
@Schema(name = "Erasure")
@JsonInclude(Include.NON_NULL)
public record ErasureView(
        @Schema(examples = "ers_mzxw6ytboi4tcnrvgq3tknbqga") String id,
        String owner,
        @Nullable String withdrawal,
        ErasureState state,
        String reason,

        @Schema(description = "how many items are in it, those made from the named ones included")
        int items,

        @Schema(description = "how many cannot be erased now")
        int blocked,

        @Schema(description = "of how many the keys are destroyed")
        int erased,

        @Schema(description = "of how many of them database and stores have let go")
        int cleared,

        Step proposed,
        @Nullable Step confirmed,
        @Nullable Step rejected,
        @Nullable String rejection,
        @Nullable String job,

        @Schema(description = "when the last key had been destroyed") @Nullable
        Instant erasedAt,

        @Nullable Instant clearedAt,

        @Schema(description = "until when backups from before may still have the keys") @Nullable
        Instant backupsUntil,

        @Schema(description = "what this installation could not clear away")
        List<String> remains) {
    /** Who did something, and when. */
    @Schema(name = "ErasureStep")
    public record Step(Instant at, String by) {
        static @Nullable Step of(SeenErasure.@Nullable Step step) {
            return step == null ? null : new Step(step.at(), step.by().value());
        }
    }

    static ErasureView of(SeenErasure erasure) {
        Text rejection = erasure.rejection();
        SeenErasure.Step proposed = erasure.proposed();
        return new ErasureView(
                erasure.id().value(),
                erasure.owner().value(),
                erasure.withdrawal(),
                erasure.state(),
                erasure.reason().text(),
                erasure.progress().items(),
                erasure.progress().blocked(),
                erasure.progress().erased(),
                erasure.progress().cleared(),
                new Step(proposed.at(), proposed.by().value()),
                Step.of(erasure.confirmed()),
                Step.of(erasure.rejected()),
                rejection == null ? null : rejection.text(),
                erasure.job(),
                erasure.erasedAt(),
                erasure.clearedAt(),
                erasure.backupsUntil(),
                erasure.remains());
    }

    /** Changes with everything that a second person has to know before confirming. */
    String etag() {
        return ETags.of(
                id,
                state.name(),
                Integer.toString(items),
                Integer.toString(blocked),
                Integer.toString(erased),
                Integer.toString(cleared));
    }

    @Override
    public String toString() {
        return "ErasureView[" + id + "]";
    }
}
