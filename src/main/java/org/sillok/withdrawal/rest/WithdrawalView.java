package org.sillok.withdrawal.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Timestamps;
import org.sillok.kernel.UserId;
import org.sillok.web.ETags;
import org.sillok.withdrawal.Withdrawal;
import org.sillok.withdrawal.WithdrawalSummary;
import org.sillok.withdrawal.core.Asked;
import org.sillok.withdrawal.core.Erasure;
import org.sillok.withdrawal.core.Level;
import org.sillok.withdrawal.core.LiftState;
import org.sillok.withdrawal.core.ReasonClass;
import org.sillok.withdrawal.core.SaidBy;
import org.sillok.withdrawal.core.Why;

/** A withdrawal as it is shown. */
@Schema(name = "Withdrawal")
@JsonInclude(Include.NON_NULL)
public record WithdrawalView(
        @Schema(examples = "wdr_mzxw6ytboi4tcnrvgq3tknbqga") String id,
        SubjectBody subject,

        @Schema(description = "Whose material it is") String owner,

        Level level,
        SaidBy by,
        String saidAt,
        ReasonClass reasonClass,

        @Schema(description = "Only for those who recorded it") @Nullable
        String reason,

        @Schema(description = "Only for those who recorded it") @Nullable
        EvidenceBody evidence,

        @Schema(description = "What those who have it are asked to do; absent if nothing is") @Nullable
        Asked asked,

        @Nullable String respondBy,

        @Schema(description = "The organisation that recorded it")
        String recordedParty,

        @Nullable String recordedBy,
        String recordedAt,

        @Schema(description = "Until it is LIFTED it holds back what it reaches")
        LiftState state,

        @Nullable String liftedAt,

        @Schema(description = "The newest attempt to lift it; only for those who recorded it") @Nullable
        Lift lift,

        @Schema(
                description =
                        "What was asked to be destroyed is held back until it is; WAITS_FOR_HOLD: somebody is bound to"
                                + " keep it")
        Erasure erasure,

        @Schema(
                description =
                        "How many items it reached when it was recorded; not for an organisation that only deposited it with the"
                                + " one whose material it is")
        @Nullable
        Integer items,

        @Schema(description = "In how many bundles something of them had left by then; as items") @Nullable
        Integer bundles) {
    static WithdrawalView of(Withdrawal withdrawal) {
        Why why = withdrawal.why();
        Withdrawal.Lift lift = withdrawal.lift();
        return new WithdrawalView(
                withdrawal.id().value(),
                SubjectBody.of(withdrawal.subject()),
                withdrawal.owner().value(),
                withdrawal.level(),
                withdrawal.by(),
                Timestamps.format(withdrawal.saidAt()),
                withdrawal.reasonClass(),
                why == null ? null : why.reason(),
                why == null ? null : EvidenceBody.of(why.evidence()),
                withdrawal.asked(),
                time(withdrawal.respondBy()),
                withdrawal.recordedParty().value(),
                user(withdrawal.recordedBy()),
                Timestamps.format(withdrawal.recordedAt()),
                withdrawal.state(),
                time(withdrawal.liftedAt()),
                lift == null ? null : Lift.of(lift),
                withdrawal.erasure(),
                withdrawal.items(),
                withdrawal.bundles());
    }

    String etag() {
        return ETags.of(
                id,
                state.name(),
                erasure.name(),
                lift == null ? "" : lift.number() + String.valueOf(lift.confirmed()),
                String.valueOf(recordedBy));
    }

    /** An attempt to lift it. */
    @Schema(name = "WithdrawalLiftAttempt")
    @JsonInclude(Include.NON_NULL)
    public record Lift(
            int number,
            @Nullable String reason,
            @Nullable EvidenceBody evidence,
            String proposedBy,
            String proposedAt,

            @Schema(description = "Absent while nobody has ruled") @Nullable
            Boolean confirmed,

            @Nullable String ruledBy,
            @Nullable String ruledAt) {
        static Lift of(Withdrawal.Lift lift) {
            return new Lift(
                    lift.number(),
                    lift.why().reason(),
                    EvidenceBody.of(lift.why().evidence()),
                    lift.proposedBy().value(),
                    Timestamps.format(lift.proposedAt()),
                    lift.confirmed(),
                    user(lift.ruledBy()),
                    time(lift.ruledAt()));
        }
    }

    /** A line of the list. */
    @Schema(name = "WithdrawalSummary")
    public record Line(
            String id,
            SubjectBody subject,
            String owner,
            Level level,
            SaidBy by,
            ReasonClass reasonClass,
            String recordedAt,
            LiftState state) {
        static Line of(WithdrawalSummary line) {
            return new Line(
                    line.id().value(),
                    SubjectBody.of(line.subject()),
                    line.owner().value(),
                    line.level(),
                    line.by(),
                    line.reasonClass(),
                    Timestamps.format(line.recordedAt()),
                    line.state());
        }
    }

    private static @Nullable String time(@Nullable Instant time) {
        return time == null ? null : Timestamps.format(time);
    }

    private static @Nullable String user(@Nullable UserId user) {
        return user == null ? null : user.value();
    }
}
