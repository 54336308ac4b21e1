package org.sillok.storage;

import java.util.regex.Pattern;
import org.sillok.kernel.ObjectId;

/**
 * The name of an object: segments of {@code [a-z0-9_.-]} joined by {@code /}, at most 200 characters. No segment is
 * empty or begins with a dot, so a name can neither leave the store nor meet the store's own files, and it means the
 * same in a directory tree and in a bucket. Names order as their characters do.
 *
 * <p>A name must not continue another object's name after a {@code /}: a directory tree cannot hold both.
 */
public record ObjectName(String value) implements Comparable<ObjectName> {
    public static final int MAX_LENGTH = 200;

    private static final String SEGMENT = "[a-z0-9_-][a-z0-9_.-]*+";
    private static final Pattern FORM = Pattern.compile(SEGMENT + "(?:/" + SEGMENT + ")*+");
    private static final int FAN_OUT = 2;

    public ObjectName {
        if (!isWellFormed(value)) {
            throw new IllegalArgumentException("not an object name");
        }
    }

    /**
     * Where the encrypted bytes of {@code object} are kept. The identifier's first two random characters fan the
     * objects out over 1,024 directories.
     */
    public static ObjectName of(ObjectId object) {
        String id = object.value();
        int random = ObjectId.PREFIX.length() + 1;
        return new ObjectName("content/" + id.substring(random, random + FAN_OUT) + "/" + id);
    }

    /** Where a damaged object of this name is kept aside. */
    ObjectName aside(String mark) {
        return new ObjectName("damaged/" + value + "/" + mark);
    }

    public static boolean isWellFormed(String value) {
        return value.length() <= MAX_LENGTH && FORM.matcher(value).matches();
    }

    @Override
    public int compareTo(ObjectName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
