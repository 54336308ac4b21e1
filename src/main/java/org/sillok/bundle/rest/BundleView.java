package org.sillok.bundle.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.bundle.BundleLine;
import org.sillok.bundle.ListedBundle;
import org.sillok.bundle.SeenBundle;
import org.sillok.bundle.core.BundleState;
import org.sillok.bundle.core.BundleViewpoint;
import org.sillok.bundle.core.Undertaken;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.Multilingual;
import org.sillok.kernel.Timestamps;
import org.sillok.web.ETags;

/** A bundle as it is shown. */
@Schema(name = "ExportBundle")
@JsonInclude(Include.NON_NULL)
public record BundleView(
        String id,
        String request,
        int revision,
        String recipient,
        BundleState state,

        @Schema(description = "as what you see it") BundleViewpoint viewpoint,

        String createdAt,
        @Nullable String sealedAt,

        @Schema(description = "until then it can be downloaded")
        String expiresAt,

        @Nullable String acceptedAt,

        @Schema(description = "when all parts had been sent for the first time") @Nullable
        String deliveredAt,

        @Nullable String acknowledgedAt,

        @Schema(description = "when it failed, was cancelled or expired") @Nullable
        String endedAt,

        @Schema(description = "the bundle whose place it takes") @Nullable
        String replaces,

        @Schema(description = "who seals it, for the recipient and custodians") @Nullable
        String job,

        @Schema(description = "why it failed, as the slug of a problem") @Nullable
        String problem,

        @Schema(description = "how many; for who deposited, how many of its own") @Nullable
        Integer items,

        @Schema(description = "what comes out when all parts are decrypted and put together") @Nullable
        Archive archive,

        @Schema(description = "the encrypted messages; none are named to who deposited") @Nullable
        List<Part> parts,

        @Schema(description = "what the recipient undertakes, for it and for custodians") @Nullable
        Undertakings undertakings) {
    /** The whole archive. */
    @Schema(name = "ExportBundleArchive")
    @JsonInclude(Include.NON_NULL)
    public record Archive(@Nullable Long length, String sha256, String sha512) {}

    /** One message. */
    @Schema(name = "ExportBundlePart")
    public record Part(
            int number,
            long length,
            String sha256,
            String sha512,

            @Schema(description = "whether it was sent to its end")
            boolean sent) {}

    /** What is undertaken. */
    @Schema(name = "ExportBundleUndertakings")
    public record Undertakings(
            @Schema(description = "what to send to accept these texts")
            String digest,

            List<Text> texts,

            @Schema(description = "what the recipient has to keep to, each by language")
            List<Map<String, String>> conditions) {}

    /** One undertaking. */
    @Schema(name = "ExportBundleUndertaking")
    public record Text(
            String agreement,

            @Schema(description = "by language") Map<String, String> text) {}

    /** One line of a list. */
    @Schema(name = "ExportBundleLine")
    @JsonInclude(Include.NON_NULL)
    public record Line(
            String id,
            String request,
            int revision,
            String recipient,
            BundleState state,
            String createdAt,
            @Nullable String sealedAt,
            String expiresAt,
            @Nullable String acceptedAt,
            @Nullable String deliveredAt,
            @Nullable String acknowledgedAt,
            @Nullable String endedAt) {
        static Line of(ListedBundle bundle) {
            SeenBundle.Times times = bundle.times();
            return new Line(
                    bundle.id().value(),
                    bundle.request().value(),
                    bundle.revision(),
                    bundle.recipient().value(),
                    bundle.state(),
                    Timestamps.format(times.createdAt()),
                    time(times.sealedAt()),
                    Timestamps.format(times.expiresAt()),
                    time(times.acceptedAt()),
                    time(times.deliveredAt()),
                    time(times.acknowledgedAt()),
                    time(times.endedAt()));
        }
    }

    /** A version of an item that is in it. */
    @Schema(name = "ExportBundleItem")
    @JsonInclude(Include.NON_NULL)
    public record Item(
            @Schema(description = "under which number it is in the bundle, for custodians") @Nullable
            Integer number,

            String item,
            int version,

            @Schema(description = "who deposited it, for custodians") @Nullable
            String holder) {
        static Item of(BundleLine line) {
            BundleLine.Numbered numbered = line.numbered();
            return new Item(
                    numbered == null ? null : numbered.number(),
                    line.version().item().value(),
                    line.version().version(),
                    numbered == null ? null : numbered.holder().value());
        }
    }

    static BundleView of(SeenBundle bundle) {
        SeenBundle.Times times = bundle.times();
        SeenBundle.Archive archive = bundle.archive();
        Undertaken undertaken = bundle.undertaken();
        BundleId replaces = bundle.replaces();
        return new BundleView(
                bundle.id().value(),
                bundle.request().value(),
                bundle.revision(),
                bundle.recipient().value(),
                bundle.state(),
                bundle.viewpoint(),
                Timestamps.format(times.createdAt()),
                time(times.sealedAt()),
                Timestamps.format(times.expiresAt()),
                time(times.acceptedAt()),
                time(times.deliveredAt()),
                time(times.acknowledgedAt()),
                time(times.endedAt()),
                replaces == null ? null : replaces.value(),
                bundle.job(),
                bundle.problem(),
                bundle.items(),
                archive == null
                        ? null
                        : new Archive(
                                archive.length(),
                                archive.sha256().hex(),
                                archive.sha512().hex()),
                bundle.viewpoint().seesExtent()
                        ? bundle.parts().stream().map(BundleView::part).toList()
                        : null,
                undertaken == null ? null : undertakings(undertaken));
    }

    private static Part part(SeenBundle.Part part) {
        return new Part(
                part.number(), part.length(), part.sha256().hex(), part.sha512().hex(), part.sent());
    }

    private static Undertakings undertakings(Undertaken undertaken) {
        return new Undertakings(
                undertaken.digest().base64Url(),
                undertaken.undertakings().stream()
                        .map(one -> new Text(one.agreement().value(), texts(one.text())))
                        .toList(),
                undertaken.conditions().stream().map(BundleView::texts).toList());
    }

    private static Map<String, String> texts(Multilingual text) {
        return text.byTag();
    }

    private static @Nullable String time(@Nullable Instant time) {
        return time == null ? null : Timestamps.format(time);
    }

    /** Of everything that can change. What was planned and sealed stays. */
    String etag() {
        long sent = parts == null ? 0 : parts.stream().filter(Part::sent).count();
        return ETags.of(
                id,
                viewpoint.name(),
                state.name(),
                expiresAt,
                String.valueOf(items),
                String.valueOf(problem),
                String.valueOf(acceptedAt),
                String.valueOf(deliveredAt),
                String.valueOf(acknowledgedAt),
                String.valueOf(endedAt),
                String.valueOf(sent));
    }
}
