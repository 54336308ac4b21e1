package org.sillok.storage;

import io.minio.messages.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.sillok.storage.S3Failure.Kind;

/** The multipart upload that a draft is made of once it does not fit into one part. */
final class S3DraftUpload {
    private static final int MOST_PARTS = 10_000;

    private final S3Uploads uploads;
    private final String key;
    private final String id;
    private final S3Parts threads;
    private final List<Future<Part>> sent = new ArrayList<>();
    // Completion was asked for and not refused: the upload is, or may become, the object.
    private boolean completing;

    S3DraftUpload(S3Uploads uploads, String key, String id, S3Parts threads) {
        this.uploads = uploads;
        this.key = key;
        this.id = id;
        this.threads = threads;
    }

    String id() {
        return id;
    }

    /** Sends a part that is full, in the background where there is room for it; returns what to fill next. */
    PartBuffer send(PartBuffer full) {
        if (sent.size() == MOST_PARTS) {
            throw new StorageUnavailableException("the object is longer than " + MOST_PARTS
                    + " parts: raise sillok.storage.s3.part-mebibytes and send it again");
        }
        failFast();
        int number = sent.size() + 1;
        Future<Part> background = threads.begin(() -> uploads.upload(key, id, number, full));
        if (background == null) {
            sent.add(CompletableFuture.completedFuture(uploads.upload(key, id, number, full)));
            full.reset();
            return full;
        }
        sent.add(background);
        return new PartBuffer(full.size());
    }

    private void failFast() {
        for (Future<Part> one : sent) {
            if (one.isDone()) {
                await(one);
            }
        }
    }

    private static Part await(Future<Part> one) {
        try {
            return one.get();
        } catch (ExecutionException | CancellationException e) {
            throw S3Failure.of(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new S3Failure(Kind.OTHER, "interrupted");
        }
    }

    /** Waits for all parts. */
    List<Part> parts() {
        return sent.stream().map(S3DraftUpload::await).toList();
    }

    /** Returns the version written, in a bucket that has versions. */
    @Nullable
    String complete(List<Part> parts, Map<String, String> conditions) {
        completing = true;
        try {
            return uploads.complete(key, id, parts, conditions);
        } catch (S3Failure e) {
            completing = !e.is(Kind.CONDITION);
            throw e;
        }
    }

    /** The object was seen to be what was uploaded, though a later answer may have been a refusal. */
    void keep() {
        completing = true;
    }

    /**
     * Ends an upload that is no object. One that may have become an object, or still may, is left to the sweep: some stores
     * keep it beyond its completion, or let its end meet a completion that goes on, and destroy the object's bytes.
     */
    void end() {
        if (completing) {
            return;
        }
        // A part that arrives after the end would stay behind.
        for (Future<Part> one : sent) {
            try {
                one.get();
            } catch (ExecutionException | CancellationException e) {
                // The failure that matters is already on its way; the other parts are waited for.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        try {
            uploads.abort(key, id);
        } catch (S3Failure e) {
            // Left to the sweep.
        }
    }
}
