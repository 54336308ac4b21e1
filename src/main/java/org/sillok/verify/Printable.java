package org.sillok.verify;

/** Makes text from a receipt harmless for a terminal: what it cannot show as it is, it shows as an escape. */
final class Printable {
    private Printable() {}

    static String line(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (isHarmless(c)) {
                line.appendCodePoint(c);
            } else {
                line.append("\\u{" + Integer.toHexString(c) + "}");
            }
        });
        return line.toString();
    }

    private static boolean isHarmless(int c) {
        // Format characters include those that reverse the direction of writing, which could disguise a file's name.
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
