package org.sillok.evidence.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.sillok.custody.Recorded;
import org.sillok.evidence.Item;
import org.sillok.evidence.ItemSummary;
import org.sillok.evidence.ItemVersion;
import org.sillok.evidence.StoredFile;
import org.sillok.evidence.core.Activity;
import org.sillok.evidence.core.ItemMetadata;
import org.sillok.evidence.core.MetadataJson;
import org.sillok.evidence.core.VersionRef;
import org.sillok.json.CompactJson;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.LanguageTag;
import org.sillok.kernel.Timestamps;

/** An item as the API shows it. */
@Schema(name = "Item")
@JsonInclude(Include.NON_NULL)
public record ItemView(
        String id,
        String owner,

        @JsonRawValue @Schema(implementation = MetadataSchema.class)
        String metadata,

        int metadataRevision,
        int latestVersion,
        String depositedAt,
        List<Version> versions,
        @Nullable Log log) {

    /** One version. */
    @Schema(name = "ItemVersion")
    @JsonInclude(Include.NON_NULL)
    public record Version(
            int number,
            Activity activity,
            List<Parent> parents,
            @Nullable String language,
            @Nullable String note,
            String recordedAt,

            @Schema(description = "SHA-256 of the custody statement that records this version, base64url")
            String statement,

            List<File> files) {
        static Version of(Item item, ItemVersion version) {
            LanguageTag language = version.description().language();
            return new Version(
                    version.number(),
                    version.description().activity(),
                    version.description().parents().stream()
                            .filter(parent -> !item.unnamed().contains(parent.item()))
                            .map(Parent::of)
                            .toList(),
                    language == null ? null : language.value(),
                    version.description().note(),
                    Timestamps.format(version.recordedAt()),
                    version.statement().base64Url(),
                    version.files().stream()
                            .map(file -> File.of(item.id(), version.number(), file))
                            .toList());
        }
    }

    /** A version that another one was made from. */
    @Schema(name = "ParentVersion")
    public record Parent(String item, int version) {
        static Parent of(VersionRef ref) {
            return new Parent(ref.item().value(), ref.version());
        }
    }

    /** One file. */
    @Schema(name = "ItemFile")
    public record File(
            int number,
            String fileName,
            String mediaType,
            long length,

            @Schema(description = "hexadecimal, as sha256sum prints it")
            String sha256,

            @Schema(description = "hexadecimal, as sha512sum prints it")
            String sha512,

            @Schema(description = "where the bytes are") String content) {
        static File of(ItemId item, int version, StoredFile file) {
            return new File(
                    file.number(),
                    file.facts().name().value(),
                    file.facts().mediaType().value(),
                    file.facts().length(),
                    file.facts().sha256().hex(),
                    file.facts().sha512().hex(),
                    "/api/v1/items/" + item.value() + "/versions/" + version + "/files/" + file.number());
        }
    }

    /** Where the log has what this request recorded. */
    @Schema(name = "LogPlace")
    @JsonInclude(Include.NON_NULL)
    public record Log(
            String stream,
            long seq,

            @Schema(description = "SHA-256 of the custody statement, base64url")
            String statement,

            @Schema(description = "RFC 6962 leaf hash, base64url")
            String leafHash,

            @Schema(
                    description =
                            "the durable log index; absent while the log is behind, then a receipt tells it later")
            @Nullable
            Long index) {
        public static Log of(Recorded statement, @Nullable Long index) {
            return new Log(
                    statement.stream().value(),
                    statement.seq(),
                    statement.digest().base64Url(),
                    statement.leafHash().base64Url(),
                    index);
        }
    }

    public static ItemView of(Item item, @Nullable Log log) {
        return new ItemView(
                item.id().value(),
                item.owner().value(),
                json(item.metadata()),
                item.metadataRevision(),
                item.latestVersion(),
                Timestamps.format(item.depositedAt()),
                item.versions().stream()
                        .map(version -> Version.of(item, version))
                        .toList(),
                log);
    }

    /** A line of a list. */
    @Schema(name = "ItemSummary")
    @JsonInclude(Include.NON_NULL)
    public record Line(
            String id,

            @JsonRawValue
            @Schema(
                    implementation = MetadataSchema.class,
                    description = "absent while the item's key cannot be used: the item itself says why")
            @Nullable
            String metadata,

            int metadataRevision,
            int latestVersion,
            String depositedAt,

            @Schema(description = "When it was erased: what it said is gone, its custody can be read") @Nullable
            String erasedAt) {
        static Line of(ItemSummary item) {
            ItemMetadata metadata = item.metadata();
            Instant erasedAt = item.erasedAt();
            return new Line(
                    item.id().value(),
                    metadata == null ? null : json(metadata),
                    item.metadataRevision(),
                    item.latestVersion(),
                    Timestamps.format(item.depositedAt()),
                    erasedAt == null ? null : Timestamps.format(Timestamps.truncate(erasedAt)));
        }
    }

    private static String json(ItemMetadata metadata) {
        return CompactJson.text(MetadataJson.write(metadata));
    }
}
