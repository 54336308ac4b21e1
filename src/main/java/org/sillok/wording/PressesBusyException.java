package org.sillok.wording;

/** So many pages are being set that another one would only wait. */
public final class PressesBusyException extends Exception {
    private static final long serialVersionUID = 1;
}
