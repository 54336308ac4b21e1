package org.sillok.bundle.core;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.sillok.kernel.Multilingual;

/**
 * The page that a person opens first: static, without script, loading nothing. Names stand in their own language and
 * direction, whatever the language around them.
 */
final class CoverPage {
    /** A page is to be read; the whole list is in the load files. */
    private static final int MOST_ITEMS = 200;

    private static final String HEAD = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
            + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
            + "<meta name=\"referrer\" content=\"no-referrer\">\n"
            + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
            + "<style>body{font-family:sans-serif;line-height:1.5;max-width:48rem;margin:2rem auto;padding:0 1rem}"
            + "dt{font-weight:bold}section{border-top:1px solid #767676;margin-top:2rem}"
            + "table{border-collapse:collapse}th,td{border:1px solid #767676;padding:.2rem .5rem;text-align:start}"
            + "</style>\n";

    private CoverPage() {}

    static void write(BundlePlan plan, OutputStream out) throws IOException {
        Text text = new Text(out)
                .add(HEAD)
                .add("<title>" + plan.id() + "</title>\n</head>\n<body>\n<h1>" + plan.id() + "</h1>\n<nav><ul>");
        for (CoverWords words : CoverWords.ALL) {
            text.add("<li><a href=\"#" + words.language() + "\" lang=\"" + words.language() + "\">" + words.ownName()
                    + "</a></li>");
        }
        text.add("</ul></nav>\n");
        long files = 0;
        for (PlannedItem item : plan.items()) {
            files += item.files().size();
        }
        for (CoverWords words : CoverWords.ALL) {
            section(text, plan, words, files);
        }
        items(text, plan);
        text.add("</body>\n</html>\n").flush();
    }

    private static void section(Text text, BundlePlan plan, CoverWords words, long files) throws IOException {
        Cover cover = plan.cover();
        Completeness completeness = plan.completeness();
        text.add("<section id=\"" + words.language() + "\" lang=\"" + words.language() + "\" dir=\"ltr\">\n<h2>"
                        + words.title() + "</h2>\n<p>")
                .add(String.format(Locale.ROOT, words.contents(), plan.items().count(), files));
        if (completeness.status() != Completeness.Status.EXISTENCE_NOT_CONFIRMED) {
            // Where nobody may say whether there is more, a count of none would say that there is not.
            text.add(String.format(
                    Locale.ROOT, words.withheldToo(), completeness.withheld().size()));
        }
        text.add(". " + status(completeness.status(), words) + "</p>\n<dl>\n");
        entry(text, words.recipient(), List.of(names(cover.requesterName())));
        entry(
                text,
                words.owners(),
                cover.owners().stream().map(CoverPage::names).toList());
        entry(
                text,
                words.purpose(),
                cover.purposes().stream()
                        .map(purpose -> PurposeWords.of(purpose).in(words.language()) + code(purpose.name()))
                        .toList());
        if (cover.proceeding().isPresent()) {
            entry(
                    text,
                    words.proceeding(),
                    List.of("<bdi>" + Markup.text(cover.proceeding().get()) + "</bdi>"));
        }
        entry(
                text,
                words.until(),
                List.of(cover.until()
                        .map(day -> "<time datetime=\"" + day + "\">" + day + "</time>")
                        .orElse(words.noUntil())));
        if (!cover.conditions().isEmpty()) {
            entry(
                    text,
                    words.conditions(),
                    cover.conditions().stream()
                            .map(condition -> best(condition, words))
                            .toList());
        }
        text.add("</dl>\n");
        withheld(text, completeness, words);
        text.add("<h3>" + words.caveats() + "</h3>\n<ul>\n");
        for (String caveat : words.caveatTexts()) {
            text.add("<li>" + caveat + "</li>\n");
        }
        text.add("</ul>\n<h3>" + words.contact() + "</h3>\n<p>" + best(cover.contact(), words) + "</p>\n<h3>"
                + words.verify() + "</h3>\n<p>" + words.verifyText() + "</p>\n</section>\n");
    }

    /** The classes of reasons, each with how often it stands in the list. */
    private static void withheld(Text text, Completeness completeness, CoverWords words) throws IOException {
        switch (completeness.status()) {
            case COMPLETE -> {}
            case EXISTENCE_NOT_CONFIRMED ->
                text.add("<h3>" + words.withheld() + "</h3>\n<p>" + words.notConfirmed() + "</p>\n");
            case WITHHELD_LISTED -> {
                SortedMap<String, Integer> reasons = new TreeMap<>();
                completeness.withheld().forEach(withheld -> reasons.merge(withheld.reason(), 1, Integer::sum));
                text.add("<h3>" + words.withheld() + "</h3>\n<dl>\n");
                for (Map.Entry<String, Integer> reason : reasons.entrySet()) {
                    String meaning = WithheldWords.of(reason.getKey())
                            .map(known -> known.in(words.language()))
                            .orElse("");
                    entry(text, reason.getValue() + code(reason.getKey()), List.of(meaning));
                }
                text.add("</dl>\n");
            }
        }
    }

    private static String code(String code) {
        return " <code>" + code + "</code>";
    }

    private static String status(Completeness.Status status, CoverWords words) {
        return switch (status) {
            case COMPLETE -> words.status().get(0);
            case WITHHELD_LISTED -> words.status().get(1);
            case EXISTENCE_NOT_CONFIRMED -> words.status().get(2);
        };
    }

    private static void entry(Text text, String term, List<String> values) throws IOException {
        text.add("<dt>" + term + "</dt>");
        for (String value : values) {
            text.add("<dd>" + value + "</dd>");
        }
        text.add("\n");
    }

    private static void items(Text text, BundlePlan plan) throws IOException {
        text.add("<section>\n<table>\n");
        int shown = 0;
        for (PlannedItem item : plan.items()) {
            if (shown++ == MOST_ITEMS) {
                text.add("<tr><td>…</td><td>completeness.json</td></tr>\n");
                break;
            }
            text.add("<tr><th scope=\"row\">" + item.name() + "</th><td>"
                    + item.description().title().map(CoverPage::names).orElse("") + "</td></tr>\n");
        }
        text.add("</table>\n</section>\n");
    }

    /** In every language there is: a name is not translated for whoever reads it. */
    private static String names(Multilingual names) {
        List<String> all = new ArrayList<>();
        names.byTag().forEach((tag, name) -> all.add(span(tag, name)));
        return String.join(" / ", all);
    }

    /** In the section's language if there is such a text, and otherwise in all there are. */
    private static String best(Multilingual texts, CoverWords words) {
        return texts.byTag().entrySet().stream()
                .filter(text -> text.getKey().equals(words.language().value()))
                .findFirst()
                .map(CoverPage::span)
                .orElseGet(() -> names(texts));
    }

    private static String span(Map.Entry<String, String> text) {
        return span(text.getKey(), text.getValue());
    }

    private static String span(String tag, String text) {
        return "<bdi lang=\"" + tag + "\" dir=\"auto\">" + Markup.text(text) + "</bdi>";
    }
}
