package org.sillok.succession;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.sillok.bundle.BundleConfig;
import org.sillok.bundle.core.BagArchive;
import org.sillok.crypto.RecipientEncryption;
import org.sillok.crypto.Sha2;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.succession.core.Archive;
import org.sillok.succession.db.ExportRows;

/** Writes an archive into the object store, encrypted for the successor on the way: what is in it is nowhere in clear. */
@ApplicationScoped
class ArchiveWriting {
    private final PackageObjects objects;
    private final ArchiveProofs proofs;
    private final BundleConfig config;
    private final SecureRandom random = new SecureRandom();

    ArchiveWriting(PackageObjects objects, ArchiveProofs proofs, BundleConfig config) {
        this.objects = objects;
        this.proofs = proofs;
        this.config = config;
    }

    /** Puts the payload in. */
    interface Content {
        void into(BagArchive bag) throws IOException;
    }

    /** An archive that is complete: the digest that stands for it, and its messages. */
    record Written(Digest digest, List<ExportRows.Part> parts) {
        Written {
            parts = List.copyOf(parts);
        }
    }

    /** Writes one archive under the name of the attempt. */
    Written write(ExportSteps.Attempt attempt, Archive archive, Bytes checkpoint, Content content) {
        try (PackageSink sink = new PackageSink(objects, attempt.id(), attempt.folder(), archive)) {
            OutputStream encrypted =
                    RecipientEncryption.inParts(attempt.certificate(), random, config.partLength(), sink);
            BagArchive bag = new BagArchive(attempt.id() + "-" + archive.slug(), encrypted);
            bag.begin(ExitPage.text(), info(attempt, archive));
            content.into(bag);
            Bytes tagManifest = bag.finish(proofs.at(checkpoint, attempt.at()));
            // Not after a failure: that would complete the message.
            encrypted.close();
            return new Written(Sha2.sha256(tagManifest), sink.parts());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** No personal data: these lines are what archives copy into their catalogues. */
    private static String info(ExportSteps.Attempt attempt, Archive archive) {
        return "BagIt-Profile-Identifier: urn:sillok:bagit-profile:exit:1\n"
                + "Source-Organization: Sillok\n"
                + "Bagging-Date: " + LocalDate.ofInstant(attempt.at(), ZoneOffset.UTC) + "\n"
                + "External-Identifier: " + attempt.id() + "\n"
                + "Sillok-Exit-Format: 1\n"
                + "Sillok-Exit-Archive: " + archive.name() + "\n";
    }
}
