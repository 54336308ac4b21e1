package org.sillok.platform.cli.demo;

import java.io.PrintStream;

/**
 * Output for a person. On a terminal it uses colour and one line that is redrawn; everywhere else (a pipe, a file,
 * {@code NO_COLOR}, {@code TERM=dumb}) plain lines without control characters.
 */
final class Screen {
    private static final String ERASE_LINE = "\r\u001b[2K";

    private enum Style {
        BOLD("1"),
        DIM("2"),
        GREEN("32"),
        RED("1;31");

        private final String code;

        Style(String code) {
            this.code = code;
        }
    }

    private final PrintStream out;
    private final boolean lively;
    private boolean statusShown;

    Screen(PrintStream out, boolean lively) {
        this.out = out;
        this.lively = lively;
    }

    boolean lively() {
        return lively;
    }

    void heading(int number, String text) {
        line("");
        line(style(Style.BOLD, number + "  " + text));
    }

    void title(String text) {
        line(style(Style.BOLD, text));
    }

    void text(String text) {
        line("   " + text);
    }

    void fact(String name, String text) {
        line("   " + style(Style.DIM, pad(name, 8)) + "  " + text);
    }

    void command(String text) {
        line("   " + style(Style.DIM, "$ ") + text);
    }

    void holds(String text) {
        line("   " + style(Style.GREEN, "✓") + " " + text);
    }

    void fails(String text) {
        line("   " + style(Style.RED, "✗") + " " + text);
    }

    synchronized void line(String text) {
        clearStatus();
        out.println(text);
        out.flush();
    }

    /** Replaces the line that is being redrawn; nothing at all unless the screen is lively. */
    synchronized void status(String text) {
        if (lively) {
            out.print(ERASE_LINE + "   " + text);
            out.flush();
            statusShown = true;
        }
    }

    synchronized void clearStatus() {
        if (statusShown) {
            out.print(ERASE_LINE);
            out.flush();
            statusShown = false;
        }
    }

    private String style(Style style, String text) {
        return lively ? "\u001b[" + style.code + "m" + text + "\u001b[0m" : text;
    }

    /** Pads to {@code columns} on the screen, where a Hangul syllable takes two. */
    static String pad(String text, int columns) {
        int used = width(text);
        return used >= columns ? text : text + " ".repeat(columns - used);
    }

    /** Cuts to {@code columns} on the screen, with an ellipsis where something is left out. */
    static String cut(String text, int columns) {
        if (width(text) <= columns) {
            return text;
        }
        StringBuilder kept = new StringBuilder();
        int used = 1;
        for (int codePoint : text.codePoints().toArray()) {
            used += isWide(codePoint) ? 2 : 1;
            if (used > columns) {
                break;
            }
            kept.appendCodePoint(codePoint);
        }
        return kept + "…";
    }

    private static int width(String text) {
        return text.codePoints().map(c -> isWide(c) ? 2 : 1).sum();
    }

    private static boolean isWide(int codePoint) {
        return (codePoint >= 0x1100 && codePoint <= 0x115f)
                || (codePoint >= 0x2e80 && codePoint <= 0xa4cf)
                || (codePoint >= 0xac00 && codePoint <= 0xd7a3)
                || (codePoint >= 0xf900 && codePoint <= 0xfaff)
                || (codePoint >= 0xff00 && codePoint <= 0xff60)
                || (codePoint >= 0x1f300 && codePoint <= 0x1faff);
    }
}
