package org.sillok.succession.core;

import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.SuccessionId;

/**
 * The exact bytes that organisations sign with their own keys: ASCII, lines with a line feed between them and none at the end.
 * Each names the succession and both sides, so that no signature serves for another one.
 */
public final class SignedText {
    private static final String AGREEMENT = "sillok/succession-agreement/1";
    private static final String ACCEPTANCE = "sillok/succession-acceptance/1";

    private SignedText() {}

    /** Who hands over to whom. */
    public record Sides(SuccessionId id, PartyId owner, PartyId successor) {}

    /**
     * What the organisation signs whose holdings they are.
     *
     * @param certificate SHA-256 of the successor's certificate: nobody else will be able to open the package
     */
    public static Bytes agreement(Sides sides, Digest certificate) {
        return text(AGREEMENT, sides, sha256(certificate));
    }

    /**
     * What the successor signs once it has verified the package.
     *
     * @param holdings SHA-256 of {@code tagmanifest-sha512.txt} of the archive of the holdings
     * @param protectedPart the same of the archive about sources
     */
    public static Bytes acceptance(Sides sides, Digest holdings, Digest protectedPart) {
        return text(ACCEPTANCE, sides, sha256(holdings), sha256(protectedPart));
    }

    private static Bytes text(String tag, Sides sides, String... more) {
        return Bytes.utf8(String.join(
                        "\n",
                        tag,
                        sides.id().value(),
                        sides.owner().value(),
                        sides.successor().value())
                + "\n"
                + String.join("\n", more));
    }

    private static String sha256(Digest digest) {
        if (digest.algorithm() != Digest.Algorithm.SHA_256) {
            throw new IllegalArgumentException("SHA-256");
        }
        return digest.base64Url();
    }
}
