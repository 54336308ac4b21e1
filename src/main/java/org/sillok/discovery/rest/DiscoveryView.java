package org.sillok.discovery.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.discovery.Discovery;
import org.sillok.discovery.core.Days;
import org.sillok.evidence.core.Creation;
import org.sillok.evidence.core.ItemKind;
import org.sillok.evidence.core.ItemMetadata;
import org.sillok.kernel.Edtf;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.LanguageTag;
import org.sillok.kernel.Multilingual;

/** What a search shows. */
@Schema(name = "Discovery")
@JsonInclude(Include.NON_NULL)
public record DiscoveryView(
        List<Line> items,

        @Schema(description = "Send it as cursor with the same question to get the next page; absent on the last one")
        @Nullable
        String next,

        @Schema(
                description =
                        "Whether more lines are shown than one search counts. Go on with next, or narrow the question")
        boolean more,

        @Schema(
                description =
                        "How many were found: exactly among one's own items, else a range. Only with the first page",
                examples = "1-4")
        @Nullable
        String count,

        @Schema(
                description =
                        "What may be known to exist and no more, by kind and year. Fewer than 5 are never told from"
                                + " none. Only with the first page")
        @Nullable
        List<Cell> cells) {

    /** One item, as far as the caller may know it. */
    @Schema(name = "Finding")
    @JsonInclude(Include.NON_NULL)
    public record Line(
            @Schema(description = "What the caller's organisation calls it, and nobody else; absent among own items")
            @Nullable
            String finding,

            @Schema(description = "Its id; only among own items") @Nullable
            String item,

            @Schema(description = "Versions that may be discovered")
            List<Integer> versions,

            @Nullable ItemKind kind,
            @Nullable List<String> languages,

            @Schema(description = "Absent unless everybody behind the item may be named") @Nullable
            Map<String, String> title,

            @Schema(description = "Date of creation as EDTF") @Nullable
            String date,

            @Schema(description = "Whether the date is certainly among those sought, or possibly") @Nullable
            Match match,

            @Nullable String place) {
        static Line of(Discovery.Line line) {
            ItemId item = line.item();
            ItemMetadata metadata = line.metadata();
            Multilingual title = line.title();
            Creation created = metadata == null ? null : metadata.created();
            Edtf date = created == null ? null : created.edtf();
            return new Line(
                    line.finding(),
                    item == null ? null : item.value(),
                    line.versions(),
                    metadata == null ? null : metadata.kind(),
                    metadata == null
                            ? null
                            : metadata.languages().stream()
                                    .map(LanguageTag::value)
                                    .toList(),
                    title == null ? null : title.byTag(),
                    date == null ? null : date.toString(),
                    match(line.match()),
                    created == null ? null : created.place());
        }

        private static @Nullable Match match(Days.@Nullable Match match) {
            return match == null || match == Days.Match.NONE ? null : Match.valueOf(match.name());
        }
    }

    /** How a date lies to the dates sought. */
    public enum Match {
        CERTAIN,
        POSSIBLE
    }

    /** So many of a kind from one year. */
    @Schema(name = "DiscoveryCell")
    @JsonInclude(Include.NON_NULL)
    public record Cell(
            String kind,

            @Schema(description = "Absent if it is not known, or not one year") @Nullable
            Integer year,

            @Schema(examples = "5-9") String count) {}

    static DiscoveryView of(Discovery discovery) {
        return new DiscoveryView(
                discovery.lines().stream().map(Line::of).toList(),
                discovery.next(),
                discovery.more(),
                discovery.count(),
                discovery.count() == null
                        ? null
                        : discovery.cells().stream()
                                .map(cell -> new Cell(cell.kind(), cell.year().orElse(null), cell.count()))
                                .toList());
    }
}
