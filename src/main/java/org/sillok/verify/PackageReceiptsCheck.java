package org.sillok.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.sillok.crypto.P256PublicKey;
import org.sillok.crypto.Sha2;
import org.sillok.custody.core.CustodyFormatException;
import org.sillok.custody.core.Disclosure;
import org.sillok.custody.core.DisclosureName;
import org.sillok.custody.core.EventType;
import org.sillok.custody.core.Field;
import org.sillok.custody.core.Receipt;
import org.sillok.custody.core.StreamKind;
import org.sillok.json.JsonException;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonValue;
import org.sillok.json.StrictJson;

/**
 * Each receipt of an archive by itself: of the whole record, about the thing whose place it has. Each file against its own
 * item's receipt, in both directions, and the item's metadata against the digests that its statements have.
 */
final class PackageReceiptsCheck {
    private static final int LONGEST_RECEIPT = 64 << 20;
    private static final Set<EventType> BRINGING =
            Set.of(EventType.DEPOSITED, EventType.VERSION_ADDED, EventType.DERIVED);

    private final BundleContent content;
    private final Trust trust;
    private final Findings findings;
    private final Set<P256PublicKey> used = new HashSet<>();
    private int statements;

    PackageReceiptsCheck(BundleContent content, Trust trust, Findings findings) {
        this.content = content;
        this.trust = trust;
        this.findings = findings;
    }

    /** The keys that signed the statements. */
    Set<P256PublicKey> used() {
        return used;
    }

    int statements() {
        return statements;
    }

    void check(PackageLayout.Sorted layout) throws IOException {
        for (String name : layout.receipts()) {
            String[] path = name.split("/", -1);
            Field field = switch (path[1]) {
                case "agreements" -> Field.AGREEMENT;
                case "consents" -> Field.CONSENT;
                default -> Field.SOURCE;
            };
            StreamKind kind = switch (path[1]) {
                case "agreements" -> StreamKind.AGREEMENT;
                case "consents" -> StreamKind.CONSENT;
                default -> StreamKind.SOURCE;
            };
            receipt(name, kind, field, path[2].substring(0, path[2].indexOf('.')));
        }
        Map<String, List<PackageLayout.ItemFile>> files = new HashMap<>();
        layout.files()
                .forEach(file -> files.computeIfAbsent(file.item(), none -> new ArrayList<>())
                        .add(file));
        for (String item : layout.items()) {
            String name = PackageLayout.receipt(item);
            Optional<Receipt> receipt = receipt(name, StreamKind.ITEM, Field.ITEM, item);
            if (receipt.isPresent()) {
                files(receipt.get(), files.getOrDefault(item, List.of()), name);
                record(receipt.get(), item);
            }
        }
    }

    /** Empty if there is a finding after which nothing else can be compared with it. */
    private Optional<Receipt> receipt(String name, StreamKind kind, Field field, String id) throws IOException {
        Findings here = findings.within(name);
        Receipt receipt;
        try {
            receipt = Receipt.parse(content.bytes(name, LONGEST_RECEIPT));
        } catch (CustodyFormatException e) {
            here.add(FindingCode.RECEIPT_MALFORMED, "receipt", "This is not a receipt: " + e.getMessage() + ".");
            return Optional.empty();
        }
        Optional<LogCheck.Result> log = ReceiptVerifier.checkWithoutFiles(receipt, trust, here);
        if (log.isEmpty()) {
            return Optional.empty();
        }
        TimeCheck.check(receipt, log.get().note(), trust, here);
        used.addAll(receipt.statementKeys());
        List<Receipt.Entry> entries = receipt.entries();
        statements += entries.size();
        Receipt.Entry first = entries.get(0);
        Receipt.Entry last = entries.get(entries.size() - 1);
        here.unless(
                first.signed().statement().seq() == 0
                        && last.signed().statement().seq()
                                == receipt.head().head().seq(),
                FindingCode.SEQUENCE_BROKEN,
                "statements",
                "The record is not here from its beginning to its head.");
        boolean about = Facts.text(first.disclosures(), Field.TYPE)
                        .map(EventType::valueOf)
                        .filter(type -> type.stream() == kind)
                        .isPresent()
                // Of what was erased a source is not disclosed any more; an item, a consent and an agreement always
                // are.
                && Facts.text(first.disclosures(), field).map(id::equals).orElse(field == Field.SOURCE);
        here.unless(about, FindingCode.ITEMS_DIFFER, "statements", "The receipt is about something else.");
        return Optional.of(receipt);
    }

    private void files(Receipt receipt, List<PackageLayout.ItemFile> files, String name) {
        Set<String> here = new TreeSet<>();
        for (PackageLayout.ItemFile file : files) {
            here.add(file.version() + "-" + file.number());
            findings.unless(
                    FileCheck.isReleased(receipt, content.digests(file.path()), file.version(), file.number()),
                    FindingCode.FILE_DIFFERS,
                    file.path(),
                    "No statement in the item's receipt describes these bytes as this file of this version.");
        }
        findings.unless(
                here.equals(described(receipt)),
                FindingCode.ITEMS_DIFFER,
                name,
                "Its statements describe other files than are here.");
    }

    /** Version and number of every file that a statement brought, as far as its digest is disclosed. */
    private static Set<String> described(Receipt receipt) {
        Set<String> described = new TreeSet<>();
        for (Receipt.Entry entry : receipt.entries()) {
            boolean brings = Facts.text(entry.disclosures(), Field.TYPE)
                    .map(EventType::valueOf)
                    .filter(BRINGING::contains)
                    .isPresent();
            Optional<JsonValue> version = Facts.find(entry.disclosures(), DisclosureName.of(Field.VERSION));
            if (brings && version.isPresent()) {
                entry.disclosures().stream()
                        .map(Disclosure::name)
                        .filter(name -> name.field() == Field.SHA256)
                        .forEach(name -> described.add(version.get().asLong() + "-" + name.file()));
            }
        }
        return described;
    }

    private void record(Receipt receipt, String item) throws IOException {
        String name = PackageLayout.record(item);
        Set<String> known = new HashSet<>();
        receipt.entries()
                .forEach(
                        entry -> Facts.text(entry.disclosures(), Field.METADATA).ifPresent(known::add));
        try {
            JsonObject said = StrictJson.parse(content.bytes(name)).asObject().object("item");
            findings.unless(said.text("id").equals(item), FindingCode.ITEMS_DIFFER, name, "It is about another item.");
            for (JsonValue revision : said.array("metadata").values()) {
                Optional<JsonValue> text = revision.asObject().find("text");
                if (text.isPresent()) {
                    String digest = Sha2.sha256(text.get().asText().getBytes(StandardCharsets.UTF_8))
                            .base64Url();
                    findings.unless(
                            known.contains(digest),
                            FindingCode.ITEMS_DIFFER,
                            name,
                            "No statement has the digest of a revision of the metadata.");
                }
            }
        } catch (JsonException | IllegalArgumentException e) {
            findings.add(FindingCode.DOCUMENT_MALFORMED, name, "It is not a record of an item.");
        }
    }
}
