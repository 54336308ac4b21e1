package org.sillok.evidence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.evidence.core.DepositorState;
import org.sillok.kernel.Bytes;

/** All rows of one item. Nothing here has been checked; sealed parts are sealed. */
public record StoredItem(
        String id,
        Optional<Row> row,
        List<Metadata> metadata,
        List<Version> versions,
        List<Parent> parents,
        List<File> files,
        List<Depositor> depositors,
        List<DepositorStep> depositorSteps) {
    public StoredItem {
        metadata = List.copyOf(metadata);
        versions = List.copyOf(versions);
        parents = List.copyOf(parents);
        files = List.copyOf(files);
        depositors = List.copyOf(depositors);
        depositorSteps = List.copyOf(depositorSteps);
    }

    /** The item's own row: what the latest correction and version say. */
    public record Row(
            String owner,
            String kind,
            List<String> languages,
            @Nullable String source,
            int metadataRevision,
            int latestVersion,
            Instant depositedAt) {
        public Row {
            languages = List.copyOf(languages);
        }
    }

    /** A row of one revision of the metadata. */
    public record Metadata(int revision, String owner, Bytes sealed, Instant recordedAt) {}

    /** A row of one version; {@code statement} is the digest of the statement that records it. */
    public record Version(
            int number, String owner, String activity, Bytes sealed, Bytes statement, Instant recordedAt) {}

    /** A row of one edge: the version was made from a version of {@code item}. */
    public record Parent(int version, String item, int parentVersion, String owner) {}

    /** A row of a joint depositor; {@code statement} is the digest of the statement that records it. */
    public record Depositor(String party, String owner, Bytes statement) {}

    /** A row of a step of a proposal to record a joint depositor; {@code statement} is the digest of what records it. */
    public record DepositorStep(DepositorState state, String party, String owner, Bytes statement) {}

    /** A row of one file. */
    public record File(
            String object,
            int version,
            int number,
            String owner,
            long cipherLength,
            Bytes cipherSha256,
            Bytes sealed) {}
}
