package org.sillok.wording.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;

class HtmlTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "\"><img src=x onerror=alert(1)>",
                "]]><!-- --> &amp; & ' \" </bdi></p>",
                "\u202Egnp.exe",
                "\u2069\u2069 outside \u2068",
                "\u0000\u0007\uFFFF\uD800",
                "\uFEFF\u200B\u2028",
                "a\r\nb\tc",
                "{{constructor}} ${7*7} %s",
            })
    void hostileTextIsNeitherMarkupNorMovesWhatStandsAroundIt(String hostile) throws Exception {
        String page = Html.page(new Document(
                Language.EN,
                Foreign.isolate(hostile),
                hostile,
                List.of(Document.Section.of(
                        Foreign.isolate(hostile),
                        new Block.Paragraph("before " + Foreign.isolate(hostile) + " after"),
                        new Block.Items(List.of(Foreign.isolate(hostile))),
                        new Block.Table(hostile, List.of(hostile, hostile), List.of(List.of(hostile, hostile))),
                        new Block.Choice(
                                new Document.Entry(hostile, hostile),
                                hostile,
                                List.of(new Block.Option(hostile, hostile)))))));
        org.w3c.dom.Document parsed = parse(page);
        for (String element : List.of("script", "img", "a", "link", "iframe", "object", "form")) {
            assertThat(parsed.getElementsByTagName(element).getLength()).isZero();
        }
        assertThat(page).doesNotContain("\u202E", "\u2066", "\u2067", "\u2068", "\u2069", "\uFEFF", "\u200B", "\u2028");
        assertThat(parsed.getElementsByTagName("p").item(1).getTextContent())
                .startsWith("before ")
                .endsWith(" after");
    }

    @Test
    void whatNobodySeesIsShownByNumber() {
        assertThat(Foreign.isolate("a\u202Eb\u200Bc\uFEFF\u0000"))
                .isEqualTo("\u2068a[U+202E]b[U+200B]c[U+FEFF][U+0000]\u2069");
        assertThat(Foreign.isolate("\uD83D\uDE00 한글 العربية می\u200Cخواهم"))
                .isEqualTo("\u2068\uD83D\uDE00 한글 العربية می\u200Cخواهم\u2069");
        assertThat(Foreign.isolate("\uE000\uD800")).isEqualTo("\u2068[U+E000][U+D800]\u2069");
    }

    @Test
    void foreignTextStandsInAnElementOfItsOwn() {
        assertThat(page("Ask " + Foreign.isolate("مركز") + " first.")).contains("<p>Ask <bdi>مركز</bdi> first.</p>");
        assertThat(page(Foreign.isolate("one\ntwo"))).contains("<bdi>one<br/>two</bdi>");
        assertThat(page("open \u2068never closed")).contains("<bdi>never closed</bdi></p>");
    }

    @Test
    void aPageLoadsNothingAndSaysItsLanguage() throws Exception {
        for (Language language : Language.values()) {
            String page = Html.page(ConsentForm.of(language));
            assertThat(page)
                    .startsWith("<!DOCTYPE html>\n<html lang=\"" + language.tag() + "\">")
                    .doesNotContain("http:", "https:", "url(", "src=", "href=", "@import", "style=", "onclick");
            assertThat(parse(page).getElementsByTagName("h1").getLength()).isOne();
        }
    }

    @Test
    void charactersWithoutAGlyphAreShownByNumber() {
        Document document = new Document(
                Language.EN, "T", "S", List.of(Document.Section.of("H", new Block.Paragraph(Foreign.isolate("aع😀")))));
        assertThat(Html.markup(document, character -> character < 128)).contains("<bdi>a[U+0639][U+1F600]</bdi>");
    }

    @Test
    void tablesHaveHeadingsForRowsAndColumns() {
        assertThat(Html.page(ConsentForm.of(Language.EN)))
                .contains("<th scope=\"col\">", "<th scope=\"row\">")
                .contains("data-code=\"COPY RESEARCH\"");
    }

    private static String page(String text) {
        return Html.page(
                new Document(Language.EN, "T", "S", List.of(Document.Section.of("H", new Block.Paragraph(text)))));
    }

    private static org.w3c.dom.Document parse(String page) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        return factory.newDocumentBuilder()
                .parse(new InputSource(new StringReader(page.substring(page.indexOf('\n')))));
    }
}
