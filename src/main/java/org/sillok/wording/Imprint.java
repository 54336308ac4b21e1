package org.sillok.wording;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.TimeZone;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDMetadata;

/**
 * What the typesetter leaves to be done: it writes the clock's time, and of the many characters that share a blank glyph it
 * names the first, which is none that a text may have.
 */
final class Imprint {
    private static final Pattern CREATED = Pattern.compile("<xmp:CreateDate>[^<]*</xmp:CreateDate>");
    private static final Pattern BLANK = Pattern.compile("<([0-9A-F]{4})> <\\1> <0000>");

    private Imprint() {}

    /**
     * The finished file.
     *
     * @param number from which, and from the time, its identifier is made
     */
    static byte[] finish(byte[] pdf, Instant made, long number) throws IOException {
        Instant second = made.truncatedTo(ChronoUnit.SECONDS);
        try (PDDocument document = Loader.loadPDF(pdf)) {
            document.getDocumentInformation().setCreationDate(calendar(second));
            PDMetadata metadata = document.getDocumentCatalog().getMetadata();
            String xmp = new String(metadata.toByteArray(), StandardCharsets.UTF_8);
            metadata.importXMPMetadata(CREATED.matcher(xmp)
                    .replaceAll("<xmp:CreateDate>" + second.atOffset(ZoneOffset.UTC) + "</xmp:CreateDate>")
                    .getBytes(StandardCharsets.UTF_8));
            for (PDPage page : document.getPages()) {
                nameBlanks(page);
            }
            document.getDocument().getTrailer().removeItem(COSName.ID);
            document.setDocumentId(number);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            document.save(bytes, CompressParameters.NO_COMPRESSION);
            return bytes.toByteArray();
        }
    }

    private static void nameBlanks(PDPage page) throws IOException {
        COSDictionary fonts = page.getResources().getCOSObject().getCOSDictionary(COSName.FONT);
        if (fonts == null) {
            return;
        }
        for (COSName name : fonts.keySet()) {
            COSBase font = fonts.getDictionaryObject(name);
            if (font instanceof COSDictionary dictionary
                    && dictionary.getDictionaryObject(COSName.TO_UNICODE) instanceof COSStream stream) {
                String map = new String(stream.createInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
                try (var out = stream.createOutputStream(COSName.FLATE_DECODE)) {
                    out.write(BLANK.matcher(map).replaceAll("<$1> <$1> <0020>").getBytes(StandardCharsets.ISO_8859_1));
                }
            }
        }
    }

    private static Calendar calendar(Instant instant) {
        Calendar calendar = new GregorianCalendar(TimeZone.getTimeZone(ZoneOffset.UTC), Locale.ROOT);
        calendar.setTimeInMillis(instant.toEpochMilli());
        return calendar;
    }
}
