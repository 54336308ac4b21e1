package org.sillok.bundle.core;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.sillok.kernel.Bytes;

/**
 * A bag (RFC 8493) that is written from its beginning to its end as one deterministic ZIP archive, without knowing before what
 * will be in it. Paths are made by the program and come in ascending order; what was written before {@link #finish} is no
 * archive. Memory: some 400 bytes for each file.
 */
public final class BagArchive {
    private final String folder;
    private final ZipWriter zip;
    private final SortedMap<String, Facts> payload = new TreeMap<>();
    private final SortedMap<String, Facts> tags = new TreeMap<>();

    /**
     * @param folder the one folder that everything is in
     * @param out stays open
     */
    public BagArchive(String folder, OutputStream out) {
        this.folder = folder;
        this.zip = new ZipWriter(out);
    }

    /** Writes the bytes of a file. */
    public interface Filling {
        /** {@code out} is not to be closed. */
        void to(OutputStream out) throws IOException;
    }

    /** Proofs over the exact bytes of {@code tagmanifest-sha512.txt}, by their paths below {@code proof/}. */
    public interface Proving {
        /** No proof is about another proof. */
        SortedMap<String, Bytes> over(Bytes tagManifest);
    }

    /** The declaration, what is known in advance, and the page on how to verify. Comes first. */
    public void begin(Bytes verifyPage, String bagInfo) throws IOException {
        tag(Layout.VERIFY, verifyPage);
        tag(Layout.BAG_INFO, Bytes.utf8(bagInfo));
        tag(Layout.BAGIT, Bytes.utf8(BagFiles.DECLARATION));
    }

    /** One file of the payload, whole. */
    public Facts file(String path, Bytes bytes) throws IOException {
        return file(path, bytes.length(), out -> out.write(bytes.toArray()));
    }

    /**
     * One file of the payload.
     *
     * @param path below {@code data/}
     * @param longest it has no more bytes
     * @return what was written
     */
    public Facts file(String path, long longest, Filling filling) throws IOException {
        String full = "data/" + path;
        try (ZipWriter.Entry entry = entry(full, longest)) {
            Meter meter = new Meter(entry);
            filling.to(meter);
            Facts facts = meter.facts();
            if (facts.length() > longest) {
                throw new IOException("longer than announced: " + full);
            }
            payload.put(full, facts);
            return facts;
        }
    }

    /**
     * Manifests and proofs, and the end.
     *
     * @return the exact bytes of {@code tagmanifest-sha512.txt}, whose digest stands for the archive's content
     */
    public Bytes finish(Proving proving) throws IOException {
        manifest(Layout.MANIFEST_SHA256, false);
        manifest(Layout.MANIFEST_SHA512, true);
        Bytes sha256 = lines(tags, false);
        Bytes sha512 = lines(tags, true);
        SortedMap<String, Bytes> proofs = new TreeMap<>();
        proving.over(sha512).forEach((path, bytes) -> proofs.put("proof/" + path, bytes));
        for (Map.Entry<String, Bytes> proof : proofs.entrySet()) {
            whole(proof.getKey(), proof.getValue());
        }
        whole(Layout.TAGMANIFEST_SHA256, sha256);
        whole(Layout.TAGMANIFEST_SHA512, sha512);
        zip.finish();
        return sha512;
    }

    /** How many files the payload has so far. */
    public int files() {
        return payload.size();
    }

    private void manifest(String path, boolean sha512) throws IOException {
        try (ZipWriter.Entry entry = entry(path, Integer.MAX_VALUE)) {
            Meter meter = new Meter(entry);
            lines(payload, sha512, meter);
            tags.put(path, meter.facts());
        }
    }

    private static Bytes lines(SortedMap<String, Facts> files, boolean sha512) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        lines(files, sha512, out);
        return Bytes.of(out.toByteArray());
    }

    private static void lines(SortedMap<String, Facts> files, boolean sha512, OutputStream out) throws IOException {
        for (Map.Entry<String, Facts> file : files.entrySet()) {
            Facts facts = file.getValue();
            BagFiles.line(out, sha512 ? facts.sha512() : facts.sha256(), file.getKey());
        }
    }

    private void tag(String path, Bytes bytes) throws IOException {
        whole(path, bytes);
        tags.put(path, Facts.of(bytes));
    }

    private void whole(String path, Bytes bytes) throws IOException {
        try (ZipWriter.Entry entry = entry(path, bytes.length())) {
            entry.write(bytes.toArray());
        }
    }

    private ZipWriter.Entry entry(String path, long longest) throws IOException {
        return zip.entry(folder + "/" + path, longest);
    }
}
