package org.sillok.bundle.core;

import java.util.Locale;
import java.util.Map;

/** What is called what in a bundle of layout 1. Names are made from numbers only; nobody's text becomes part of one. */
public final class Layout {
    public static final int FORMAT = 1;
    public static final int MAX_STAMPS = 9;
    public static final String PROFILE = "urn:sillok:bagit-profile:1";

    static final String VERIFY = "VERIFY.md";
    static final String BAG_INFO = "bag-info.txt";
    static final String BAGIT = "bagit.txt";
    static final String MANIFEST_SHA256 = "manifest-sha256.txt";
    static final String MANIFEST_SHA512 = "manifest-sha512.txt";
    static final String TAGMANIFEST_SHA256 = "tagmanifest-sha256.txt";
    static final String TAGMANIFEST_SHA512 = "tagmanifest-sha512.txt";
    static final String COVER = "data/README.html";
    static final String COMPLETENESS = "data/completeness.json";
    static final String CSV = "data/loadfile/items.csv";
    static final String DAT = "data/loadfile/items.dat";
    static final String OPT = "data/loadfile/items.opt";
    static final String CASE = "data/metadata/case.jsonld";
    static final String PREMIS = "data/metadata/premis.xml";
    static final String PROV = "data/metadata/prov.json";
    static final String DECISIONS = "data/policy/decisions.json";
    static final String HANDLING = "data/policy/handling.json";
    static final String TERMS = "data/policy/terms.odrl.jsonld";
    static final String UNDERTAKINGS = "data/policy/undertakings.json";
    static final String CRATE = "data/ro-crate-metadata.json";
    static final String CHECKPOINT = "proof/checkpoint";
    static final String POLICY = "proof/policy";

    /** What is not listed is {@code bin}: a wrong extension makes programs open what they should not. */
    private static final Map<String, String> EXTENSIONS = Map.ofEntries(
            Map.entry("application/json", "json"),
            Map.entry("application/msword", "doc"),
            Map.entry("application/pdf", "pdf"),
            Map.entry("application/vnd.ms-excel", "xls"),
            Map.entry("application/vnd.oasis.opendocument.spreadsheet", "ods"),
            Map.entry("application/vnd.oasis.opendocument.text", "odt"),
            Map.entry("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
            Map.entry("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
            Map.entry("application/warc", "warc"),
            Map.entry("application/x-hwp", "hwp"),
            Map.entry("application/xml", "xml"),
            Map.entry("application/zip", "zip"),
            Map.entry("audio/flac", "flac"),
            Map.entry("audio/mp4", "m4a"),
            Map.entry("audio/mpeg", "mp3"),
            Map.entry("audio/ogg", "ogg"),
            Map.entry("audio/wav", "wav"),
            Map.entry("image/gif", "gif"),
            Map.entry("image/heic", "heic"),
            Map.entry("image/jpeg", "jpg"),
            Map.entry("image/png", "png"),
            Map.entry("image/tiff", "tif"),
            Map.entry("image/webp", "webp"),
            Map.entry("message/rfc822", "eml"),
            Map.entry("text/csv", "csv"),
            Map.entry("text/plain", "txt"),
            Map.entry("video/mp4", "mp4"),
            Map.entry("video/quicktime", "mov"),
            Map.entry("video/webm", "webm"));

    private Layout() {}

    static String itemName(int number) {
        return String.format(Locale.ROOT, "EV-%06d", number);
    }

    static String withheldName(int number) {
        return String.format(Locale.ROOT, "WH-%04d", number);
    }

    /** The path of a released file. */
    public static String file(PlannedItem item, PlannedFile file) {
        return "data/items/" + item.name() + "/v" + item.version() + "-" + file.number() + "."
                + extension(file.mediaType());
    }

    static String receipt(PlannedItem item) {
        return "data/custody/" + item.name() + ".sillok.json";
    }

    static String consentReceipt(int number) {
        return String.format(Locale.ROOT, "data/policy/consent-receipts/C-%04d.jsonld", number);
    }

    static String signature() {
        return "proof/" + TAGMANIFEST_SHA512 + ".p7s";
    }

    static String stamp(int number) {
        return "proof/" + TAGMANIFEST_SHA512 + "." + number + ".tsr";
    }

    static String key(int number) {
        return "proof/keys/statement-" + number + ".pem";
    }

    /** The extension that files of a type have. Parameters such as a character set do not count. */
    public static String extension(String mediaType) {
        int end = mediaType.indexOf(';');
        String bare =
                (end < 0 ? mediaType : mediaType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        return EXTENSIONS.getOrDefault(bare, "bin");
    }
}
