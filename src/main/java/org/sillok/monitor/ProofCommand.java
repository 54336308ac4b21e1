package org.sillok.monitor;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sillok proof}: computes proofs from a log's public tiles, and verifies them, without the service. */
@Command(
        name = "proof",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Compute proofs from the tiles of a log (an address of the web, or a folder with a copy), and verify them.",
            "Exit code 0: it holds. 1: it does not. 2: it could not be checked. 3: it holds, but no key was trusted."
        },
        subcommands = {ProofOfInclusion.class, ProofOfConsistency.class, ProofCheck.class})
public final class ProofCommand implements Runnable {
    static final int HOLDS = 0;
    static final int DOES_NOT_HOLD = 1;
    static final int UNUSABLE = 2;
    static final int HOLDS_UNTRUSTED = 3;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say which: inclusion, consistency or verify.");
    }
}
