package org.sillok.verify;

import static org.sillok.verify.BundleUnderTest.FIRST_FILE;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** What is said about the whole: the list of what is here and is not, the descriptions, and the terms. */
final class DocumentDefects extends BundleDefects {
    private static final String COMPLETENESS = BundleLayout.COMPLETENESS;
    private static final String PREMIS = BundleLayout.PREMIS;
    private static final String TERMS = BundleLayout.TERMS;
    private static final String PLANTED = "data/items/EV-000099/v1-1.txt";

    DocumentDefects() {
        completeness();
        descriptions();
        terms();
    }

    private void completeness() {
        FindingCode malformed = FindingCode.COMPLETENESS_MALFORMED;
        FindingCode contradiction = FindingCode.COMPLETENESS_CONTRADICTION;
        completed("said to be complete though something is withheld", contradiction, "WITHHELD_LISTED", "COMPLETE");
        completed(
                "withheld parts listed whose existence is not confirmed",
                contradiction,
                "WITHHELD_LISTED",
                "EXISTENCE_NOT_CONFIRMED");
        sealed(
                "withheld parts said to be listed, and none is",
                bundle -> bundle.text(
                        COMPLETENESS, text -> text.replaceFirst("(?s)\"withheld\":\\[.*?\\]", "\"withheld\":[]")),
                contradiction);
        completed("another status", malformed, "WITHHELD_LISTED", "MOSTLY_COMPLETE");
        completed("a list of another type", malformed, "completeness/1", "completeness/2");
        completed("a short commitment", malformed, "\"commitment\":\"..", "\"commitment\":\"");
        completed("no commitment", malformed, ",\"commitment\":\"[^\"]*\"", "");
        String reason = "\"reason\":\"NOT_PERMITTED\"";
        completed("a withheld part without reason", malformed, reason, "\"reason\":\"\"");
        completed("a reason in words", malformed, reason, "\"reason\":\"The source is afraid\"");
        completed("a reason in small letters", malformed, reason, "\"reason\":\"not_permitted\"");
        completed("a reason that begins with a number", malformed, reason, "\"reason\":\"1ST\"");
        completed("a reason that is too long", malformed, reason, "\"reason\":\"" + "A".repeat(65) + "\"");
        completed("a reason that is no text", malformed, reason, "\"reason\":null");
        completed("a withheld part with a name", malformed, reason, reason + ",\"item\":\"x\"");
        completed("a withheld part under an item's number", malformed, "WH-0001", "EV-000003");
        sealed(
                "a withheld part twice",
                bundle -> bundle.text(COMPLETENESS, text -> text.replace("\"number\":null", "\"number\":\"WH-0001\"")),
                malformed);
        sealed(
                "a released item that the list lacks",
                bundle -> bundle.text(COMPLETENESS, DecisionDefects::withoutFirstItem),
                FindingCode.ITEMS_DIFFER);
        sealed(
                "an item on the list twice",
                bundle -> bundle.text(COMPLETENESS, DecisionDefects::withFirstItemTwice),
                FindingCode.ITEMS_DIFFER);
        completed("a listed item that is not here", FindingCode.ITEMS_DIFFER, "EV-000002\",", "EV-000003\",");
        fixLast(FindingCode.ITEMS_DIFFER, contradiction);
        completed("a listed file that is not here", contradiction, "v1-1\\.jpg", "v1-1.txt");
        sealed(
                "a released file planted under a number that nobody decided",
                bundle -> {
                    bundle.put(PLANTED, "planted");
                    bundle.text(COMPLETENESS, DocumentDefects::planted);
                },
                FindingCode.DECISION_MISSING,
                contradiction);
        completed("a file that the list lacks", contradiction, "\"" + FIRST_FILE + "\",", "");
        completed("another version on the list", contradiction, "\"version\":1", "\"version\":2");
    }

    private void descriptions() {
        premis("a description with another digest", "<messageDigest>[0-9a-f]", "<messageDigest>g");
        premis("a description of another file", "v1-1\\.jpg", "v1-1.txt");
        premis(
                "a description of another item",
                "/EV-000002</objectIdentifierValue>",
                "/EV-000003</objectIdentifierValue>");
        premis("a description of another bundle", "bdl_[a-z0-9]+</obj", OTHER_BUNDLE + "</obj");
        premis("a description without an item", "<object xsi:type=\"intellectualEntity\">.*EV-000001.*\n", "");
        premis("a description without a file", "<object xsi:type=\"file\">.*v1-1\\.jpg.*\n", "");
        premis("a description that lacks a digest", "<fixity>.*?</fixity>", "");
        premis("a description that is no XML", "</premis>", "");
        premis("a description that is too deep", "</premis>", "<a>".repeat(16) + "</a>".repeat(16) + "</premis>");
        premis("a description in another namespace", "premis/v3\"", "premis/v2\"");
        premis(
                "a description with a document type",
                "<premis ",
                "<!DOCTYPE premis [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>\n<premis ");
        premis("a description of a thing of another kind", "xsi:type=\"file\"", "xsi:type=\"bitstream\"");
        FindingCode malformed = FindingCode.DOCUMENT_MALFORMED;
        sealed("handling that is not JSON", bundle -> bundle.put("data/policy/handling.json", "{"), malformed);
        sealed(
                "undertakings with a member twice",
                bundle -> bundle.replaceFirst(
                        "data/policy/undertakings.json", "\"undertakings\":", "\"bundle\":\"x\",\"undertakings\":"),
                malformed);
        sealed(
                "a consent receipt that is a list",
                bundle -> bundle.put("data/policy/consent-receipts/C-0001.jsonld", "[]"),
                malformed);
        sealed(
                "a consent receipt that is not UTF-8",
                bundle -> bundle.files.put(
                        "data/policy/consent-receipts/C-0001.jsonld", new byte[] {'"', (byte) 0xff, '"'}),
                malformed);
    }

    private void terms(String name, UnaryOperator<String> change) {
        sealed(name, bundle -> bundle.text(TERMS, change), FindingCode.TERMS_MALFORMED);
    }

    private void terms() {
        sealed(
                "terms that permit where they conflict",
                bundle -> bundle.replace(TERMS, "prohibit", "perm"),
                FindingCode.TERMS_MALFORMED);
        sealed(
                "terms that do not say what wins",
                bundle -> bundle.replace(TERMS, "\"conflict\":\"prohibit\",", ""),
                FindingCode.TERMS_MALFORMED);
        sealed(
                "terms that permit nothing",
                bundle -> bundle.replaceFirst(TERMS, "\\[.*\\]", "[]"),
                FindingCode.TERMS_MALFORMED);
        sealed(
                "terms that are an offer",
                bundle -> bundle.replace(TERMS, "Agreement", "Offer"),
                FindingCode.TERMS_MALFORMED);
        sealed("terms that are not JSON", bundle -> bundle.put(TERMS, "free"), FindingCode.TERMS_MALFORMED);
        terms("terms without a profile", text -> text.replaceFirst("\"profile\":\"[^\"]*\",", ""));
        terms("terms of another profile", text -> text.replace("urn:sillok:odrl:1", "urn:sillok:odrl:2"));
        terms("terms whose permission is a word", text -> text.replaceFirst("\\[.*\\]", "\"all\""));
        terms("terms that are a list", text -> "[" + text.strip() + "]");
        terms("a graph of terms that is empty", text -> graph());
        terms("a graph of terms that is one object", text -> "{\"@graph\":" + text.strip() + "}");
        terms("a graph of terms with a word in it", text -> graph(text, "\"free\""));
        terms("a graph of terms beside other members", text -> graph(text).replaceFirst("\\{", "{\"uid\":\"x\","));
        terms("a graph of terms of which one is an offer", text -> graph(text, text.replace("Agreement", "Offer")));
        terms(
                "a graph of terms of which one permits nothing",
                text -> graph(text.replaceFirst("\\[.*\\]", "[]"), text));
        terms(
                "a graph of terms of which one does not say what wins",
                text -> graph(text, text.replace("\"conflict\":\"prohibit\",", "")));
    }

    private void completed(String name, FindingCode code, String old, String replacement) {
        sealed(name, bundle -> bundle.replaceFirst(COMPLETENESS, old, replacement), code);
    }

    private void premis(String name, String old, String replacement) {
        sealed(name, bundle -> bundle.replaceFirst(PREMIS, old, replacement), FindingCode.PREMIS_DIFFERS);
    }

    /** Several agreements in one document. */
    static String graph(String... agreements) {
        return "{\"@context\":\"http://www.w3.org/ns/odrl.jsonld\",\"@graph\":["
                + Arrays.stream(agreements).map(String::strip).collect(Collectors.joining(",")) + "]}\n";
    }

    private static String planted(String text) {
        return text.replace("\"" + FIRST_FILE + "\",", "\"" + FIRST_FILE + "\",\"" + PLANTED + "\",");
    }
}
