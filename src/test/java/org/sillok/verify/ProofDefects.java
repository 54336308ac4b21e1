package org.sillok.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.sillok.bundle.SampleBundle;
import org.sillok.crypto.Pem;
import org.sillok.crypto.Sha2;
import org.sillok.crypto.TestAuthority;
import org.sillok.custody.core.CustodyFixtures;
import org.sillok.kernel.Bytes;
import org.sillok.log.core.Checkpoint;
import org.sillok.log.core.CheckpointSigner;

/** What is under {@code proof/}: the signature, keys, time-stamps, checkpoint and policy. */
final class ProofDefects extends BundleDefects {
    private static final String T512 = BundleLayout.TAG_MANIFEST_512;
    private static final String KEY = "proof/keys/statement-1.pem";
    private static final TestAuthority AUTHORITY = TestAuthority.named("Alpha");

    ProofDefects() {
        signatures();
        proofs();
    }

    private void signatures() {
        FindingCode code = FindingCode.BUNDLE_SIGNATURE;
        raw("a changed bit at the end of the signature", code, bundle -> bundle.flip(BundleLayout.SIGNATURE, -1));
        raw("a changed bit in the signer's name", code, bundle -> bundle.flip(BundleLayout.SIGNATURE, 120));
        raw("no signature in the file", code, bundle -> bundle.put(BundleLayout.SIGNATURE, ""));
        raw(
                "a signature without signers",
                code,
                bundle -> bundle.files.put(
                        BundleLayout.SIGNATURE, CmsForge.withoutSigners(bundle.get(BundleLayout.SIGNATURE))));
        raw(
                "a signature without certificates",
                code,
                bundle -> bundle.files.put(
                        BundleLayout.SIGNATURE, CmsForge.withoutCertificates(bundle.get(BundleLayout.SIGNATURE))));
        raw(
                "a signature twice",
                code,
                bundle -> bundle.files.put(BundleLayout.SIGNATURE, CmsForge.twice(bundle.get(BundleLayout.SIGNATURE))));
        raw(
                "a signature with parts that nobody signed",
                code,
                bundle -> bundle.files.put(
                        BundleLayout.SIGNATURE, CmsForge.withUnsignedPart(bundle.get(BundleLayout.SIGNATURE))));
        raw(
                "a signature over something else",
                code,
                bundle -> bundle.files.put(
                        BundleLayout.SIGNATURE,
                        org.sillok.crypto.DetachedSignature.sign(
                                        Bytes.utf8("something else"), bundle.signer, BundleUnderTest.SIGNED)
                                .toArray()));
        raw(
                "a signature that brings its content",
                code,
                bundle -> bundle.files.put(
                        BundleLayout.SIGNATURE,
                        CmsForge.withContent(bundle.get(BundleLayout.SIGNATURE), bundle.get(T512))));
        raw("a changed file with all manifests made again, but not the signature", code, bundle -> {
            byte[] signature = bundle.get(BundleLayout.SIGNATURE);
            bundle.replace("data/README.html", "html", "htm1");
            bundle.seal();
            bundle.files.put(BundleLayout.SIGNATURE, signature);
        });
        raw("a stranger's signature", FindingCode.BUNDLE_SIGNER, bundle -> {
            bundle.signer = SampleBundle.partyKey();
            bundle.sign();
        });
        raw("a stranger's signature with the stranger's key", FindingCode.BUNDLE_KEYS, bundle -> {
            bundle.signer = SampleBundle.partyKey();
            bundle.sign();
            bundle.put("proof/keys/statement-2.pem", strangersPem());
        });
        raw("a stranger's signature with the certificate of a statement key before its own", code, bundle -> {
            byte[] genuine = bundle.get(BundleLayout.SIGNATURE);
            bundle.signer = SampleBundle.partyKey();
            bundle.sign();
            bundle.files.put(
                    BundleLayout.SIGNATURE,
                    CmsForge.withCertificateBefore(bundle.get(BundleLayout.SIGNATURE), genuine));
        });
        raw(
                "a key that signed nothing",
                FindingCode.BUNDLE_KEYS,
                bundle -> bundle.put("proof/keys/statement-2.pem", strangersPem()));
        raw(
                "a key twice",
                FindingCode.BUNDLE_KEYS,
                bundle -> bundle.put("proof/keys/statement-2.pem", bundle.text(KEY)));
        raw("a key in another spelling", FindingCode.BUNDLE_KEYS, bundle -> bundle.text(KEY, text -> text + "\n"));
        fixLast(FindingCode.BUNDLE_KEYS, FindingCode.BUNDLE_SIGNER);
        mutation(
                "a key that is none",
                bundle -> bundle.put(KEY, "none"),
                bundle -> {},
                FindingCode.BUNDLE_KEYS,
                FindingCode.BUNDLE_SIGNER);
    }

    private void proofs() {
        FindingCode stamp = FindingCode.BUNDLE_TIME_STAMP;
        String first = "proof/tagmanifest-sha512.txt.1.tsr";
        raw("a time-stamp that is none", stamp, bundle -> bundle.put(first, "none"));
        raw(
                "a time-stamp over something else",
                stamp,
                bundle -> bundle.files.put(
                        first,
                        AUTHORITY
                                .token("else".getBytes(UTF_8), BundleUnderTest.SIGNED)
                                .toArray()));
        raw(
                "a time-stamp over the checkpoint",
                stamp,
                bundle -> bundle.files.put(
                        first,
                        AUTHORITY
                                .token(bundle.get(BundleLayout.CHECKPOINT), BundleUnderTest.SIGNED)
                                .toArray()));
        String checkpoint = BundleLayout.CHECKPOINT;
        raw(
                "a checkpoint of another size",
                FindingCode.CHECKPOINT_INVALID,
                bundle -> bundle.text(checkpoint, text -> text.replaceFirst("\n2\n", "\n3\n")));
        raw(
                "a checkpoint without signatures",
                FindingCode.CHECKPOINT_INVALID,
                bundle -> bundle.text(checkpoint, text -> text.substring(0, text.indexOf("\n\n") + 2)));
        raw(
                "a checkpoint with a stranger's line",
                FindingCode.CHECKPOINT_INVALID,
                bundle -> bundle.text(
                        checkpoint,
                        text -> text
                                + strangersCheckpoint()
                                        .substring(strangersCheckpoint().indexOf("\n\n") + 2)));
        raw("an empty checkpoint", FindingCode.CHECKPOINT_INVALID, bundle -> bundle.put(checkpoint, ""));
        mutation(
                "a checkpoint without its post-quantum signature",
                bundle -> bundle.text(checkpoint, ProofDefects::withoutLastLine),
                bundle -> {},
                FindingCode.BUNDLE_POLICY,
                FindingCode.ISSUER_NOT_TRUSTED);
        raw("a stranger's checkpoint and policy", FindingCode.ISSUER_NOT_TRUSTED, bundle -> {
            bundle.put(checkpoint, strangersCheckpoint());
            bundle.put(
                    BundleLayout.POLICY, VerifyFixtures.anotherLogKey().policy().text());
        });
        raw(
                "another checkpoint of the same log",
                FindingCode.BUNDLE_CHECKPOINT,
                bundle -> bundle.put(checkpoint, checkpointBy(VerifyFixtures.aLogKey())));
        raw("a policy that is none", FindingCode.BUNDLE_POLICY, bundle -> bundle.put(BundleLayout.POLICY, "none\n"));
        mutation(
                "a policy that asks for somebody else",
                bundle -> bundle.put(
                        BundleLayout.POLICY,
                        bundle.text(BundleLayout.POLICY)
                                .replace(
                                        VerifyFixtures.aLogKey().postQuantum().vkey(),
                                        VerifyFixtures.anotherLogKey()
                                                .postQuantum()
                                                .vkey())),
                bundle -> {},
                FindingCode.BUNDLE_POLICY);
    }

    private static String strangersPem() {
        return Pem.write(Pem.PUBLIC_KEY, SampleBundle.partyKey().publicKey().spki());
    }

    private static String strangersCheckpoint() {
        return checkpointBy(VerifyFixtures.anotherLogKey());
    }

    private static String checkpointBy(CheckpointSigner key) {
        return new String(
                key.sign(new Checkpoint(CustodyFixtures.ORIGIN, 2, Sha2.sha256(Bytes.utf8("root"))), 1_763_700_000)
                        .note()
                        .toArray(),
                UTF_8);
    }

    private static String withoutLastLine(String text) {
        return text.substring(0, text.lastIndexOf('\n', text.length() - 2) + 1);
    }
}
