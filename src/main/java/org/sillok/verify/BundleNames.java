package org.sillok.verify;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decides about names, one after the other: of the one grammar, ascending, and distinct on file systems that take
 * capitals and small letters for the same.
 */
final class BundleNames {
    /** The longest path below the root that is accepted. */
    static final int LONGEST = 400;

    private static final int DEEPEST = 8;
    private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    private final Map<String, String> spellings = new HashMap<>();
    private @Nullable String last;
    private String lastFolder = "";

    /** Takes the next name; returns why it is refused, or null. */
    @Nullable
    String refusal(String name) {
        String form = badForm(name);
        if (form != null) {
            return form;
        }
        int order = last == null ? -1 : last.compareTo(name);
        last = name;
        if (order == 0) {
            return "The name is there twice.";
        } else if (order > 0) {
            return "The names are not in ascending order.";
        }
        return collides(name)
                ? "Another name differs from it in capitals only, or is a file where it needs a folder."
                : null;
    }

    private static @Nullable String badForm(String name) {
        if (name.length() > LONGEST) {
            return "The name is longer than " + LONGEST + " characters.";
        }
        String[] segments = name.split("/", -1);
        if (segments.length > DEEPEST) {
            return "The name has more than " + DEEPEST + " parts.";
        }
        for (String segment : segments) {
            // Also what is absolute, ends like a folder, or has a backslash, a drive or a letter that is not ASCII.
            if (!SEGMENT.matcher(segment).matches() || segment.equals(".") || segment.equals("..")) {
                return "The name is not one that a bundle may have.";
            }
        }
        return null;
    }

    private boolean collides(String name) {
        int end = name.lastIndexOf('/');
        String folder = end < 0 ? "" : name.substring(0, end + 1);
        if (!folder.equals(lastFolder)) {
            lastFolder = folder;
            for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
                if (!isFree(name.substring(0, slash), name.substring(0, slash + 1))) {
                    return true;
                }
            }
        }
        return !isFree(name, name);
    }

    // A folder is remembered with its slash, so that it is no file of the same name.
    private boolean isFree(String path, String spelling) {
        String before = spellings.putIfAbsent(path.toLowerCase(Locale.ROOT), spelling);
        return before == null || (before.equals(spelling) && spelling.endsWith("/"));
    }
}
