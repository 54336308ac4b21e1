package org.sillok.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.sillok.crypto.CmsSignature;
import org.sillok.crypto.KeyFormatException;
import org.sillok.crypto.P256PublicKey;
import org.sillok.crypto.Pem;
import org.sillok.crypto.SignatureInvalidException;
import org.sillok.crypto.SignedTime;
import org.sillok.crypto.TimeStampException;
import org.sillok.crypto.TimeStampToken;
import org.sillok.kernel.Bytes;
import org.sillok.log.core.Checkpoint;
import org.sillok.log.core.InvalidNoteException;
import org.sillok.log.core.LogPolicy;
import org.sillok.log.core.Note;
import org.sillok.log.core.NoteKey;

/**
 * What is under {@code proof/}: the signature and the time-stamps over the manifest of manifests, the log's checkpoint,
 * and copies of policy and keys, which vouch for nothing by themselves.
 */
final class ProofCheck {
    private static final int LONGEST_SMALL_FILE = 1 << 20;

    /**
     * What was shown.
     *
     * @param note the exact checkpoint
     * @param policyKeys the keys that the copy of the policy names
     * @param keys the statement keys that the bundle carries
     */
    record Result(
            Bytes note,
            Checkpoint checkpoint,
            List<NoteKey> signers,
            List<NoteKey> policyKeys,
            Set<P256PublicKey> keys,
            List<Account.Time> times) {}

    private final BundleContent content;
    private final BundleLayout.Sorted layout;
    private final Trust trust;
    private final Findings findings;

    private ProofCheck(BundleContent content, BundleLayout.Sorted layout, Trust trust, Findings findings) {
        this.content = content;
        this.layout = layout;
        this.trust = trust;
        this.findings = findings;
    }

    /** Empty exactly if there is a finding. */
    static Optional<Result> check(BundleContent content, BundleLayout.Sorted layout, Trust trust, Findings findings)
            throws IOException {
        ProofCheck check = new ProofCheck(content, layout, trust, findings);
        Set<P256PublicKey> keys = check.keys();
        check.signature(keys);
        List<Account.Time> times = check.times();
        Optional<Result> result = check.checkpoint(keys, times);
        return findings.isEmpty() ? result : Optional.empty();
    }

    private byte[] small(String name) throws IOException {
        return content.bytes(name, LONGEST_SMALL_FILE);
    }

    private Set<P256PublicKey> keys() throws IOException {
        Set<P256PublicKey> keys = new LinkedHashSet<>();
        for (String name : layout.keys()) {
            byte[] pem = small(name);
            try {
                P256PublicKey key = P256PublicKey.ofPem(new String(pem, StandardCharsets.US_ASCII));
                byte[] written = Pem.write(Pem.PUBLIC_KEY, key.spki()).getBytes(StandardCharsets.US_ASCII);
                findings.unless(
                        Arrays.equals(written, pem) && keys.add(key),
                        FindingCode.BUNDLE_KEYS,
                        name,
                        "The key is there twice, or not in its one spelling.");
            } catch (KeyFormatException e) {
                findings.add(FindingCode.BUNDLE_KEYS, name, "This is no key: " + e.getMessage() + ".");
            }
        }
        return keys;
    }

    private void signature(Set<P256PublicKey> keys) throws IOException {
        try {
            P256PublicKey signer = CmsSignature.parse(small(BundleLayout.SIGNATURE))
                    .verify(content.digests(BundleLayout.TAG_MANIFEST_512).sha256());
            findings.unless(
                    keys.contains(signer),
                    FindingCode.BUNDLE_SIGNER,
                    BundleLayout.SIGNATURE,
                    "The bundle is signed by a key that is none of its statements' keys.");
        } catch (SignatureInvalidException e) {
            findings.add(
                    FindingCode.BUNDLE_SIGNATURE,
                    BundleLayout.SIGNATURE,
                    "The signature does not hold: " + e.getMessage() + ".");
        }
    }

    private List<Account.Time> times() throws IOException {
        List<Account.Time> times = new ArrayList<>();
        for (String name : layout.timeStamps()) {
            try {
                SignedTime time = token(small(name))
                        .verify(content.digests(BundleLayout.TAG_MANIFEST_512).sha512(), trust.timeRoots(), List.of());
                times.add(new Account.Time(
                        time.authority(), time.time(), time.accuracy(), time instanceof SignedTime.Proven));
            } catch (TimeStampException e) {
                findings.add(
                        FindingCode.BUNDLE_TIME_STAMP, name, "The time-stamp does not hold: " + e.getMessage() + ".");
            }
        }
        return times;
    }

    /** A response has its status in front, which is a sequence; a token has its type there. */
    private static TimeStampToken token(byte[] der) throws TimeStampException {
        try {
            return TimeStampToken.parseResponse(der);
        } catch (TimeStampException e) {
            return TimeStampToken.parse(der);
        }
    }

    private Optional<Result> checkpoint(Set<P256PublicKey> keys, List<Account.Time> times) throws IOException {
        Bytes bytes = Bytes.of(small(BundleLayout.CHECKPOINT));
        Optional<LogPolicy> policy = policy();
        if (policy.isEmpty()) {
            return Optional.empty();
        }
        try {
            Note note = Note.parse(bytes.toArray());
            Checkpoint checkpoint = Checkpoint.parse(note.text());
            String origin = checkpoint.origin();
            List<NoteKey> copies = policy.get().keys(origin);
            List<NoteKey> known = Stream.concat(copies.stream(), trust.keys(origin).stream())
                    .distinct()
                    .toList();
            List<NoteKey> signers = note.verify(known);
            findings.unless(
                    Arrays.equals(note.bytes(), bytes.toArray())
                            && signers.size() == note.signatures().size(),
                    FindingCode.CHECKPOINT_INVALID,
                    BundleLayout.CHECKPOINT,
                    "The checkpoint carries a signature by an unknown key, or one key's signature twice.");
            findings.unless(
                    policy.get().isMetBy(signers, origin),
                    FindingCode.BUNDLE_POLICY,
                    BundleLayout.POLICY,
                    "The checkpoint does not meet the policy that is with it.");
            findings.unless(
                    trust.isEmpty() || trust.isMetBy(signers, origin),
                    FindingCode.ISSUER_NOT_TRUSTED,
                    BundleLayout.CHECKPOINT,
                    "The checkpoint of " + origin + " is not signed by every key that you trust or require.");
            return Optional.of(new Result(bytes, checkpoint, signers, copies, keys, times));
        } catch (InvalidNoteException e) {
            findings.add(
                    FindingCode.CHECKPOINT_INVALID,
                    BundleLayout.CHECKPOINT,
                    "The checkpoint does not hold: " + e.getMessage() + ".");
            return Optional.empty();
        }
    }

    private Optional<LogPolicy> policy() throws IOException {
        byte[] bytes = small(BundleLayout.POLICY);
        try {
            LogPolicy policy = LogPolicy.parse(new String(bytes, StandardCharsets.UTF_8));
            return Optional.of(policy);
        } catch (InvalidNoteException e) {
            findings.add(FindingCode.BUNDLE_POLICY, BundleLayout.POLICY, "This is no policy: " + e.getMessage() + ".");
            return Optional.empty();
        }
    }
}
