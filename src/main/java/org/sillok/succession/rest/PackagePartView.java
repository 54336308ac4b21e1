package org.sillok.succession.rest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sillok.succession.PackagePart;
import org.sillok.succession.core.Archive;

/** An encrypted message of a package as the API lists it. */
@Schema(name = "SuccessionPart")
public record PackagePartView(
        Archive archive,
        int number,
        long length,

        @Schema(description = "hexadecimal, of the message as it is downloaded")
        String sha256,

        @Schema(description = "what a file with it is called")
        String fileName) {
    static PackagePartView of(PackagePart part) {
        return new PackagePartView(
                part.archive(), part.number(), part.length(), part.sha256().hex(), part.fileName());
    }
}
