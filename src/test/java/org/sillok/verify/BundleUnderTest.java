package org.sillok.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.sillok.bundle.SampleBundle;
import org.sillok.crypto.DetachedSignature;
import org.sillok.crypto.Sha2;
import org.sillok.crypto.Signer;
import org.sillok.custody.core.CustodyFormatException;
import org.sillok.custody.core.Receipt;
import org.sillok.kernel.Bytes;

/** The files of the sample bundle, to be changed and, with the sample's keys, made consistent again. */
final class BundleUnderTest {
    static final String FIRST_FILE = "data/items/EV-000001/v1-1.jpg";
    static final String SECOND_FILE = "data/items/EV-000001/v1-2.bin";
    static final String FIRST_RECEIPT = "data/custody/EV-000001.sillok.json";
    static final String SECOND_RECEIPT = "data/custody/EV-000002.sillok.json";
    static final Instant SIGNED = Instant.parse("2026-11-23T00:00:00Z");

    private static final byte[] SAMPLE = sample(2, 3);

    final Map<String, byte[]> files = new TreeMap<>();
    String root;
    Signer signer = SampleBundle.signer();

    private BundleUnderTest(String root) {
        this.root = root;
    }

    /** The archive that all defects are made from, as the writer writes it. */
    static byte[] archive() {
        return SAMPLE.clone();
    }

    static byte[] sample(int items, int files) {
        return SampleBundle.of(items, files).withheld().write();
    }

    static BundleUnderTest valid() {
        try {
            ZipArchive archive = ZipArchive.read(RandomBytes.of(SAMPLE), BundleLimits.standard());
            BundleUnderTest bundle = new BundleUnderTest(archive.root().orElseThrow());
            for (String name : archive.names()) {
                try (InputStream in = archive.open(name)) {
                    bundle.files.put(name, in.readAllBytes());
                }
            }
            return bundle;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    byte[] get(String name) {
        byte[] bytes = files.get(name);
        if (bytes == null) {
            throw new AssertionError("no file " + name);
        }
        return bytes;
    }

    String text(String name) {
        return new String(get(name), UTF_8);
    }

    void put(String name, String text) {
        files.put(name, text.getBytes(UTF_8));
    }

    /** Changes a text, which has to make a difference. */
    void text(String name, UnaryOperator<String> change) {
        String before = text(name);
        String after = change.apply(before);
        if (after.equals(before)) {
            throw new AssertionError("nothing changed in " + name);
        }
        put(name, after);
    }

    void replace(String name, String old, String replacement) {
        text(name, text -> text.replace(old, replacement));
    }

    /** Replaces the first match of a regular expression. */
    void replaceFirst(String name, String old, String replacement) {
        text(name, text -> text.replaceFirst(old, replacement));
    }

    void remove(String name) {
        get(name);
        files.remove(name);
    }

    void flip(String name, int place) {
        byte[] bytes = get(name).clone();
        bytes[place < 0 ? bytes.length + place : place] ^= 1;
        files.put(name, bytes);
    }

    void receipt(String name, UnaryOperator<Receipt> change) {
        try {
            Receipt before = Receipt.parse(get(name));
            Receipt after = change.apply(before);
            if (after.equals(before)) {
                throw new AssertionError("nothing changed in " + name);
            }
            files.put(name, after.write().toArray());
        } catch (CustodyFormatException e) {
            throw new AssertionError(e);
        }
    }

    /** Gives a released file other bytes, and says so wherever its digests stand outside of statements. */
    void release(String name, byte[] content) {
        byte[] before = get(name);
        files.put(name, content);
        for (String document :
                new String[] {"data/metadata/premis.xml", "data/metadata/case.jsonld", "data/ro-crate-metadata.json"}) {
            put(
                    document,
                    text(document)
                            .replace(
                                    Sha2.sha256(before).hex(),
                                    Sha2.sha256(content).hex())
                            .replace(
                                    Sha2.sha512(before).hex(),
                                    Sha2.sha512(content).hex()));
        }
    }

    /** Everything that follows from the payload, and the signature. */
    void seal() {
        long bytes = 0;
        long count = 0;
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            if (file.getKey().startsWith("data/")) {
                bytes += file.getValue().length;
                count++;
            }
        }
        String oxum = "Payload-Oxum: " + bytes + "." + count + "\n";
        String terms =
                "Agreement-Digest: " + Sha2.sha256(get(BundleLayout.TERMS)).hex() + "\n";
        String decisions =
                "Decision-Digest: " + Sha2.sha256(get(BundleLayout.DECISIONS)).hex() + "\n";
        put(
                BundleLayout.BAG_INFO,
                text(BundleLayout.BAG_INFO)
                        .replaceFirst("Payload-Oxum: .*\n", oxum)
                        .replaceFirst("Agreement-Digest: .*\n", terms)
                        .replaceFirst("Decision-Digest: .*\n", decisions));
        manifests();
    }

    /** The payload manifests, and what follows from them. */
    void manifests() {
        put(BundleLayout.MANIFEST_256, manifest(256, "data/"));
        put(BundleLayout.MANIFEST_512, manifest(512, "data/"));
        tagManifests();
    }

    /** The tag manifests and the signature. */
    void tagManifests() {
        files.remove(BundleLayout.TAG_MANIFEST_256);
        files.remove(BundleLayout.TAG_MANIFEST_512);
        String tags256 = manifest(256, "");
        put(BundleLayout.TAG_MANIFEST_512, manifest(512, ""));
        put(BundleLayout.TAG_MANIFEST_256, tags256);
        sign();
    }

    void sign() {
        Bytes content = Bytes.of(get(BundleLayout.TAG_MANIFEST_512));
        files.put(
                BundleLayout.SIGNATURE,
                DetachedSignature.sign(content, signer, SIGNED).toArray());
    }

    private String manifest(int bits, String folder) {
        List<String> lines = new ArrayList<>();
        files.forEach((name, content) -> {
            boolean listed = folder.isEmpty()
                    ? !name.startsWith("data/") && !name.startsWith("proof/")
                    : name.startsWith(folder);
            if (listed) {
                String hex = bits == 256
                        ? Sha2.sha256(content).hex()
                        : Sha2.sha512(content).hex();
                lines.add(hex + "  " + name + "\n");
            }
        });
        return String.join("", lines);
    }

    ZipForge forge() {
        return ZipForge.of(root, files);
    }
}
