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

    /** Why a name is refused. */
    record Refusal(FindingCode code, String words) {
        private static Refusal of(String words) {
            return new Refusal(FindingCode.ARCHIVE_NAME, words);
        }
    }

    /** Takes the next name; returns why it is refused, or null. */
    @Nullable
    Refusal refusal(String name) {
        Refusal form = badForm(name);
        if (form != null) {
            return form;
        }
        int order = last == null ? -1 : last.compareTo(name);
        last = name;
        if (order == 0) {
            return Refusal.of("The name is there twice.");
        } else if (order > 0) {
            return Refusal.of("The names are not in ascending order.");
        }
        return collides(name)
                ? Refusal.of("Another name differs from it in capitals only, or is a file where it needs a folder.")
                : null;
    }

    private static @Nullable Refusal badForm(String name) {
        if (name.length() > LONGEST) {
            return Refusal.of("The name is longer than " + LONGEST + " characters.");
        }
        String[] segments = name.split("/", -1);
        if (segments.length > DEEPEST) {
            return Refusal.of("The name has more than " + DEEPEST + " parts.");
        }
        for (String segment : segments) {
            boolean leads = segment.equals(".") || segment.equals("..");
            if (!leads && hasBlurredEdge(segment)) {
                return new Refusal(
                        FindingCode.ARCHIVE_NAME_EDGE,
                        "A part of the name begins or ends with a dot or a space. No bundle has such a file: if your system"
                                + " put it into the folder, remove it.");
            }
            // Also what is absolute, ends like a folder, or has a backslash, a drive or a letter that is not ASCII.
            if (leads || !SEGMENT.matcher(segment).matches()) {
                return Refusal.of("The name is not one that a bundle may have.");
            }
        }
        return null;
    }

    /** Windows drops dots and spaces at the end, and much hides what begins with a dot: then it is another file, or none. */
    private static boolean hasBlurredEdge(String segment) {
        return segment.startsWith(".") || segment.startsWith(" ") || segment.endsWith(".") || segment.endsWith(" ");
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
