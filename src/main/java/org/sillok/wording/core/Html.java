package org.sillok.wording.core;

import java.util.List;
import java.util.function.IntPredicate;

/**
 * Documents as HTML that is XML as well: no script, nothing from elsewhere, every text escaped, every foreign text in an
 * element of its own.
 */
public final class Html {
    /** The only style sheet; it stands inside each page. */
    public static final String STYLE = """
            @page { size: A4; margin: 18mm 18mm 20mm 18mm;
              @bottom-center { content: counter(page) " / " counter(pages); font-family: "Nanum Gothic"; font-size: 9pt; } }
            html { background-color: #ffffff; color: #000000; }
            body { margin: 0; font-family: "Nanum Gothic", "Noto Sans KR", "Malgun Gothic", sans-serif; font-size: 10.5pt; line-height: 1.5; word-wrap: break-word; }
            h1 { font-size: 20pt; line-height: 1.3; margin: 0 0 4mm 0; font-weight: normal; }
            h2 { font-size: 14pt; line-height: 1.3; margin: 7mm 0 2mm 0; border-bottom: 1px solid #000000; font-weight: normal; page-break-after: avoid; }
            p { margin: 0 0 2.5mm 0; }
            ul { margin: 0 0 2.5mm 0; padding: 0 0 0 6mm; }
            table { width: 100%; border-collapse: collapse; margin: 0 0 4mm 0; }
            caption { text-align: left; padding: 0 0 1mm 0; }
            th, td { border: 1px solid #555555; padding: 1mm 1.5mm; vertical-align: top; text-align: left; font-weight: normal; }
            th { background-color: #eeeeee; }
            tr { page-break-inside: avoid; }
            td.box { text-align: center; }
            .note { border: 1px solid #000000; padding: 2mm 3mm; margin: 0 0 3mm 0; }
            .entry { margin: 0 0 4mm 0; page-break-inside: avoid; }
            .entry ul { list-style-type: none; padding: 0; margin: 0; }
            .line { border-bottom: 1px solid #000000; height: 8mm; }
            @media screen { body { max-width: 48em; margin: 0 auto; padding: 1em; } h1, h2 { font-weight: bold; } }
            """;

    private static final String BOX = "□";

    private final StringBuilder out = new StringBuilder();
    private final IntPredicate shown;

    private Html(IntPredicate shown) {
        this.shown = shown;
    }

    /** The page for a browser. */
    public static String page(Document document) {
        return "<!DOCTYPE html>\n" + markup(document, character -> true);
    }

    /** The page without the line that says that it is HTML; characters that are not {@code shown} stand there by number. */
    public static String markup(Document document, IntPredicate shown) {
        return new Html(shown).write(document);
    }

    private String write(Document document) {
        out.append("<html lang=\"").append(document.language().tag()).append("\">\n<head>\n");
        out.append("<meta charset=\"utf-8\"/>\n<meta name=\"viewport\" content=\"width=device-width\"/>\n");
        out.append("<title>");
        text(plain(document.title()));
        out.append("</title>\n<meta name=\"subject\" content=\"");
        text(plain(document.subject()));
        out.append("\"/>\n<style>").append(STYLE).append("</style>\n</head>\n<body>\n");
        element("h1", document.title());
        element("p", document.subject());
        for (Document.Section section : document.sections()) {
            out.append("<section>\n");
            element("h2", section.heading());
            section.blocks().forEach(this::block);
            out.append("</section>\n");
        }
        return out.append("</body>\n</html>\n").toString();
    }

    private void block(Block block) {
        if (block instanceof Block.Paragraph paragraph) {
            element("p", paragraph.text());
        } else if (block instanceof Block.Note note) {
            out.append("<p class=\"note\">");
            marked(note.text());
            out.append("</p>\n");
        } else if (block instanceof Block.Items items) {
            out.append("<ul>\n");
            items.items().forEach(item -> element("li", item));
            out.append("</ul>\n");
        } else if (block instanceof Block.Table table) {
            table(table);
        } else if (block instanceof Block.Fillable fillable) {
            out.append("<div class=\"entry\" data-member=\"");
            text(fillable.entry().member());
            out.append("\">\n");
            fillable(fillable);
            out.append("</div>\n");
        }
    }

    private void fillable(Block.Fillable fillable) {
        if (fillable instanceof Block.Lines lines) {
            label(lines.entry(), lines.label());
            for (int line = 0; line < lines.lines(); line++) {
                out.append("<div class=\"line\"></div>\n");
            }
        } else if (fillable instanceof Block.Choice choice) {
            label(choice.entry(), choice.label());
            out.append("<ul>\n");
            for (Block.Option option : choice.options()) {
                out.append("<li data-code=\"");
                text(option.code());
                out.append("\">").append(BOX).append(' ');
                marked(option.label());
                out.append("</li>\n");
            }
            out.append("</ul>\n");
        } else if (fillable instanceof Block.Grid grid) {
            label(grid.entry(), grid.label());
            grid(grid);
        }
    }

    private void grid(Block.Grid grid) {
        out.append("<table>\n<thead><tr><th scope=\"col\"></th>");
        grid.columns().forEach(column -> heading("col", column.label()));
        out.append("</tr></thead>\n<tbody>\n");
        for (Block.Option row : grid.rows()) {
            out.append("<tr>");
            heading("row", row.label());
            for (Block.Option column : grid.columns()) {
                out.append("<td class=\"box\" data-code=\"");
                text(row.code() + " " + column.code());
                out.append("\">").append(BOX).append("</td>");
            }
            out.append("</tr>\n");
        }
        out.append("</tbody>\n</table>\n");
    }

    private void table(Block.Table table) {
        out.append("<table>\n<caption>");
        marked(table.caption());
        out.append("</caption>\n<thead><tr>");
        table.head().forEach(head -> heading("col", head));
        out.append("</tr></thead>\n<tbody>\n");
        for (List<String> row : table.rows()) {
            out.append("<tr>");
            heading("row", row.get(0));
            for (String cell : row.subList(1, row.size())) {
                out.append("<td>");
                marked(cell);
                out.append("</td>");
            }
            out.append("</tr>\n");
        }
        out.append("</tbody>\n</table>\n");
    }

    private void label(Document.Entry entry, String label) {
        out.append("<p>");
        text(entry.number());
        out.append(". ");
        marked(label);
        out.append("</p>\n");
    }

    private void heading(String scope, String text) {
        out.append("<th scope=\"").append(scope).append("\">");
        marked(text);
        out.append("</th>");
    }

    private void element(String name, String text) {
        out.append('<').append(name).append('>');
        marked(text);
        out.append("</").append(name).append(">\n");
    }

    /** A text in which isolates become elements. One that does not close closes with the text. */
    private void marked(String text) {
        boolean inside = false;
        for (int at = 0; at < text.length(); ) {
            int character = text.codePointAt(at);
            if (character == Foreign.BEGIN && !inside) {
                inside = true;
                out.append("<bdi>");
            } else if (character == Foreign.END && inside) {
                inside = false;
                out.append("</bdi>");
            } else if (character == '\n') {
                out.append("<br/>");
            } else {
                character(character);
            }
            at += Character.charCount(character);
        }
        if (inside) {
            out.append("</bdi>");
        }
    }

    private void text(String text) {
        text.codePoints().forEach(this::character);
    }

    private void character(int character) {
        switch (character) {
            case '&' -> out.append("&amp;");
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '"' -> out.append("&quot;");
            case '\'' -> out.append("&#39;");
            case '\n', '\t', '\r' -> out.append(' ');
            default -> Foreign.append(out, character, one -> Foreign.isVisible(one) && shown.test(one));
        }
    }

    /** Attributes and titles have no elements in them. */
    private static String plain(String text) {
        return text.replace(String.valueOf(Foreign.BEGIN), "").replace(String.valueOf(Foreign.END), "");
    }
}
