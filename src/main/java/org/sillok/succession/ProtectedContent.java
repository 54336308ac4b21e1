package org.sillok.succession;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.bundle.core.BagArchive;
import org.sillok.custody.Actor;
import org.sillok.custody.StreamRef;
import org.sillok.custody.core.Receipt;
import org.sillok.identities.IdentityHoldings;
import org.sillok.jobs.JobFailedException;
import org.sillok.json.CompactJson;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonValue;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.SourceId;
import org.sillok.kernel.Timestamps;
import org.sillok.problem.ProblemCode;
import org.sillok.succession.core.Archive;

/** The archive about sources: who they are, how to approach them, how they may be named, and the records of that. */
@ApplicationScoped
class ProtectedContent {
    private final HeldRecords records;
    private final IdentityHoldings identities;
    private final StreamReceipts receipts;

    ProtectedContent(HeldRecords records, IdentityHoldings identities, StreamReceipts receipts) {
        this.records = records;
        this.identities = identities;
        this.receipts = receipts;
    }

    /**
     * Puts on the records of all sources whose identities are going to leave that they do.
     *
     * @return for each of them the newest version that was announced
     */
    Map<SourceId, Integer> announce(ExportSteps.Attempt attempt, Actor actor, ExportProgress progress) {
        Map<SourceId, Integer> announced = new HashMap<>();
        @Nullable SourceId last = null;
        List<SourceId> page = records.sourcesAfter(attempt.owner(), last);
        while (!page.isEmpty()) {
            for (SourceId id : page) {
                int newest = identities.announce(
                        actor, attempt.owner(), id, attempt.id().value());
                if (newest > 0) {
                    announced.put(id, newest);
                }
                progress.goOn();
            }
            last = page.get(page.size() - 1);
            page = records.sourcesAfter(attempt.owner(), last);
        }
        return announced;
    }

    /**
     * What an attempt puts in. It fails if an identity would go that was recorded after {@link #announce} had passed its source.
     *
     * @param announced what that returned
     */
    ArchiveWriting.Content of(ExportSteps.Attempt attempt, Map<SourceId, Integer> announced, ExportProgress progress) {
        return bag -> {
            int sources = 0;
            @Nullable SourceId last = null;
            List<SourceId> page = records.sourcesAfter(attempt.owner(), last);
            while (!page.isEmpty()) {
                for (SourceId id : page) {
                    sources++;
                    source(attempt, bag, id, announced.getOrDefault(id, 0), progress);
                }
                last = page.get(page.size() - 1);
                page = records.sourcesAfter(attempt.owner(), last);
            }
            bag.file(
                    "summary.json",
                    json(JsonObject.builder()
                            .put("type", "sillok/exit/1")
                            .put("archive", Archive.PROTECTED.name())
                            .put("succession", attempt.id().value())
                            .put("owner", attempt.owner().value())
                            .put("successor", attempt.successor().value())
                            .put("sources", sources)
                            .build()));
        };
    }

    private void source(
            ExportSteps.Attempt attempt, BagArchive bag, SourceId id, int announced, ExportProgress progress)
            throws IOException {
        List<JsonValue> known =
                identities
                        .open(id, announced)
                        .orElseThrow(() -> new JobFailedException(ProblemCode.SUCCESSION_CHANGED))
                        .stream()
                        .<JsonValue>map(ProtectedContent::identity)
                        .toList();
        bag.file(
                "sources/" + id + ".json",
                json(records.protectedSource(id)
                        .put("identities", new JsonArray(known))
                        .build()));
        Optional<Receipt> receipt = receipts.whole(StreamRef.source(id, attempt.owner()), progress);
        if (receipt.isPresent()) {
            bag.file("sources/" + id + Receipt.FILE_SUFFIX, receipt.get().write());
        }
    }

    private static JsonObject identity(IdentityHoldings.Held held) {
        return JsonObject.builder()
                .put("version", held.version())
                .put("recordedAt", Timestamps.format(held.recordedAt()))
                .put("text", held.text())
                .build();
    }

    private static Bytes json(JsonObject object) {
        return Bytes.of(CompactJson.write(object));
    }
}
