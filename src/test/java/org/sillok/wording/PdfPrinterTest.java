package org.sillok.wording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.sillok.wording.core.Block;
import org.sillok.wording.core.ConsentForm;
import org.sillok.wording.core.Document;
import org.sillok.wording.core.Foreign;
import org.sillok.wording.core.Language;
import org.sillok.wording.core.SamplePages;
import org.sillok.wording.core.SampleTerms;

/** Also leaves the pages under {@code target/pages}, for the judges of other houses. */
class PdfPrinterTest {
    private static final Instant MADE = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final Path LEFT = Path.of("target/pages");

    private final PdfPrinter printer = new PdfPrinter();

    @Test
    void everyPageIsArchivableAndTaggedAndCanBeRead() throws Exception {
        Files.createDirectories(LEFT);
        for (Map.Entry<String, Document> page : pages().entrySet()) {
            byte[] pdf = printer.print(page.getValue(), MADE);
            Files.write(LEFT.resolve(page.getKey() + ".pdf"), pdf);
            assertThat(new String(pdf, 0, 5, StandardCharsets.ISO_8859_1)).isEqualTo("%PDF-");
            try (PDDocument read = Loader.loadPDF(pdf)) {
                String xmp = new String(read.getDocumentCatalog().getMetadata().toByteArray(), StandardCharsets.UTF_8);
                assertThat(xmp)
                        .contains("<pdfaid:part>2</pdfaid:part>", "<pdfaid:conformance>A</pdfaid:conformance>")
                        .contains("<xmp:CreateDate>2026-01-02T03:04:05Z</xmp:CreateDate>");
                assertThat(read.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
                assertThat(read.getDocumentCatalog().getLanguage())
                        .isEqualTo(page.getValue().language().tag());
                assertThat(read.getDocumentInformation().getCreationDate().toInstant())
                        .isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
                String text = text(read);
                assertThat(text).contains(page.getValue().sections().get(0).heading());
            }
        }
    }

    @Test
    void theSameDocumentIsTheSameBytes() throws Exception {
        Document form = ConsentForm.of(Language.KO);
        assertThat(new PdfPrinter().print(form, MADE)).isEqualTo(printer.print(form, MADE));
        assertThat(printer.print(form, MADE.plusSeconds(1))).isNotEqualTo(printer.print(form, MADE));
    }

    @Test
    void hostileTextIsPrintedAsText() throws Exception {
        byte[] pdf = printer.print(
                page(Foreign.isolate(
                        "<img src='file:///etc/passwd'/> & \u202Egnp مركز 😀 @import url(http://example.org)")),
                MADE);
        try (PDDocument read = Loader.loadPDF(pdf)) {
            assertThat(text(read).replaceAll("\\s+", " "))
                    .contains("<img src='file:///etc/passwd'/> & [U+202E]gnp [U+0645][U+0631]")
                    .contains("[U+1F600] @import url(http://example.org)");
        }
    }

    @Test
    void aWordWithoutEndStaysOnThePage() throws Exception {
        byte[] pdf = printer.print(page(Foreign.isolate("가".repeat(20_000))), MADE);
        try (PDDocument read = Loader.loadPDF(pdf)) {
            assertThat(read.getNumberOfPages()).isGreaterThan(3);
            assertThat(text(read).chars().filter(c -> c == '가').count()).isEqualTo(20_000);
        }
    }

    @Test
    void whatIsTooLongIsRefused() {
        assertThatThrownBy(() -> printer.print(page("x".repeat(PdfPrinter.MAX_MARKUP)), MADE))
                .isInstanceOf(PageTooLongException.class);
    }

    private static Map<String, Document> pages() {
        Map<String, Document> pages = new TreeMap<>();
        for (Language language : Language.values()) {
            pages.put("consent-form-" + language.tag(), ConsentForm.of(language));
            pages.put(
                    "agreement-" + language.tag(),
                    SamplePages.agreement().document(SampleTerms.words(language), SampleTerms::name));
            pages.put("consent-" + language.tag(), SamplePages.consent().document(SampleTerms.words(language)));
        }
        return pages;
    }

    private static Document page(String text) {
        return new Document(Language.EN, "T", "S", List.of(Document.Section.of("H", new Block.Paragraph(text))));
    }

    private static String text(PDDocument document) throws IOException {
        return new PDFTextStripper().getText(document);
    }
}
