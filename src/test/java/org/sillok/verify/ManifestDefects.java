package org.sillok.verify;

import static org.sillok.verify.BundleUnderTest.FIRST_FILE;
import static org.sillok.verify.BundleUnderTest.FIRST_RECEIPT;
import static org.sillok.verify.BundleUnderTest.SECOND_FILE;

import java.util.ArrayList;
import java.util.List;
import org.sillok.crypto.Sha2;

/** Which files there are, and what the four manifests and {@code bag-info.txt} say of them. */
final class ManifestDefects extends BundleDefects {
    private static final String BAG_INFO = BundleLayout.BAG_INFO;
    private static final String M256 = BundleLayout.MANIFEST_256;
    private static final String M512 = BundleLayout.MANIFEST_512;
    private static final String T256 = BundleLayout.TAG_MANIFEST_256;
    private static final String T512 = BundleLayout.TAG_MANIFEST_512;
    private static final String DECISIONS = BundleLayout.DECISIONS;
    private static final String COMPLETENESS = BundleLayout.COMPLETENESS;
    private static final String TERMS = BundleLayout.TERMS;
    private static final String KEY = "proof/keys/statement-1.pem";

    ManifestDefects() {
        layout();
        manifests();
        bag();
    }

    private void layout() {
        FindingCode missing = FindingCode.BUNDLE_FILE_MISSING;
        FindingCode unexpected = FindingCode.BUNDLE_FILE_UNEXPECTED;
        raw("no signature", missing, bundle -> bundle.remove(BundleLayout.SIGNATURE));
        raw("no checkpoint", missing, bundle -> bundle.remove(BundleLayout.CHECKPOINT));
        raw("no policy", missing, bundle -> bundle.remove(BundleLayout.POLICY));
        raw("no key", missing, bundle -> bundle.remove(KEY));
        raw("no SHA-512 manifest", missing, bundle -> bundle.remove(M512));
        raw("no tag manifest", missing, bundle -> bundle.remove(T256));
        listed("no page on how to verify", missing, bundle -> bundle.remove(BundleLayout.VERIFY));
        sealed("no cover page", bundle -> bundle.remove("data/README.html"), missing);
        raw("a gap in the keys", missing, bundle -> bundle.files.put("proof/keys/statement-3.pem", new byte[0]));
        raw(
                "a gap in the time-stamps",
                missing,
                bundle -> bundle.files.put("proof/tagmanifest-sha512.txt.2.tsr", new byte[0]));
        listed("files to be fetched from elsewhere", unexpected, bundle -> bundle.put("fetch.txt", ""));
        listed("another file beside the payload", unexpected, bundle -> bundle.put("notes.txt", "x"));
        raw("another file under proof", unexpected, bundle -> bundle.put("proof/notes.txt", "x"));
        raw("another manifest", unexpected, bundle -> bundle.put("manifest-md5.txt", ""));
        raw("a private key", unexpected, bundle -> bundle.put("proof/keys/private.pem", "x"));
        sealed("another file in the payload", bundle -> bundle.put("data/notes.txt", "x"), unexpected);
        sealed("a released file of no number", bundle -> bundle.put("data/items/EV-1/v1-1.txt", "x"), unexpected);
        sealed("a released file of no extension", bundle -> bundle.put("data/items/EV-000001/v1-9", "x"), unexpected);
    }

    private void manifests() {
        FindingCode digest = FindingCode.MANIFEST_DIGEST;
        FindingCode incomplete = FindingCode.MANIFEST_INCOMPLETE;
        FindingCode malformed = FindingCode.MANIFEST_MALFORMED;
        raw("a changed bit in a released file", digest, bundle -> bundle.flip(FIRST_FILE, 0));
        raw("a changed bit in the last byte of a document", digest, bundle -> bundle.flip(COMPLETENESS, -1));
        raw("a changed bit in a receipt", digest, bundle -> bundle.flip(FIRST_RECEIPT, 700));
        raw("a changed bit in the cover page", digest, bundle -> bundle.flip("data/README.html", 99));
        raw("a changed bit in the page on how to verify", digest, bundle -> bundle.flip(BundleLayout.VERIFY, 3));
        raw("two released files exchanged", digest, bundle -> {
            byte[] first = bundle.get(FIRST_FILE);
            bundle.files.put(FIRST_FILE, bundle.get(SECOND_FILE));
            bundle.files.put(SECOND_FILE, first);
        });
        raw("payload manifests made again and not the others", digest, bundle -> {
            bundle.flip(FIRST_FILE, 0);
            String old = Sha2.sha512(BundleUnderTest.valid().get(FIRST_FILE)).hex();
            bundle.replace(M512, old, Sha2.sha512(bundle.get(FIRST_FILE)).hex());
            String old256 = Sha2.sha256(BundleUnderTest.valid().get(FIRST_FILE)).hex();
            bundle.replace(M256, old256, Sha2.sha256(bundle.get(FIRST_FILE)).hex());
        });
        tagged(
                "a wrong digest in the SHA-512 manifest alone",
                digest,
                bundle ->
                        bundle.replace(M512, Sha2.sha512(bundle.get(FIRST_FILE)).hex(), "0".repeat(128)));
        tagged(
                "a wrong digest in the SHA-256 manifest alone",
                digest,
                bundle ->
                        bundle.replace(M256, Sha2.sha256(bundle.get(FIRST_FILE)).hex(), "0".repeat(64)));
        signed(
                "a wrong digest in a tag manifest",
                digest,
                bundle -> bundle.replace(T256, Sha2.sha256(bundle.get(BAG_INFO)).hex(), "0".repeat(64)));
        tagged(
                "a file that the SHA-256 manifest does not name",
                incomplete,
                bundle -> bundle.replaceFirst(M256, "[0-9a-f]+  " + FIRST_FILE + "\n", ""));
        tagged(
                "a file that the SHA-512 manifest does not name",
                incomplete,
                bundle -> bundle.replaceFirst(M512, "[0-9a-f]+  data/ro-crate.*\n", ""));
        tagged(
                "a file that is only in a manifest",
                incomplete,
                bundle -> bundle.text(M512, text -> text + "0".repeat(128) + "  data/z\n"));
        signed(
                "a tag file that no tag manifest names",
                incomplete,
                bundle -> bundle.replaceFirst(T512, "[0-9a-f]+  VERIFY.md\n", ""));
        signed(
                "a tag manifest that names the payload",
                incomplete,
                bundle -> bundle.text(
                        T512,
                        text -> text.replaceFirst(
                                "(?m)^([0-9a-f]+)  manifest-sha256",
                                Sha2.sha512(bundle.get(FIRST_FILE)).hex() + "  " + FIRST_FILE
                                        + "\n$1  manifest-sha256")));
        raw("a released file that was left out", incomplete, bundle -> bundle.remove(FIRST_FILE));
        raw("a released file that was put in", incomplete, bundle -> bundle.put("data/items/EV-000001/v1-9.txt", "x"));
        tagged("a manifest in capitals", malformed, bundle -> bundle.text(M256, text -> text.replace('a', 'A')));
        tagged("a manifest out of order", malformed, bundle -> bundle.text(M256, ManifestDefects::reversed));
        tagged(
                "a manifest that names a file twice",
                malformed,
                bundle -> bundle.text(M256, text -> text.substring(0, text.indexOf('\n') + 1) + text));
        tagged(
                "a manifest whose last line does not end",
                malformed,
                bundle -> bundle.text(M256, text -> text.substring(0, text.length() - 1)));
        tagged(
                "a manifest with other line ends",
                malformed,
                bundle -> bundle.text(M512, text -> text.replaceFirst("  ", " *")));
        tagged("a manifest with an empty line", malformed, bundle -> bundle.text(M512, text -> text + "\n"));
        tagged(
                "a manifest with a line without end",
                malformed,
                bundle -> bundle.text(M512, text -> text + "0".repeat(5_000)));
        tagged("an empty manifest", incomplete, bundle -> bundle.put(M256, ""));
    }

    private void bag() {
        FindingCode code = FindingCode.BAG_INFO;
        listed(
                "another number of files",
                code,
                bundle -> bundle.replaceFirst(BAG_INFO, "(Payload-Oxum: [0-9]+)\\.([0-9]+)", "$1.9$2"));
        listed("another number of bytes", code, bundle -> bundle.replaceFirst(BAG_INFO, "Payload-Oxum: ", "$09"));
        listed("a date that is none", code, bundle -> bundle.replaceFirst(BAG_INFO, "2026-11-23", "2026-11-31"));
        listed(
                "a label that names somebody",
                code,
                bundle -> bundle.text(BAG_INFO, text -> text + "Contact-Name: somebody\n"));
        listed("a label missing", code, bundle -> bundle.replaceFirst(BAG_INFO, "Source-Organization.*\n", ""));
        listed("another format", code, bundle -> bundle.replace(BAG_INFO, "Format: 1", "Format: 2"));
        listed("another profile", code, bundle -> bundle.replace(BAG_INFO, "profile:1", "profile:2"));
        listed("another version of bags", code, bundle -> bundle.replace(BundleLayout.BAGIT, "1.0", "0.97"));
        listed("another character set", code, bundle -> bundle.replace(BundleLayout.BAGIT, "UTF-8", "UTF-16"));
        listed(
                "another digest of the terms",
                FindingCode.BAG_INFO_DIGEST,
                bundle -> bundle.replaceFirst(BAG_INFO, "Agreement-Digest: .*", "Agreement-Digest: " + "0".repeat(64)));
        listed(
                "another digest of the decisions",
                FindingCode.BAG_INFO_DIGEST,
                bundle -> bundle.replaceFirst(BAG_INFO, "Decision-Digest: .*", "Decision-Digest: " + "0".repeat(64)));
        listed(
                "terms exchanged",
                FindingCode.BAG_INFO_DIGEST,
                bundle -> bundle.replace(TERMS, "distribute", "DISTRIBUTE"));
        sealed("another bundle's name", bundle -> bundle.root = OTHER_BUNDLE, FindingCode.BUNDLE_ID);
        sealed(
                "decisions of another bundle",
                bundle -> bundle.replaceFirst(DECISIONS, "bdl_[a-z0-9]+", OTHER_BUNDLE),
                FindingCode.BUNDLE_ID);
        sealed(
                "a list of another bundle",
                bundle -> bundle.replaceFirst(COMPLETENESS, "bdl_[a-z0-9]+", OTHER_BUNDLE),
                FindingCode.BUNDLE_ID);
        sealed(
                "undertakings for another bundle",
                bundle -> bundle.replaceFirst("data/policy/undertakings.json", "bdl_[a-z0-9]+", OTHER_BUNDLE),
                FindingCode.BUNDLE_ID);
        sealed(
                "handling of another bundle",
                bundle -> bundle.replaceFirst("data/policy/handling.json", "bdl_[a-z0-9]+", OTHER_BUNDLE),
                FindingCode.BUNDLE_ID);
    }

    private static String reversed(String text) {
        List<String> lines = new ArrayList<>(List.of(text.split("\n")));
        java.util.Collections.reverse(lines);
        return String.join("\n", lines) + "\n";
    }
}
