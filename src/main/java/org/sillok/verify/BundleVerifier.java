package org.sillok.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.sillok.json.JsonException;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonString;
import org.sillok.json.JsonValue;
import org.sillok.json.StrictJson;

/**
 * Verifies a bundle: offline, all or nothing, in stages. What is not as it was signed is not interpreted, so that a stage
 * begins only if everything before it holds: names and layout; manifests; what is under {@code proof/}; what the bundle
 * says. Nothing is written anywhere.
 */
final class BundleVerifier {
    private final Trust trust;
    private final Findings findings = new Findings();

    private BundleVerifier(Trust trust) {
        this.trust = trust;
    }

    /** Opens the files of a bundle, for which a format exception is a finding. */
    interface Opening {
        BundleFiles open() throws IOException;
    }

    /** Throws {@link IOException} only if something cannot be read at all. */
    static BundleVerdict verify(Opening opening, Trust trust) throws IOException {
        BundleVerifier verifier = new BundleVerifier(trust);
        try {
            Optional<BundleAccount> account = verifier.run(opening.open());
            if (account.isPresent()) {
                // A bundle without items has no statements, and then nothing leads from its signature to the log.
                boolean issued = !trust.isEmpty() && account.get().statements() > 0;
                return issued
                        ? new BundleVerdict.Verified(account.get())
                        : new BundleVerdict.ConsistentUnverifiedIssuer(account.get());
            }
        } catch (BundleFormatException e) {
            Finding finding = e.finding();
            verifier.findings.add(finding.code(), finding.place(), finding.words());
        }
        return new BundleVerdict.Failed(verifier.findings.list());
    }

    private Optional<BundleAccount> run(BundleFiles files) throws IOException {
        BundleLayout.Sorted layout = BundleLayout.sort(files.names(), findings);
        if (!findings.isEmpty()) {
            return Optional.empty();
        }
        BundleContent content = BundleContent.digest(files);
        ManifestCheck.check(content, findings);
        if (!findings.isEmpty()) {
            return Optional.empty();
        }
        Optional<ProofCheck.Result> proof = ProofCheck.check(content, layout, trust, findings);
        if (proof.isEmpty()) {
            return Optional.empty();
        }
        BagInfo info = bag(content, files.root());
        Decisions decisions = Decisions.parse(content.bytes(BundleLayout.DECISIONS));
        Completeness completeness = Completeness.parse(content.bytes(BundleLayout.COMPLETENESS));
        sameBundle(info, BundleLayout.DECISIONS, decisions.bundle());
        sameBundle(info, BundleLayout.COMPLETENESS, completeness.bundle());
        ItemsCheck.check(layout, decisions, completeness, findings);
        ReceiptsCheck.Result receipts = ReceiptsCheck.check(content, layout, decisions, proof.get(), trust, findings);
        if (findings.isEmpty()) {
            // What decisions and files disagree on already cannot be compared with a third.
            premis(content, layout, info.bundle(), decisions);
        }
        TermsCheck.check(content, findings);
        documents(content, layout, info);
        if (!findings.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(BundleAccounts.of(content, layout, decisions, completeness, proof.get(), receipts, trust));
    }

    private BagInfo bag(BundleContent content, Optional<String> root) throws IOException {
        findings.unless(
                Arrays.equals(content.bytes(BundleLayout.BAGIT), BagInfo.BAGIT.getBytes(StandardCharsets.US_ASCII)),
                FindingCode.BAG_INFO,
                BundleLayout.BAGIT,
                "It is not the declaration of a bag.");
        BagInfo info = BagInfo.parse(content.bytes(BundleLayout.BAG_INFO));
        root.ifPresent(folder -> sameBundle(info, "archive", folder));
        long bytes = 0;
        long number = 0;
        for (String name : content.names()) {
            if (name.startsWith(BundleLayout.PAYLOAD)) {
                bytes += content.digests(name).length();
                number++;
            }
        }
        findings.unless(
                info.oxum().equals(bytes + "." + number),
                FindingCode.BAG_INFO,
                BundleLayout.BAG_INFO,
                "It counts other bytes or files than there are.");
        boolean same = info.agreementDigest()
                        .equals(content.digests(BundleLayout.TERMS).sha256().hex())
                && info.decisionDigest()
                        .equals(content.digests(BundleLayout.DECISIONS).sha256().hex());
        findings.unless(
                same,
                FindingCode.BAG_INFO_DIGEST,
                BundleLayout.BAG_INFO,
                "It has another digest of the terms or of the decisions.");
        return info;
    }

    private void sameBundle(BagInfo info, String place, String bundle) {
        findings.unless(
                bundle.equals(info.bundle()),
                FindingCode.BUNDLE_ID,
                place,
                "It is of another bundle than bag-info.txt.");
    }

    private void premis(BundleContent content, BundleLayout.Sorted layout, String bundle, Decisions decisions)
            throws IOException {
        Set<String> items = new TreeSet<>();
        decisions.items().forEach(item -> items.add(item.number()));
        Set<String> files = new LinkedHashSet<>();
        layout.files().forEach(file -> files.add(file.path()));
        PremisCheck.check(content, bundle, items, files, findings);
    }

    private void documents(BundleContent content, BundleLayout.Sorted layout, BagInfo info) throws IOException {
        for (String name : BundleLayout.DOCUMENTS) {
            object(content, name).ifPresent(json -> {
                JsonValue bundle = json.find("bundle").orElse(null);
                sameBundle(info, name, bundle instanceof JsonString string ? string.value() : "");
            });
        }
        for (String name : layout.consentReceipts()) {
            object(content, name);
        }
    }

    private Optional<JsonObject> object(BundleContent content, String name) throws IOException {
        try {
            return Optional.of(StrictJson.parse(content.bytes(name)).asObject());
        } catch (JsonException e) {
            findings.add(FindingCode.DOCUMENT_MALFORMED, name, "Not a JSON object: " + e.getMessage() + ".");
            return Optional.empty();
        }
    }
}
