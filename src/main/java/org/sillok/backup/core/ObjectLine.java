package org.sillok.backup.core;

import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sillok.kernel.Digest;

/** A line of the list of objects, as {@code sha256sum} writes and checks it. */
public record ObjectLine(Digest sha256, String name) {
    /** The folder of the objects in a backup. */
    public static final String FOLDER = "objects";

    private static final Pattern FORM = Pattern.compile("([0-9a-f]{64})  " + FOLDER + "/([a-z0-9_./-]{1,200})");

    public static ObjectLine parse(String line) throws InvalidManifestException {
        Matcher form = FORM.matcher(line);
        if (!form.matches()) {
            throw new InvalidManifestException("the list of objects has a malformed line");
        }
        return new ObjectLine(Digest.sha256(HexFormat.of().parseHex(form.group(1))), form.group(2));
    }

    /** Without an end of line. */
    public String text() {
        return sha256.hex() + "  " + FOLDER + "/" + name;
    }
}
