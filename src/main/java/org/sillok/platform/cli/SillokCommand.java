package org.sillok.platform.cli;

import org.sillok.monitor.MonitorCommand;
import org.sillok.monitor.ProofCommand;
import org.sillok.platform.StartFailure;
import org.sillok.platform.cli.demo.DemoCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sillok}: the root of all commands. */
@Command(
        name = "sillok",
        description = "An evidence repository with a verifiable chain of custody.",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        subcommands = {
            ServeCommand.class,
            DemoCommand.class,
            AuditCommand.class,
            MonitorCommand.class,
            ProofCommand.class,
            MigrateCommand.class,
            RebuildCommand.class,
            KeysCommand.class,
            FixityCommand.class,
            RepairCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            TokenCommand.class,
            DoctorCommand.class,
            VersionCommand.class,
            HelpCommand.class
        },
        footer = {
            "",
            "sillok verify RECEIPT [FILE...] checks a receipt without the service (see sillok verify --help).",
            "SILLOK_DATA_DIR names the data directory (default ./data), QUARKUS_HTTP_PORT the port (default 8080)."
        })
public final class SillokCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    /** Runs one command line; returns the exit code. */
    public static int run(String... arguments) {
        return new CommandLine(new SillokCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> report(failure))
                .execute(arguments);
    }

    private static int report(Exception failure) throws Exception {
        if (failure instanceof StartFailure || failure instanceof CommandFailure) {
            System.err.println("sillok: " + failure.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
        throw failure;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do.");
    }
}
