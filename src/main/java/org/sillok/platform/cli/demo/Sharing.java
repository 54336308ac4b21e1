package org.sillok.platform.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;

/** The second half of the story: from agreements and consents to a bundle in the hands of who asked. */
final class Sharing {
    private final Narrator narrator;
    private final Setup setup;
    private final Verification verification;
    private final Path trust;
    private final Path output;

    /**
     * @param trust the log's policy, which the recipient got by another way than the bundle
     * @param output where keys and bundles are kept
     */
    Sharing(Narrator narrator, Setup setup, Verification verification, Path trust, Path output) {
        this.narrator = narrator;
        this.setup = setup;
        this.verification = verification;
        this.trust = trust;
        this.output = output;
    }

    void tell(Samples samples, SharingSet set, Deposits deposits) throws DemoFailure {
        Enrolment enrolment = new Enrolment(setup.custodian(), output.resolve("keys"));
        Cast cast = Cast.introduce(narrator, setup, samples, set, enrolment);
        new Agreeing(narrator, set).tell(cast);
        Map<String, Material> all = new Consenting(narrator, samples, set).tell(cast, deposits);
        Asked asked = new Asking(narrator, set).tell(cast.recipient(), all);
        new Answering(narrator, set).tell(asked, all);
        new Approving(narrator).tell(cast, asked, all);
        JsonNode bundle = new Sealing(narrator).tell(asked);
        BundleFolder folder = BundleFolder.next(output);
        new Receiving(narrator, folder).tell(cast, bundle);
        new Examining(narrator, verification, trust).tell(folder);
        new Withheld(narrator).tell(folder, all);
    }
}
