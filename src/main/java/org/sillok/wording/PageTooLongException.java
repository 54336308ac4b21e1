package org.sillok.wording;

/** A document is too long to be set on paper. */
public final class PageTooLongException extends Exception {
    private static final long serialVersionUID = 1;

    PageTooLongException() {
        super("more than " + PdfPrinter.MAX_MARKUP + " characters of markup");
    }
}
