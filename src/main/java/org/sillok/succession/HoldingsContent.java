package org.sillok.succession;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sillok.agreement.AgreementHoldings;
import org.sillok.bundle.core.BagArchive;
import org.sillok.bundle.core.Facts;
import org.sillok.custody.StreamRef;
import org.sillok.custody.core.Receipt;
import org.sillok.custody.core.Statement;
import org.sillok.evidence.FileContents;
import org.sillok.evidence.ItemHoldings;
import org.sillok.evidence.ReadableFile;
import org.sillok.evidence.core.FileFacts;
import org.sillok.jobs.JobFailedException;
import org.sillok.json.CompactJson;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonValue;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.ConsentId;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.SourceId;
import org.sillok.kernel.Timestamps;
import org.sillok.problem.ProblemCode;
import org.sillok.storage.StorageException;
import org.sillok.succession.core.Archive;
import org.sillok.succession.db.PackedItemRows;
import org.sillok.vault.VaultException;

/**
 * The archive of the holdings: every item with its files, records and receipts, and everything that binds them. What is missing
 * or not the bytes on record fails the whole.
 */
@ApplicationScoped
class HoldingsContent {
    private static final int BUFFER = 64 * 1024;

    private final HeldRecords records;
    private final ExportSteps steps;
    private final StreamReceipts receipts;
    private final FileContents files;

    HoldingsContent(HeldRecords records, ExportSteps steps, StreamReceipts receipts, FileContents files) {
        this.records = records;
        this.steps = steps;
        this.receipts = receipts;
        this.files = files;
    }

    /** What is in the archive, for its summary. */
    private static final class Tally {
        private final List<JsonValue> withheld = new ArrayList<>();
        private int items;
        private int agreements;
        private int consents;
        private int notices;
        private int sources;
    }

    /** The content of an attempt whose items were chosen. Paths come in ascending order. */
    ArchiveWriting.Content of(ExportSteps.Attempt attempt, ExportProgress progress) {
        return bag -> {
            Tally tally = new Tally();
            agreements(attempt, bag, tally, progress);
            consents(attempt, bag, tally, progress);
            items(attempt, bag, tally, progress);
            notices(attempt, bag, tally, progress);
            sources(attempt, bag, tally, progress);
            bag.file("summary.json", json(summary(attempt, tally)));
            withdrawals(attempt, bag, progress);
        };
    }

    private void agreements(ExportSteps.Attempt attempt, BagArchive bag, Tally tally, ExportProgress progress)
            throws IOException {
        String last = "";
        List<String> page = records.agreementsAfter(last);
        while (!page.isEmpty()) {
            for (String id : page) {
                progress.goOn();
                Optional<AgreementHoldings.Held> held = records.agreement(attempt.owner(), id);
                if (held.isPresent()) {
                    tally.agreements++;
                    bag.file("agreements/" + id + ".json", json(held.get().record()));
                    // The record of another organisation's agreement is that organisation's.
                    if (held.get().owner().equals(attempt.owner())) {
                        receipt(
                                bag,
                                "agreements/" + id,
                                StreamRef.agreement(held.get().id(), attempt.owner()),
                                progress);
                    }
                }
            }
            last = page.get(page.size() - 1);
            page = records.agreementsAfter(last);
        }
    }

    private void consents(ExportSteps.Attempt attempt, BagArchive bag, Tally tally, ExportProgress progress)
            throws IOException {
        List<String> page = records.consentsAfter(attempt.owner(), "");
        while (!page.isEmpty()) {
            for (String id : page) {
                progress.goOn();
                tally.consents++;
                bag.file("consents/" + id + ".json", json(records.consent(id)));
                receipt(bag, "consents/" + id, StreamRef.consent(new ConsentId(id), attempt.owner()), progress);
            }
            page = records.consentsAfter(attempt.owner(), page.get(page.size() - 1));
        }
    }

    private void items(ExportSteps.Attempt attempt, BagArchive bag, Tally tally, ExportProgress progress)
            throws IOException {
        List<PackedItemRows.Line> page = steps.lines(attempt, "");
        while (!page.isEmpty()) {
            for (PackedItemRows.Line line : page) {
                String withheld = line.withheld();
                if (withheld == null) {
                    tally.items++;
                    item(attempt, bag, new ItemId(line.item()), progress);
                } else {
                    tally.withheld.add(JsonObject.builder()
                            .put("item", line.item())
                            .put("reason", withheld)
                            .build());
                }
                progress.one();
            }
            page = steps.lines(attempt, page.get(page.size() - 1).item());
        }
    }

    /** What of an item is not there because it was erased meanwhile is no damage. */
    private void item(ExportSteps.Attempt attempt, BagArchive bag, ItemId id, ExportProgress progress)
            throws IOException {
        try {
            copied(attempt, bag, id, progress);
        } catch (VaultException | StorageException | IllegalStateException | IOException e) {
            if (steps.isErased(id)) {
                throw new JobFailedException(ProblemCode.SUCCESSION_CHANGED, e);
            }
            throw e;
        }
    }

    private void copied(ExportSteps.Attempt attempt, BagArchive bag, ItemId id, ExportProgress progress)
            throws IOException {
        String folder = ItemFiles.folder(id.value());
        // The receipt first: what is recorded later is found when it is handed over.
        Receipt receipt = receipts.whole(StreamRef.item(id, attempt.owner()), progress)
                .orElseThrow(() -> new IllegalStateException("there is no record of " + id));
        HeldRecords.Item item = records.item(id);
        bag.file(folder + "premis.xml", ItemPremis.of(attempt.id(), item.held(), Timestamps.format(attempt.at())));
        bag.file(folder + "receipt" + Receipt.FILE_SUFFIX, receipt.write());
        bag.file(folder + "record.json", json(item.record()));
        int version = 0;
        Map<Integer, ReadableFile> readable = Map.of();
        for (ItemHoldings.HeldFile file : ItemFiles.byPath(item.held())) {
            // Files of one version follow each other.
            if (file.version() != version) {
                version = file.version();
                readable = records.readable(attempt.owner(), id, version);
            }
            ReadableFile open = readable.get(file.file().number());
            if (open == null) {
                throw new IllegalStateException("a file of " + id + " is not on record any more");
            }
            copy(bag, id, file, open, progress);
        }
        Statement last =
                receipt.entries().get(receipt.entries().size() - 1).signed().statement();
        steps.packed(attempt, id, last.seq(), last.digest());
    }

    private void copy(BagArchive bag, ItemId id, ItemHoldings.HeldFile file, ReadableFile open, ExportProgress progress)
            throws IOException {
        FileFacts expected = file.file().facts();
        Facts written = bag.file(ItemFiles.path(id.value(), file), expected.length(), out -> {
            try (InputStream in = files.whole(open)) {
                pump(in, out, progress);
            }
        });
        if (!written.equals(new Facts(expected.length(), expected.sha256(), expected.sha512()))) {
            throw new JobFailedException(ProblemCode.SUCCESSION_CONTENT);
        }
    }

    private static void pump(InputStream in, OutputStream out, ExportProgress progress) throws IOException {
        byte[] buffer = new byte[BUFFER];
        int read = in.read(buffer, 0, BUFFER);
        while (read >= 0) {
            progress.goOn();
            out.write(buffer, 0, read);
            read = in.read(buffer, 0, BUFFER);
        }
    }

    private void notices(ExportSteps.Attempt attempt, BagArchive bag, Tally tally, ExportProgress progress)
            throws IOException {
        List<String> page = records.noticesAfter(attempt.owner(), "");
        while (!page.isEmpty()) {
            for (String id : page) {
                progress.goOn();
                tally.notices++;
                bag.file("notices/" + id + ".json", json(records.notice(id)));
            }
            page = records.noticesAfter(attempt.owner(), page.get(page.size() - 1));
        }
    }

    private void sources(ExportSteps.Attempt attempt, BagArchive bag, Tally tally, ExportProgress progress)
            throws IOException {
        @Nullable SourceId last = null;
        List<SourceId> page = records.sourcesAfter(attempt.owner(), last);
        while (!page.isEmpty()) {
            for (SourceId id : page) {
                progress.goOn();
                tally.sources++;
                bag.file("sources/" + id + ".json", json(records.source(id)));
            }
            last = page.get(page.size() - 1);
            page = records.sourcesAfter(attempt.owner(), last);
        }
    }

    private void withdrawals(ExportSteps.Attempt attempt, BagArchive bag, ExportProgress progress) throws IOException {
        List<String> page = records.withdrawalsAfter(attempt.owner(), "");
        while (!page.isEmpty()) {
            for (String id : page) {
                progress.goOn();
                bag.file("withdrawals/" + id + ".json", json(records.withdrawal(id)));
            }
            page = records.withdrawalsAfter(attempt.owner(), page.get(page.size() - 1));
        }
    }

    private void receipt(BagArchive bag, String path, StreamRef stream, ExportProgress progress) throws IOException {
        Optional<Receipt> receipt = receipts.whole(stream, progress);
        if (receipt.isPresent()) {
            bag.file(path + Receipt.FILE_SUFFIX, receipt.get().write());
        }
    }

    private static JsonObject summary(ExportSteps.Attempt attempt, Tally tally) {
        return JsonObject.builder()
                .put("type", "sillok/exit/1")
                .put("archive", Archive.HOLDINGS.name())
                .put("succession", attempt.id().value())
                .put("owner", attempt.owner().value())
                .put("successor", attempt.successor().value())
                .put("certificate", attempt.certificate().fingerprint().base64Url())
                .put("begun", Timestamps.format(attempt.at()))
                .put("items", tally.items)
                .put("withheld", new JsonArray(tally.withheld))
                .put("agreements", tally.agreements)
                .put("consents", tally.consents)
                .put("notices", tally.notices)
                .put("sources", tally.sources)
                .build();
    }

    private static Bytes json(JsonObject object) {
        return Bytes.of(CompactJson.write(object));
    }
}
