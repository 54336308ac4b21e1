package org.sillok.sharing.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.Timestamps;
import org.sillok.sharing.Preview;
import org.sillok.sharing.core.ReasonWording;
import org.sillok.terms.Outcome;
import org.sillok.terms.PartyClass;
import org.sillok.terms.Purpose;
import org.sillok.terms.ReasonCode;

/** A preview as it is shown. */
@Schema(name = "Preview")
public record PreviewView(
        String item,
        int version,

        @Schema(
                description =
                        "The newest time that a time-stamping authority has proven, against which the service's clock"
                                + " was held; null if there is none, and so nothing to hold it against")
        @Nullable
        String externalTime,

        List<Line> lines) {
    /** One counterparty and one set of purposes. */
    @Schema(name = "PreviewLine")
    @JsonInclude(Include.NON_NULL)
    public record Line(
            @Schema(description = "absent: somebody of that class with whom there is no agreement") @Nullable
            String party,

            @JsonProperty("class") PartyClass partyClass,
            List<Purpose> purposes,
            Answer before,

            @Schema(description = "after the draft; absent if none was sent") @Nullable
            Answer after) {
        static Line of(Preview.Line line, ReasonWording wording) {
            PartyId party = line.party();
            Preview.Answer after = line.after();
            return new Line(
                    party == null ? null : party.value(),
                    line.partyClass(),
                    line.purposes().stream().sorted().toList(),
                    Answer.of(line.before(), wording),
                    after == null ? null : Answer.of(after, wording));
        }
    }

    /** What it comes to. */
    @Schema(name = "PreviewAnswer")
    @JsonInclude(Include.NON_NULL)
    public record Answer(
            Outcome outcome,
            List<Obligation> obligations,

            @Schema(description = "from when it would stay so") @Nullable
            String from,

            @Schema(description = "until when it would stay so") @Nullable
            String until,

            List<Reason> reasons) {
        static Answer of(Preview.Answer answer, ReasonWording wording) {
            return new Answer(
                    answer.decision().outcome(),
                    answer.obligations().stream()
                            .map(one -> new Obligation(one.code(), one.clause()))
                            .toList(),
                    text(answer.decision().window().from()),
                    text(answer.decision().window().until()),
                    answer.decision().reasons().stream()
                            .map(reason -> new Reason(
                                    reason.outcome(),
                                    reason.code(),
                                    reason.place(),
                                    reason.detail(),
                                    wording.of(reason.code())))
                            .toList());
        }
    }

    /** What would go with a release. */
    @Schema(name = "PreviewObligation")
    public record Obligation(String code, String clause) {}

    /** Why it is not permitted. */
    @Schema(name = "PreviewReason")
    public record Reason(
            Outcome outcome,
            ReasonCode code,

            @Schema(description = "what it is about; ANCESTOR for what must not be named; empty for the request")
            String place,

            @Schema(description = "a code that says more, or empty")
            String detail,

            @Schema(description = "for reading only") String text) {}

    static PreviewView of(Preview preview, ReasonWording wording) {
        return new PreviewView(
                preview.version().item().value(),
                preview.version().version(),
                text(preview.externalTime()),
                preview.lines().stream().map(line -> Line.of(line, wording)).toList());
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : Timestamps.format(instant);
    }
}
