package org.sillok.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
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
    private final @Nullable GivenRecalls recalls;
    private final Findings findings = new Findings();

    private BundleVerifier(Trust trust, @Nullable GivenRecalls recalls) {
        this.trust = trust;
        this.recalls = recalls;
    }

    /** Opens the files of a bundle, for which a format exception is a finding. */
    interface Opening {
        BundleFiles open() throws IOException;
    }

    /** Throws {@link IOException} only if something cannot be read at all. */
    static BundleVerdict verify(Opening opening, Trust trust) throws IOException {
        return verify(opening, trust, null);
    }

    /** The same, and holds a recall list against the bundle, which is a part of the verdict. */
    static BundleVerdict verify(Opening opening, Trust trust, @Nullable GivenRecalls recalls) throws IOException {
        BundleVerifier verifier = new BundleVerifier(trust, recalls);
        try {
            Optional<BundleAccount> account = verifier.run(opening.open());
            if (account.isPresent()) {
                return verdict(account.get(), trust);
            }
        } catch (BundleFormatException e) {
            Finding finding = e.finding();
            verifier.findings.add(finding.code(), finding.place(), finding.words());
        }
        return new BundleVerdict.Failed(verifier.findings.list());
    }

    private static BundleVerdict verdict(BundleAccount account, Trust trust) {
        // A bundle without items has no statements, and then nothing leads from its signature to the log.
        if (trust.isEmpty() || account.statements() == 0) {
            return new BundleVerdict.ConsistentUnverifiedIssuer(account);
        }
        RecallAccount recalls = account.recalls();
        if (recalls != null && !recalls.recalled().isEmpty()) {
            return new BundleVerdict.Recalled(account);
        }
        return recalls == null || recalls.isNewest()
                ? new BundleVerdict.Verified(account)
                : new BundleVerdict.RecallsOutdated(account);
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
        RecallAccount recalled = recalled(info, decisions, proof.get());
        return findings.isEmpty()
                ? Optional.of(BundleAccounts.of(
                        content, layout, decisions, completeness, proof.get(), receipts, recalled, trust))
                : Optional.empty();
    }

    /** Null without a list, and if there is a finding. */
    private @Nullable RecallAccount recalled(BagInfo info, Decisions decisions, ProofCheck.Result proof) {
        GivenRecalls given = recalls;
        if (given == null) {
            return null;
        }
        Set<String> items = new TreeSet<>();
        decisions.items().forEach(item -> items.add(item.number()));
        return RecallCheck.check(given, new RecallCheck.Bundle(info.bundle(), items, proof.keys()), findings)
                .orElse(null);
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
