package org.sillok.bundle.core;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.sillok.bundle.core.BundleFailedException.ContentDiffersException;
import org.sillok.bundle.core.BundleFailedException.ContentMissingException;
import org.sillok.bundle.core.BundleFailedException.PlanChangedException;
import org.sillok.crypto.DetachedSignature;
import org.sillok.crypto.Pem;
import org.sillok.crypto.Signer;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.PartyId;

/**
 * Writes a bundle from beginning to end. Contents are read once, held against the plan while they pass, and the signature
 * is made when all of them have; if anything is not as planned, the archive is left without its directory and without a
 * signature, and no reader takes it for a bundle. Memory does not grow with the items' documents or contents, only with the
 * archive's directory.
 */
public final class BundleWriter {
    private static final int BUFFER = 64 * 1024;

    private final BundlePlan plan;
    private final SortedMap<String, Document> documents;
    private final Set<PartyId> holders;
    private final Map<String, Facts> known = new TreeMap<>();
    private final ZipWriter zip;
    private final SortedMap<String, Facts> tags = new TreeMap<>();

    private BundleWriter(BundlePlan plan, OutputStream out) {
        this.plan = plan;
        this.documents = PayloadDocuments.of(plan);
        this.holders =
                plan.papers().holders().stream().map(Papers.Holder::party).collect(Collectors.toSet());
        this.zip = new ZipWriter(out);
    }

    /**
     * Writes the bundle's archive to {@code out}, which stays open.
     *
     * @param signer the repository's statement key
     * @throws BundleFailedException if contents are missing or are not those of the plan
     * @throws IOException if {@code out} fails
     */
    public static void write(BundlePlan plan, Contents contents, Signer signer, Stamper stamper, OutputStream out)
            throws BundleFailedException, IOException {
        new BundleWriter(plan, out).write(contents, signer, stamper);
    }

    private void write(Contents contents, Signer signer, Stamper stamper) throws BundleFailedException, IOException {
        // The documents are written twice: to know their lengths, which bag-info.txt tells before them, and to be kept.
        for (Map.Entry<String, Document> document : documents.entrySet()) {
            Meter meter = new Meter(OutputStream.nullOutputStream());
            document.getValue().write(plan, meter);
            known.put(document.getKey(), meter.facts());
        }
        long[] octetsAndStreams = new long[2];
        eachPayload((path, facts, source) -> {
            octetsAndStreams[0] += facts.length();
            octetsAndStreams[1]++;
        });
        tag(Layout.VERIFY, plan.verifyPage());
        tag(
                Layout.BAG_INFO,
                Bytes.utf8(BagFiles.info(
                        plan,
                        octetsAndStreams[0],
                        octetsAndStreams[1],
                        known(Layout.TERMS).sha256(),
                        known(Layout.DECISIONS).sha256())));
        tag(Layout.BAGIT, Bytes.utf8(BagFiles.DECLARATION));
        eachPayload((path, facts, source) -> copy(path, facts, source.open(contents)));
        manifest(Layout.MANIFEST_SHA256);
        manifest(Layout.MANIFEST_SHA512);
        proofs(signer, stamper);
        zip.finish();
    }

    private Facts known(String path) {
        Facts facts = known.get(path);
        if (facts == null) {
            throw new IllegalStateException("no document " + path);
        }
        return facts;
    }

    /** Where bytes of the payload come from, once they are wanted. */
    private interface Source {
        Writing open(Contents contents);
    }

    /** Puts the bytes where they are to go. */
    private interface Writing {
        void to(OutputStream out) throws ContentMissingException, IOException;
    }

    private interface Visit {
        void accept(String path, Facts facts, Source source) throws BundleFailedException, IOException;
    }

    /** Goes through all files below {@code data/} in the order of their names. */
    private void eachPayload(Visit visit) throws BundleFailedException, IOException {
        eachDocument("data/custody/", "", visit);
        eachItem(item -> visit.accept(
                Layout.receipt(item),
                item.receipt(),
                contents -> out -> pump(Layout.receipt(item), () -> contents.receipt(item), out)));
        eachItem(item -> {
            for (PlannedFile file : item.filesByName()) {
                String path = Layout.file(item, file);
                visit.accept(path, file.facts(), contents -> out -> pump(path, () -> contents.open(item, file), out));
            }
        });
        eachDocument("data/~", "data/items/", visit);
    }

    /** The documents whose names are below {@code end} and not below {@code start}. */
    private void eachDocument(String end, String start, Visit visit) throws BundleFailedException, IOException {
        for (Map.Entry<String, Document> document :
                documents.headMap(end).tailMap(start).entrySet()) {
            String path = document.getKey();
            visit.accept(
                    path, known(path), contents -> out -> document.getValue().write(plan, out));
        }
    }

    private interface ItemVisit {
        void accept(PlannedItem item) throws BundleFailedException, IOException;
    }

    private void eachItem(ItemVisit visit) throws BundleFailedException, IOException {
        int number = 0;
        for (PlannedItem item : plan.items()) {
            number++;
            boolean approved = holders.contains(item.decision().holder());
            if (item.number() != number || number > plan.items().count() || !approved) {
                throw new PlanChangedException(item.name());
            }
            visit.accept(item);
        }
        if (number != plan.items().count()) {
            throw new PlanChangedException(Layout.itemName(number + 1));
        }
    }

    private interface Opening {
        InputStream open() throws IOException;
    }

    /** Tells a source that fails from a target that does: only the first one says that the content is missing. */
    private static void pump(String path, Opening opening, OutputStream out)
            throws ContentMissingException, IOException {
        InputStream in;
        try {
            in = opening.open();
        } catch (IOException | UncheckedIOException e) {
            throw new ContentMissingException(path, e);
        }
        try (in) {
            byte[] buffer = new byte[BUFFER];
            while (true) {
                int read;
                try {
                    read = in.read(buffer, 0, BUFFER);
                } catch (IOException | UncheckedIOException e) {
                    throw new ContentMissingException(path, e);
                }
                if (read < 0) {
                    return;
                }
                out.write(buffer, 0, read);
            }
        }
    }

    private void copy(String path, Facts facts, Writing writing) throws BundleFailedException, IOException {
        try (ZipWriter.Entry entry = entry(path, facts.length())) {
            Meter meter = new Meter(new Bounded(entry, facts.length(), path));
            try {
                writing.to(meter);
            } catch (TooLongException e) {
                throw differs(path);
            }
            if (!meter.facts().equals(facts)) {
                throw differs(path);
            }
        }
    }

    private BundleFailedException differs(String path) {
        return documents.containsKey(path) ? new PlanChangedException(path) : new ContentDiffersException(path);
    }

    private ZipWriter.Entry entry(String path, long longest) throws IOException {
        return zip.entry(plan.id() + "/" + path, longest);
    }

    private void tag(String path, Bytes bytes) throws IOException {
        file(path, bytes);
        tags.put(path, Facts.of(bytes));
    }

    private void file(String path, Bytes bytes) throws IOException {
        try (ZipWriter.Entry entry = entry(path, bytes.length())) {
            entry.write(bytes.toArray());
        }
    }

    private void manifest(String path) throws BundleFailedException, IOException {
        try (ZipWriter.Entry entry = entry(path, Integer.MAX_VALUE)) {
            Meter meter = new Meter(entry);
            boolean sha256 = path.equals(Layout.MANIFEST_SHA256);
            eachPayload((file, facts, source) -> BagFiles.line(meter, sha256 ? facts.sha256() : facts.sha512(), file));
            tags.put(path, meter.facts());
        }
    }

    private void proofs(Signer signer, Stamper stamper) throws IOException {
        ByteArrayOutputStream sha256 = new ByteArrayOutputStream();
        ByteArrayOutputStream sha512 = new ByteArrayOutputStream();
        for (Map.Entry<String, Facts> tag : tags.entrySet()) {
            BagFiles.line(sha256, tag.getValue().sha256(), tag.getKey());
            BagFiles.line(sha512, tag.getValue().sha512(), tag.getKey());
        }
        Bytes signed = Bytes.of(sha512.toByteArray());
        SortedMap<String, Bytes> files = new TreeMap<>();
        files.put(Layout.CHECKPOINT, plan.proofs().checkpoint());
        files.put(Layout.POLICY, plan.proofs().policy());
        for (int i = 0; i < plan.proofs().keys().size(); i++) {
            byte[] spki = plan.proofs().keys().get(i).spki();
            files.put(
                    Layout.key(i + 1), Bytes.of(Pem.write(Pem.PUBLIC_KEY, spki).getBytes(UTF_8)));
        }
        files.put(
                Layout.signature(),
                DetachedSignature.sign(
                        signed, signer, plan.date().atStartOfDay(ZoneOffset.UTC).toInstant()));
        List<Bytes> stamps = new ArrayList<>(stamper.stamp(signed));
        for (int i = 0; i < Math.min(stamps.size(), Layout.MAX_STAMPS); i++) {
            files.put(Layout.stamp(i + 1), stamps.get(i));
        }
        files.put(Layout.TAGMANIFEST_SHA256, Bytes.of(sha256.toByteArray()));
        files.put(Layout.TAGMANIFEST_SHA512, signed);
        for (Map.Entry<String, Bytes> file : files.entrySet()) {
            file(file.getKey(), file.getValue());
        }
    }

    /** Stops at the first byte too many, before a source without end fills the disk. */
    private static final class Bounded extends OutputStream {
        private final OutputStream out;
        private final String path;
        private long left;

        private Bounded(OutputStream out, long length, String path) {
            this.out = out;
            this.left = length;
            this.path = path;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int count) throws IOException {
            if (count > left) {
                throw new TooLongException(path);
            }
            out.write(bytes, offset, count);
            left -= count;
        }
    }

    private static final class TooLongException extends IOException {
        private static final long serialVersionUID = 1L;

        private TooLongException(String path) {
            super("longer than planned: " + path);
        }
    }
}
