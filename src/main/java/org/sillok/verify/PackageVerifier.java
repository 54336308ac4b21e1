package org.sillok.verify;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.sillok.json.JsonException;
import org.sillok.json.JsonObject;
import org.sillok.json.StrictJson;
import org.sillok.log.core.NoteKey;

/**
 * Verifies an archive of a succession: offline, all or nothing, in stages. What is not as it was signed is not interpreted: names
 * and layout; manifests; what is under {@code proof/}; receipts, files and metadata; the summary. Nothing is written anywhere.
 */
final class PackageVerifier {
    private static final String HOLDINGS = "HOLDINGS";
    private static final String PROTECTED = "PROTECTED";

    private final Trust trust;
    private final Findings findings = new Findings();

    private PackageVerifier(Trust trust) {
        this.trust = trust;
    }

    /** Whether it is such an archive, packed or unpacked, and not a bundle. What cannot be read as one is for who verifies bundles. */
    static boolean isPackage(Path path, BundleLimits limits) throws IOException {
        if (Files.isDirectory(path)) {
            return Files.isRegularFile(path.resolve(PackageLayout.SUMMARY));
        }
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
            return ZipArchive.read(RandomBytes.of(file), limits).names().contains(PackageLayout.SUMMARY);
        } catch (BundleFormatException e) {
            return false;
        }
    }

    /** Throws {@link IOException} only if something cannot be read at all. */
    static PackageVerdict verify(Path path, BundleLimits limits, Trust trust) throws IOException {
        if (Files.isDirectory(path)) {
            return verify(() -> FolderFiles.read(path, limits), trust);
        }
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
            RandomBytes bytes = RandomBytes.of(file);
            return verify(() -> ZipArchive.read(bytes, limits), trust);
        }
    }

    static PackageVerdict verify(BundleVerifier.Opening opening, Trust trust) throws IOException {
        PackageVerifier verifier = new PackageVerifier(trust);
        try {
            Optional<PackageAccount> account = verifier.run(opening.open());
            if (account.isPresent()) {
                // Without statements nothing leads from its signature to the log.
                return trust.isEmpty() || account.get().statements() == 0
                        ? new PackageVerdict.ConsistentUnverifiedIssuer(account.get())
                        : new PackageVerdict.Verified(account.get());
            }
        } catch (BundleFormatException e) {
            Finding finding = e.finding();
            verifier.findings.add(finding.code(), finding.place(), finding.words());
        }
        return new PackageVerdict.Failed(verifier.findings.list());
    }

    private Optional<PackageAccount> run(BundleFiles files) throws IOException {
        PackageLayout.Sorted layout = PackageLayout.sort(files.names(), findings);
        if (!findings.isEmpty()) {
            return Optional.empty();
        }
        BundleContent content = BundleContent.digest(files);
        ManifestCheck.check(content, findings);
        if (!findings.isEmpty()) {
            return Optional.empty();
        }
        Optional<ProofCheck.Result> proof = ProofCheck.check(content, layout.proofs(), trust, findings);
        if (proof.isEmpty()) {
            return Optional.empty();
        }
        findings.unless(
                Arrays.equals(content.bytes(BundleLayout.BAGIT), BagInfo.BAGIT.getBytes(StandardCharsets.US_ASCII)),
                FindingCode.BAG_INFO,
                BundleLayout.BAGIT,
                "It is not the declaration of a bag.");
        PackageReceiptsCheck receipts = new PackageReceiptsCheck(content, trust, findings);
        receipts.check(layout);
        findings.unless(
                proof.get().keys().containsAll(receipts.used()),
                FindingCode.BUNDLE_KEYS,
                "proof/keys",
                "A key that signed statements is not among these.");
        findings.unless(
                receipts.used().isEmpty()
                        || receipts.used().containsAll(proof.get().keys()),
                FindingCode.BUNDLE_KEYS,
                "proof/keys",
                "A key is here that signed no statement.");
        Optional<PackageAccount> account = summary(content, files.root(), layout, receipts.statements(), proof.get());
        return findings.isEmpty() ? account : Optional.empty();
    }

    private Optional<PackageAccount> summary(
            BundleContent content,
            Optional<String> root,
            PackageLayout.Sorted layout,
            int statements,
            ProofCheck.Result proof)
            throws IOException {
        try {
            JsonObject summary =
                    StrictJson.parse(content.bytes(PackageLayout.SUMMARY)).asObject();
            String archive = summary.text("archive");
            boolean holdings = archive.equals(HOLDINGS);
            require(
                    summary.text("type").equals("sillok/exit/1") && (holdings || archive.equals(PROTECTED)),
                    "It is not a summary of a known form.");
            String name = summary.text("succession") + (holdings ? "-holdings" : "-protected");
            require(root.isEmpty() || root.get().equals(name), "The archive's folder is called otherwise.");
            String info = new String(content.bytes(BundleLayout.BAG_INFO), StandardCharsets.UTF_8);
            require(
                    info.contains("\nExternal-Identifier: " + summary.text("succession") + "\n")
                            && info.contains("\nSillok-Exit-Archive: " + archive + "\n"),
                    "bag-info.txt speaks of another archive.");
            require(
                    summary.number("sources") == count(layout.records(), "sources")
                            && (holdings ? counts(summary, layout) : nothingElse(layout)),
                    "It counts other things than there are.");
            return Optional.of(new PackageAccount(
                    summary.text("succession"),
                    archive,
                    summary.text("owner"),
                    summary.text("successor"),
                    content.digests(BundleLayout.TAG_MANIFEST_512).sha256().hex(),
                    layout.items().size(),
                    layout.files().size(),
                    statements,
                    holdings ? summary.array("withheld").size() : 0,
                    proof.checkpoint().origin(),
                    proof.signers().stream().map(NoteKey::vkey).toList(),
                    proof.times()));
        } catch (JsonException | IllegalArgumentException e) {
            findings.add(FindingCode.DOCUMENT_MALFORMED, PackageLayout.SUMMARY, "It is not a summary.");
            return Optional.empty();
        }
    }

    private void require(boolean holds, String words) {
        findings.unless(holds, FindingCode.COMPLETENESS_CONTRADICTION, PackageLayout.SUMMARY, words);
    }

    private static boolean counts(JsonObject summary, PackageLayout.Sorted layout) {
        return summary.number("items") == layout.items().size()
                && List.of("agreements", "consents", "notices").stream()
                        .allMatch(kind -> summary.number(kind) == count(layout.records(), kind))
                && layout.receipts().stream().noneMatch(receipt -> receipt.startsWith("data/sources/"));
    }

    private static boolean nothingElse(PackageLayout.Sorted layout) {
        return layout.items().isEmpty()
                && layout.records().stream().allMatch(record -> record.startsWith("data/sources/"));
    }

    private static long count(List<String> records, String kind) {
        return records.stream()
                .filter(record -> record.startsWith("data/" + kind + "/"))
                .count();
    }
}
