package org.sillok.monitor;

import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sillok.crypto.KeyFormatException;
import org.sillok.crypto.P256PublicKey;
import org.sillok.crypto.Sha2;
import org.sillok.crypto.SignatureInvalidException;
import org.sillok.kernel.Digest;
import org.sillok.log.core.Checkpoint;
import org.sillok.log.core.HashedRekordLeaf;
import org.sillok.log.core.InclusionProof;
import org.sillok.log.core.InvalidEntryException;
import org.sillok.log.core.InvalidNoteException;
import org.sillok.log.core.InvalidProofException;
import org.sillok.log.core.LogPolicy;
import org.sillok.log.core.Merkle;
import org.sillok.log.core.TlogProof;
import org.sillok.monitor.ProofAnswer.KnownHead;
import org.sillok.monitor.ProofAnswer.RefutedException;
import org.sillok.monitor.StateFiles.UnusableException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sillok proof verify}: offline, from files alone. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Verify a C2SP tlog-proof offline.",
            "Exit code 0: it holds. 1: it does not. 2: it could not be checked. 3: it holds, but no key was trusted."
        })
final class ProofCheck implements Callable<Integer> {
    /** Of what it is a proof. */
    static final class Subject {
        @Option(names = "--leaf", paramLabel = "FILE", description = "The log entry, byte for byte.")
        private @Nullable Path leaf;

        @Option(names = "--leaf-hash", paramLabel = "HEX", description = "The entry's leaf hash.")
        private @Nullable String leafHash;
    }

    @Parameters(paramLabel = "PROOF", description = "The proof (*.tlog-proof).")
    private Path proof = Path.of("");

    @ArgGroup(multiplicity = "1")
    private Subject subject = new Subject();

    @Option(
            names = "--statement",
            paramLabel = "FILE",
            description = "With --leaf: the statement that the entry is about; its signature is verified too.")
    private @Nullable Path statement;

    @Mixin
    private TrustOptions trust = new TrustOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() {
        return ProofAnswer.run(spec, this::verify);
    }

    private int verify() throws UnusableException, RefutedException {
        Optional<LogPolicy> policy = trust.policy();
        String text = TrustOptions.text(proof);
        Digest leafHash = leafHash();
        try {
            TlogProof parsed = TlogProof.parse(text);
            KnownHead head = ProofAnswer.head(parsed.checkpointNote(), policy.orElse(null));
            Checkpoint checkpoint = head.checkpoint();
            new InclusionProof(parsed.index(), checkpoint.size(), parsed.path()).verify(leafHash, checkpoint.root());
            spec.commandLine()
                    .getOut()
                    .println("Entry " + parsed.index() + " is in the tree of " + checkpoint.size() + " entries of "
                            + checkpoint.origin()
                            + (head.trusted() ? "." : "; but no trusted key was given: anybody could have made this."));
            return head.trusted() ? ProofCommand.HOLDS : ProofCommand.HOLDS_UNTRUSTED;
        } catch (InvalidNoteException e) {
            throw new RefutedException(proof + " is not a proof: " + e.getMessage());
        } catch (InvalidProofException e) {
            throw new RefutedException("the proof does not show the entry in the log: " + e.getMessage());
        }
    }

    private Digest leafHash() throws UnusableException, RefutedException {
        if (subject.leaf == null) {
            if (statement != null) {
                throw new UnusableException("--statement needs the entry that is about it: --leaf FILE");
            }
            return digest(String.valueOf(subject.leafHash));
        }
        byte[] leaf = TrustOptions.bytes(subject.leaf);
        if (statement != null) {
            checkStatement(leaf, TrustOptions.bytes(statement));
        }
        return Merkle.leafHash(leaf);
    }

    private static void checkStatement(byte[] leaf, byte[] statement) throws RefutedException {
        try {
            HashedRekordLeaf entry = HashedRekordLeaf.parse(leaf);
            if (!entry.sha256().equals(Sha2.sha256(statement))) {
                throw new RefutedException("the entry is about another statement");
            }
            P256PublicKey.ofSpki(entry.spki().toArray())
                    .verify(statement, entry.signatureDer().toArray());
        } catch (InvalidEntryException | KeyFormatException e) {
            throw new RefutedException("the entry is not one of this kind of log: " + e.getMessage());
        } catch (SignatureInvalidException e) {
            throw new RefutedException("the statement's signature does not hold: " + e.getMessage());
        }
    }

    private static Digest digest(String hex) throws UnusableException {
        try {
            return Digest.sha256(HexFormat.of().parseHex(hex));
        } catch (IllegalArgumentException e) {
            throw new UnusableException("not a SHA-256 hash in hexadecimal: " + hex);
        }
    }
}
