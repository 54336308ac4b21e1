package org.sillok.bundle.core;

import java.io.IOException;
import java.io.OutputStream;
import org.sillok.kernel.Digest;

/** The small files that make it a bag (RFC 8493). */
final class BagFiles {
    static final String DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";

    private BagFiles() {}

    /** No personal data: these lines are what archives copy into their catalogues. */
    static String info(BundlePlan plan, long octets, long streams, Digest terms, Digest decisions) {
        return "BagIt-Profile-Identifier: " + Layout.PROFILE + "\n"
                + "Source-Organization: Sillok\n"
                + "Bagging-Date: " + plan.date() + "\n"
                + "External-Identifier: " + plan.id() + "\n"
                + "Payload-Oxum: " + octets + "." + streams + "\n"
                + "Agreement-Digest: " + terms.hex() + "\n"
                + "Decision-Digest: " + decisions.hex() + "\n"
                + "Sillok-Bundle-Format: " + Layout.FORMAT + "\n"
                + plan.replaces().map(bundle -> "Replaces: " + bundle + "\n").orElse("");
    }

    static void line(OutputStream out, Digest digest, String path) throws IOException {
        new Text(out).add(digest.hex()).add("  ").add(path).add("\n").flush();
    }
}
