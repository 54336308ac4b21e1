package org.sillok.storage;

import io.minio.ListObjectVersionsArgs;
import io.minio.messages.Item;
import io.minio.messages.ListVersionsResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The versions of a bucket's objects. */
final class S3Versions {
    private final S3Bucket bucket;

    S3Versions(S3Bucket bucket) {
        this.bucket = bucket;
    }

    /**
     * The versions of one key since it was last deleted, the newest first. The SDK does not keep the order between versions
     * and deletions, so time decides; what is of the same instant counts as not deleted.
     */
    List<Item> of(String key) {
        List<Item> all = new ArrayList<>();
        List<Item> deletions = new ArrayList<>();
        pages(key, key, page -> {
            all.addAll(page.contents());
            deletions.addAll(page.deleteMarkers());
        });
        Optional<Instant> deleted = deletions.stream()
                .filter(marker -> marker.objectName().equals(key))
                .map(S3Versions::written)
                .max(Comparator.naturalOrder());
        return all.stream()
                .filter(version -> version.objectName().equals(key))
                .filter(version -> deleted.isEmpty() || !written(version).isBefore(deleted.get()))
                .toList();
    }

    /** The versions and deletions of the keys that begin with {@code start}. */
    List<Item> all(String start) {
        List<Item> all = new ArrayList<>();
        pages(start, null, page -> {
            all.addAll(page.contents());
            all.addAll(page.deleteMarkers());
        });
        return all;
    }

    private static Instant written(Item version) {
        return version.lastModified().toInstant();
    }

    /** @param only the one key that matters, which comes before all others that begin like it; null: all */
    private void pages(String start, @Nullable String only, Consumer<ListVersionsResult> each) {
        ListVersionsResult page = null;
        do {
            page = page(start, page);
            each.accept(page);
        } while (page.isTruncated() && (only == null || only.equals(page.nextKeyMarker())));
    }

    private ListVersionsResult page(String start, @Nullable ListVersionsResult before) {
        ListObjectVersionsArgs.Builder args = ListObjectVersionsArgs.builder()
                .bucket(bucket.name())
                .prefix(start)
                .maxKeys(1000);
        if (before != null) {
            args.keyMarker(before.nextKeyMarker()).versionIdMarker(before.nextVersionIdMarker());
        }
        ListObjectVersionsArgs built = args.build();
        ListVersionsResult page = bucket.calls()
                .run(() -> bucket.client().listObjectVersions(built).get().result());
        boolean goesOn = before == null
                || !Objects.equals(before.nextKeyMarker(), page.nextKeyMarker())
                || !Objects.equals(before.nextVersionIdMarker(), page.nextVersionIdMarker());
        if (page.isTruncated() && (page.nextKeyMarker() == null || !goesOn)) {
            throw new StorageUnavailableException("the object store's listing of versions does not go on");
        }
        return page;
    }

    /** Those of {@code versions} that bear the mark of one write; {@code known} is known to be one of them. */
    List<String> marked(String key, List<Item> versions, String mark, @Nullable String known) {
        return versions.stream()
                .map(Item::versionId)
                .filter(version -> version.equals(known) || bears(key, version, mark))
                .toList();
    }

    private boolean bears(String key, String version, String mark) {
        return bucket.head(key, version)
                .map(head -> mark.equals(head.headers().get(S3Draft.MARK)))
                .orElse(false);
    }
}
