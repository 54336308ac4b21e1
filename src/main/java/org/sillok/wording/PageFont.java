package org.sillok.wording;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.fontbox.FontBoxFont;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.font.CIDFontMapping;
import org.apache.pdfbox.pdmodel.font.FontMapper;
import org.apache.pdfbox.pdmodel.font.FontMapping;
import org.apache.pdfbox.pdmodel.font.PDCIDSystemInfo;
import org.apache.pdfbox.pdmodel.font.PDFontDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * The one font of all pages, Nanum Gothic (SIL Open Font License, beside it): every modern Hangul syllable, the common
 * Hanja, Latin, Greek and Cyrillic; no Arabic, no Hebrew, not all Chinese characters.
 */
final class PageFont {
    static final String FAMILY = "Nanum Gothic";
    static final int WEIGHT = 400;

    private static final String FILE = "NanumGothic.ttf";

    private final byte[] bytes;
    private final TrueTypeFont font;
    private final CmapLookup glyphs;

    private PageFont(byte[] bytes, TrueTypeFont font) throws IOException {
        this.bytes = bytes;
        this.font = font;
        this.glyphs = font.getUnicodeCmapLookup();
    }

    static PageFont load() {
        try (InputStream file = PageFont.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException(FILE + " is not beside its class");
            }
            byte[] bytes = file.readAllBytes();
            return new PageFont(bytes, new TTFParser().parse(new RandomAccessReadBuffer(bytes)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    InputStream stream() {
        return new ByteArrayInputStream(bytes);
    }

    /** Whether there is a glyph; PDF/A allows no reference to one that is missing. */
    synchronized boolean has(int character) {
        return glyphs.getGlyphId(character) != 0;
    }

    /** Gives this font whatever is looked for, so that the fonts of the machine are neither read nor listed in a file. */
    FontMapper instead() {
        return new FontMapper() {
            @Override
            public FontMapping<TrueTypeFont> getTrueTypeFont(String name, @Nullable PDFontDescriptor descriptor) {
                return new FontMapping<>(font, false);
            }

            @Override
            public FontMapping<FontBoxFont> getFontBoxFont(String name, @Nullable PDFontDescriptor descriptor) {
                return new FontMapping<>(font, false);
            }

            @Override
            public CIDFontMapping getCIDFont(
                    String name, @Nullable PDFontDescriptor descriptor, @Nullable PDCIDSystemInfo system) {
                return new CIDFontMapping(null, font, true);
            }
        };
    }
}
