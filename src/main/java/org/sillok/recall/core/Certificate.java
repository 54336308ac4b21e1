package org.sillok.recall.core;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sillok.kernel.ItemId;

/** A document of the recipient's own that shows what it did, such as a record of the destruction: one version of an item. */
public record Certificate(ItemId item, int version) {
    private static final Pattern FORM = Pattern.compile("([^/]*)/([1-9][0-9]{0,8})");

    public Certificate {
        if (version < 1) {
            throw new IllegalArgumentException("versions count from 1");
        }
    }

    /** Reads what {@link #toString} writes; throws {@link IllegalArgumentException} for anything else. */
    public static Certificate parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("not a version of an item");
        }
        return new Certificate(new ItemId(form.group(1)), Integer.parseInt(form.group(2)));
    }

    /** The item, a slash, and the version. */
    @Override
    public String toString() {
        return item + "/" + version;
    }
}
