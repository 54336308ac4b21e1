package org.sillok.verify;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sillok.crypto.Sha2;
import org.sillok.kernel.Digest;

/**
 * A manifest (RFC 8493, 2.1.3) against the files that it has to name: all of them, nothing else, each with its digest.
 * Lines are {@code <lower-case hexadecimal><two spaces><path>}, in ascending order of the paths.
 */
final class ManifestCheck {
    private static final int LONGEST_LINE = 128 + 2 + BundleNames.LONGEST;

    private final BundleContent content;
    private final String manifest;
    private final int hexLength;
    private final Function<FileDigests, Digest> digest;
    private final Findings findings;

    /** What counts only if the manifest is one. */
    private final Findings found = new Findings();

    private ManifestCheck(
            BundleContent content,
            String manifest,
            int hexLength,
            Function<FileDigests, Digest> digest,
            Findings findings) {
        this.content = content;
        this.manifest = manifest;
        this.hexLength = hexLength;
        this.digest = digest;
        this.findings = findings;
    }

    static void check(BundleContent content, Findings findings) throws IOException {
        List<String> payload = content.names().stream()
                .filter(name -> name.startsWith(BundleLayout.PAYLOAD))
                .toList();
        List<String> tags = content.names().stream()
                .filter(name -> !name.startsWith(BundleLayout.PAYLOAD)
                        && !name.startsWith(BundleLayout.PROOF)
                        && !name.equals(BundleLayout.TAG_MANIFEST_256)
                        && !name.equals(BundleLayout.TAG_MANIFEST_512))
                .toList();
        sha256(content, BundleLayout.MANIFEST_256, findings).names(payload);
        sha512(content, BundleLayout.MANIFEST_512, findings).names(payload);
        sha256(content, BundleLayout.TAG_MANIFEST_256, findings).names(tags);
        sha512(content, BundleLayout.TAG_MANIFEST_512, findings).names(tags);
    }

    private static ManifestCheck sha256(BundleContent content, String manifest, Findings findings) {
        return new ManifestCheck(content, manifest, 64, FileDigests::sha256, findings);
    }

    private static ManifestCheck sha512(BundleContent content, String manifest, Findings findings) {
        return new ManifestCheck(content, manifest, 128, FileDigests::sha512, findings);
    }

    // Both are in the same order, so one pass over both finds what is in one of them alone.
    private void names(List<String> names) throws IOException {
        MessageDigest read = Sha2.newSha512();
        try (InputStream in = new BufferedInputStream(content.open(manifest))) {
            Iterator<String> present = names.iterator();
            String name = next(present);
            String before = "";
            for (String line = line(in, read); line != null; line = line(in, read)) {
                String path = line.substring(hexLength + 2);
                if (path.compareTo(before) <= 0) {
                    throw malformed("Its lines are not in ascending order.");
                }
                before = path;
                while (name != null && name.compareTo(path) < 0) {
                    unnamed(name);
                    name = next(present);
                }
                if (path.equals(name)) {
                    compare(path, line.substring(0, hexLength));
                    name = next(present);
                } else {
                    found.add(
                            FindingCode.MANIFEST_INCOMPLETE,
                            path,
                            manifest + " names it, and it is not in the bundle.");
                }
            }
            for (; name != null; name = next(present)) {
                unnamed(name);
            }
        } catch (BundleFormatException e) {
            findings.add(e.finding().code(), e.finding().place(), e.finding().words());
            return;
        }
        for (Finding finding : found.list()) {
            findings.add(finding.code(), finding.place(), finding.words());
        }
        if (!content.digests(manifest).sha512().equals(Digest.sha512(read.digest()))) {
            throw new IOException("changed while it was verified: " + manifest);
        }
    }

    private static @Nullable String next(Iterator<String> names) {
        return names.hasNext() ? names.next() : null;
    }

    private void unnamed(String name) {
        found.add(FindingCode.MANIFEST_INCOMPLETE, name, "It is in the bundle, and " + manifest + " does not name it.");
    }

    private void compare(String name, String hex) {
        found.unless(
                hex.equals(digest.apply(content.digests(name)).hex()),
                FindingCode.MANIFEST_DIGEST,
                name,
                "Its digest is not the one in " + manifest + ".");
    }

    private @Nullable String line(InputStream in, MessageDigest read) throws IOException {
        byte[] line = new byte[LONGEST_LINE + 1];
        int length = 0;
        for (int next = in.read(); next >= 0; next = in.read()) {
            read.update((byte) next);
            if (next == '\n') {
                return required(new String(line, 0, length, StandardCharsets.ISO_8859_1));
            } else if (length == LONGEST_LINE) {
                throw malformed("A line is too long.");
            }
            line[length++] = (byte) next;
        }
        if (length > 0) {
            throw malformed("Its last line does not end.");
        }
        return null;
    }

    private String required(String line) throws BundleFormatException {
        boolean formed = line.length() > hexLength + 2 && line.startsWith("  ", hexLength);
        for (int i = 0; formed && i < hexLength; i++) {
            formed = "0123456789abcdef".indexOf(line.charAt(i)) >= 0;
        }
        if (!formed) {
            throw malformed("A line is not a digest, two spaces and a path.");
        }
        return line;
    }

    private BundleFormatException malformed(String words) {
        return new BundleFormatException(FindingCode.MANIFEST_MALFORMED, manifest, words);
    }
}
