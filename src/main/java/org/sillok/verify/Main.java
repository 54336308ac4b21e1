package org.sillok.verify;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Locale;
import picocli.CommandLine;

/** The command line of the stand-alone verifier. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments, printer(System.out), printer(System.err)));
    }

    /** Runs the command without ending the process and returns its exit code. */
    public static int run(String[] arguments, PrintWriter out, PrintWriter err) {
        return run(arguments, out, err, Clock.systemUTC());
    }

    /** The same by another clock, which tells whether a recall list is out of date. */
    static int run(String[] arguments, PrintWriter out, PrintWriter err, Clock clock) {
        try {
            return execute(arguments, out, err, clock);
        } catch (OutOfMemoryError | StackOverflowError e) {
            // Too little for these files is no verdict on them, and Java itself would end with the code of one.
            err.println("sillok verify: not enough memory; nothing was verified. Give Java more with -Xmx or -Xss.");
            return ExitCode.UNREADABLE.code();
        }
    }

    private static int execute(String[] arguments, PrintWriter out, PrintWriter err, Clock clock) {
        return new CommandLine(new VerifyCommand(clock))
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler((failure, commandLine, parsed) -> {
                    err.println("sillok verify: an unexpected failure ("
                            + failure.getClass().getSimpleName() + "); nothing was verified. Please report it.");
                    return ExitCode.UNREADABLE.code();
                })
                .execute(arguments);
    }

    private static PrintWriter printer(PrintStream stream) {
        // Elsewhere than on Windows a terminal that is not UTF-8 is rarer than an empty locale, which Java takes for
        // ASCII.
        boolean windows =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
        return new PrintWriter(stream, true, windows ? Charset.defaultCharset() : StandardCharsets.UTF_8);
    }
}
