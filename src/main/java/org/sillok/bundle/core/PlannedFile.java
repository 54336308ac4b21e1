package org.sillok.bundle.core;

import java.util.Optional;

/**
 * One released file of an item.
 *
 * @param number the file's number in the statements about its version, from 1 to 1000
 * @param mediaType as recorded; it decides the extension, and nothing else
 * @param originalName what the depositor called it, if that may go out; never becomes a name in the bundle
 */
public record PlannedFile(int number, String mediaType, Optional<String> originalName, Facts facts) {
    private static final int MAX_NUMBER = 1_000;

    public PlannedFile {
        if (number < 1 || number > MAX_NUMBER) {
            throw new IllegalArgumentException("files are numbered from 1 to " + MAX_NUMBER);
        }
    }
}
