package org.sillok.recall.core;

import java.util.Locale;
import java.util.regex.Pattern;

/** The number of an item in one bundle, as the bundle writes it: {@code EV-000001}. */
public final class ItemNumber {
    private static final Pattern FORM = Pattern.compile("EV-[0-9]{6}");
    private static final int LARGEST = 999_999;
    private static final int PREFIX = 3;

    private ItemNumber() {}

    /** Throws {@link IllegalArgumentException} for a number that no item of a bundle has. */
    public static int check(int number) {
        if (number < 1 || number > LARGEST) {
            throw new IllegalArgumentException("items of a bundle are numbered from 1 to " + LARGEST);
        }
        return number;
    }

    public static String text(int number) {
        return String.format(Locale.ROOT, "EV-%06d", check(number));
    }

    /** Reads what {@link #text} writes; throws {@link IllegalArgumentException} for anything else. */
    public static int parse(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("not the number of an item");
        }
        return check(Integer.parseInt(text.substring(PREFIX)));
    }
}
