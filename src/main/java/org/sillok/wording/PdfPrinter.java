package org.sillok.wording;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.PdfAConformance;
import com.openhtmltopdf.util.XRLog;
import jakarta.enterprise.context.ApplicationScoped;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.sillok.crypto.Sha2;
import org.sillok.wording.core.Document;
import org.sillok.wording.core.Html;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * Documents as PDF/A-2a: tagged, with the font embedded, readable without anything else. The same document of the same
 * moment is the same bytes. It fetches nothing, reads no fonts of the machine and writes no files; as a page takes memory
 * while it is set, few are set at a time.
 */
@ApplicationScoped
public class PdfPrinter {
    /** Characters of markup, about three hundred pages. */
    public static final int MAX_MARKUP = 1_000_000;

    private static final int AT_A_TIME = 2;
    private static final int MOST_WAITING = 8;

    private final PageFont font;
    private final byte[] colours = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
    private final Semaphore presses = new Semaphore(AT_A_TIME);

    PdfPrinter() {
        font = PageFont.load();
        // Their messages would repeat what stands in a document; and no font of this machine is ever to be looked for.
        XRLog.setLoggingEnabled(false);
        FontMappers.set(font.instead());
    }

    /**
     * The document as PDF.
     *
     * @param made what the file says of when it was made
     * @throws PageTooLongException for a document of more than {@link #MAX_MARKUP} characters
     * @throws PressesBusyException if others wait already: pages are for people, and must not hold up everything else
     */
    public byte[] print(Document document, Instant made) throws PageTooLongException, PressesBusyException {
        if (presses.getQueueLength() >= MOST_WAITING) {
            throw new PressesBusyException();
        }
        String markup = Html.markup(document, font::has);
        if (markup.length() > MAX_MARKUP) {
            throw new PageTooLongException();
        }
        presses.acquireUninterruptibly();
        try {
            return Imprint.finish(set(markup), made, number(markup));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            presses.release();
        }
    }

    private static long number(String markup) {
        return ByteBuffer.wrap(
                        Sha2.sha256(markup.getBytes(StandardCharsets.UTF_8)).toArray())
                .getLong();
    }

    private byte[] set(String markup) throws IOException {
        PdfRendererBuilder builder = new PdfRendererBuilder()
                .withW3cDocument(parsed(markup), null)
                .withProducer("Sillok")
                .useFont(font::stream, PageFont.FAMILY, PageFont.WEIGHT, FontStyle.NORMAL, true)
                .useColorProfile(colours)
                .usePdfAConformance(PdfAConformance.PDFA_2_A)
                .usePdfUaAccessibility(true)
                .useUriResolver((base, uri) -> null)
                .useExternalResourceAccessControl(
                        (uri, type) -> false, ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI);
        try (PdfBoxRenderer renderer = builder.buildPdfRenderer()) {
            renderer.layout();
            try (PDDocument set = renderer.createPDFKeepOpen()) {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                set.save(bytes, CompressParameters.NO_COMPRESSION);
                return bytes.toByteArray();
            }
        }
    }

    private static org.w3c.dom.Document parsed(String markup) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(new InputSource(new StringReader(markup)));
        } catch (ParserConfigurationException | SAXException e) {
            throw new IllegalStateException("the markup is not well-formed", e);
        }
    }
}
