package org.sillok.backup.core;

import java.util.regex.Pattern;

/** The name of a backup below the configured folder: it can neither leave the folder nor mean something to a shell. */
public record BackupName(String value) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    public BackupName {
        if (!isWellFormed(value)) {
            throw new IllegalArgumentException("not the name of a backup");
        }
    }

    public static boolean isWellFormed(String value) {
        return FORM.matcher(value).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
