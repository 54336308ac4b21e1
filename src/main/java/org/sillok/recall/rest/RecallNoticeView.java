package org.sillok.recall.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Timestamps;
import org.sillok.recall.GivenAnswer;
import org.sillok.recall.ListedNotice;
import org.sillok.recall.SeenNotice;
import org.sillok.recall.core.Answer;
import org.sillok.recall.core.Asked;
import org.sillok.recall.core.Certificate;
import org.sillok.recall.core.Ground;
import org.sillok.recall.core.NoticeState;
import org.sillok.recall.core.RecallLevel;
import org.sillok.recall.core.RecallReason;
import org.sillok.recall.core.Viewpoint;
import org.sillok.web.ETags;

/** A recall notice as it is shown; its signed bytes are another resource. */
@Schema(name = "RecallNotice")
@JsonInclude(Include.NON_NULL)
public record RecallNoticeView(
        String id,

        @Schema(description = "as what you see it") Viewpoint viewpoint,

        NoticeState state,
        String bundle,

        @Schema(description = "who received the bundle") String recipient,

        @Schema(description = "because of which; for who withdrew, and for custodians") @Nullable
        String withdrawal,

        RecallLevel level,
        RecallReason reason,
        Asked asked,

        @Schema(description = "the bundle to use in its place") @Nullable
        String replacement,

        @Schema(description = "how many are called back; for who did not withdraw, how many of its own")
        int items,

        String issuedAt,
        String respondBy,

        @Schema(description = "when the recipient had loaded the notice") @Nullable
        String deliveredAt,

        @Nullable String remindedAt,

        @Schema(description = "when it was last said that the time is over") @Nullable
        String overdueAt,

        @Schema(description = "how often that was said") int overdue,
        @Nullable String answeredAt,
        @Nullable String liftedAt,

        @Schema(description = "oldest first; the newest counts")
        List<Given> answers) {
    /** One answer. */
    @Schema(name = "RecallAnswer")
    @JsonInclude(Include.NON_NULL)
    public record Given(
            int number,
            Answer answer,
            @Nullable Ground ground,

            @Schema(description = "what the recipient wrote; not for auditors") @Nullable
            String text,

            @Schema(description = "whether a document shows what was done")
            boolean certified,

            @Schema(description = "that document; for the recipient and custodians") @Nullable
            Document certificate,

            @Schema(description = "with which of the recipient's keys")
            String key,

            @Schema(description = "base64 of that key's SubjectPublicKeyInfo")
            String publicKey,

            @Schema(description = "base64 of the DER, with the lower s")
            String signature,

            String at) {}

    /** One version of an item of the recipient's. */
    @Schema(name = "RecallCertificate")
    public record Document(String item, int version) {}

    /** One line of a list. */
    @Schema(name = "RecallNoticeLine")
    @JsonInclude(Include.NON_NULL)
    public record Line(
            String id,
            NoticeState state,
            String bundle,
            String recipient,
            String issuedAt,
            String respondBy,
            @Nullable String answeredAt) {
        static Line of(ListedNotice notice) {
            return new Line(
                    notice.id().value(),
                    notice.state(),
                    notice.bundle().value(),
                    notice.recipient().value(),
                    Timestamps.format(notice.issuedAt()),
                    Timestamps.format(notice.respondBy()),
                    time(notice.answeredAt()));
        }
    }

    static RecallNoticeView of(SeenNotice notice) {
        SeenNotice.Times times = notice.times();
        BundleId replacement = notice.what().replacement();
        return new RecallNoticeView(
                notice.id().value(),
                notice.viewpoint(),
                notice.state(),
                notice.bundle().value(),
                notice.recipient().value(),
                notice.withdrawal(),
                notice.what().level(),
                notice.what().reason(),
                notice.what().asked(),
                replacement == null ? null : replacement.value(),
                notice.items(),
                Timestamps.format(times.issuedAt()),
                Timestamps.format(times.respondBy()),
                time(times.deliveredAt()),
                time(times.remindedAt()),
                time(times.overdueAt()),
                times.overdue(),
                time(times.answeredAt()),
                time(times.liftedAt()),
                notice.answers().stream().map(RecallNoticeView::given).toList());
    }

    private static Given given(GivenAnswer answer) {
        Certificate certificate = answer.certificate();
        return new Given(
                answer.number(),
                answer.answer(),
                answer.ground(),
                answer.words(),
                answer.certified(),
                certificate == null ? null : new Document(certificate.item().value(), certificate.version()),
                answer.key().value(),
                base64(answer.publicKey()),
                base64(answer.signature()),
                Timestamps.format(answer.at()));
    }

    private static String base64(Bytes bytes) {
        return Base64.getEncoder().encodeToString(bytes.toArray());
    }

    private static @Nullable String time(@Nullable Instant time) {
        return time == null ? null : Timestamps.format(time);
    }

    /** Of everything that can change. What was asked stays. */
    String etag() {
        return ETags.of(
                id,
                viewpoint.name(),
                state.name(),
                String.valueOf(deliveredAt),
                String.valueOf(remindedAt),
                String.valueOf(overdueAt),
                String.valueOf(liftedAt),
                String.valueOf(answers.size()));
    }
}
