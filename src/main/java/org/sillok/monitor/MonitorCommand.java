package org.sillok.monitor;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sillok.crypto.Sha2;
import org.sillok.kernel.Timestamps;
import org.sillok.log.core.LogPolicy;
import org.sillok.monitor.HttpSource.Patience;
import org.sillok.monitor.StateFiles.UnusableException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sillok monitor}: follows a log from outside, on a machine that its operator does not control. */
@Command(
        name = "monitor",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Follow a log from outside: verify its heads, read every new tile, keep what was seen, raise alarms.",
            "Exit code with --once 0: nothing to be alarmed about. 1: an alarm. 2: the monitor could not work."
        })
public final class MonitorCommand implements Callable<Integer> {
    private static final int FINE = 0;
    private static final int ALARM = 1;
    private static final int UNUSABLE = 2;

    @Parameters(paramLabel = "URL", description = "The log, for example https://sillok.example.org/log.")
    private String url = "";

    @Mixin
    private TrustOptions trust = new TrustOptions();

    @Option(
            names = "--state",
            paramLabel = "FILE",
            description = "What the monitor remembers. Default: a file of this log under"
                    + " $${XDG_STATE_HOME:-~/.local/state}/sillok/monitor/.")
    private @Nullable Path stateFile;

    @Option(names = "--once", description = "Look once and end; otherwise look again and again.")
    private boolean once;

    @Option(
            names = "--every",
            paramLabel = "DURATION",
            defaultValue = "PT1M",
            description = "How long to wait between two looks. Default: ${DEFAULT-VALUE}.")
    private Duration every = Duration.ofMinutes(1);

    @Option(
            names = "--stall",
            paramLabel = "DURATION",
            description = "Raise an alarm if the log has not grown for so long. A quiet log need not grow.")
    private @Nullable Duration stall;

    @Option(
            names = "--time-stamps-within",
            paramLabel = "DURATION",
            description = "Raise an alarm if a head is under no time-stamp so long after it was seen.")
    private @Nullable Duration stampedWithin;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "An auditor's token: read the entries too, and verify each one's signature.")
    private @Nullable Path tokenFile;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "PT20S",
            description = "How long one whole answer may take. Default: ${DEFAULT-VALUE}.")
    private Duration timeout = Duration.ofSeconds(20);

    @Option(
            names = "--tries",
            paramLabel = "N",
            defaultValue = "3",
            description = "How often to ask before calling the log unreachable. Default: ${DEFAULT-VALUE}.")
    private int tries = 3;

    @Option(names = "--json", description = "Print each observation and alarm as a line of JSON.")
    private boolean json;

    @Option(names = "--quiet", description = "Print alarms only.")
    private boolean quiet;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        try {
            checkOptions();
            URI log = LogAddress.parse(url);
            String token =
                    tokenFile == null ? null : TrustOptions.text(tokenFile).strip();
            LogSource source = LogAddress.open(log, new Patience(timeout, tries), token);
            Path file = stateFile == null ? defaultState(log) : stateFile;
            try (StateFiles files = StateFiles.open(file)) {
                return run(log.toString(), source, files, token != null);
            }
        } catch (UnusableException e) {
            spec.commandLine().getErr().println("sillok monitor: " + e.getMessage());
            return UNUSABLE;
        }
    }

    private void checkOptions() throws UnusableException {
        if (every.isNegative() || every.isZero() || timeout.isNegative() || timeout.isZero() || tries < 1) {
            throw new UnusableException("--every, --timeout and --tries are larger than nothing");
        }
    }

    private int run(String log, LogSource source, StateFiles files, boolean entries)
            throws UnusableException, InterruptedException {
        Monitor.Watch watch = new Monitor.Watch(stall, stampedWithin, entries);
        @Nullable Monitor monitor = null;
        while (true) {
            boolean fine = false;
            if (monitor == null) {
                monitor = begin(log, source, files, watch);
            }
            if (monitor != null) {
                fine = monitor.look();
            }
            if (once) {
                return fine ? FINE : ALARM;
            }
            Thread.sleep(every.toMillis());
        }
    }

    /** Null if the log could not even be asked for its keys. */
    private @Nullable Monitor begin(String log, LogSource source, StateFiles files, Monitor.Watch watch)
            throws UnusableException {
        Optional<LogPolicy> given = trust.policy();
        Instant now = Timestamps.truncate(Clock.systemUTC().instant());
        Optional<MonitorState> kept = files.read();
        MonitorState state;
        if (kept.isPresent()) {
            state = kept.get();
            if (!state.log().equals(log)) {
                throw new UnusableException("the state is of another log: " + state.log());
            }
            if (given.isPresent() && !given.get().equals(state.policy())) {
                throw new UnusableException(
                        "the state follows this log under another policy; use another --state to follow it under this one");
            }
        } else if (given.isPresent()) {
            state = MonitorState.begin(log, given.get(), false, now);
        } else {
            try {
                state = MonitorState.begin(log, ServedKeys.policy(source), true, now);
            } catch (SourceException e) {
                print(new Signal(SignalCode.UNREACHABLE, now, log, null, e.getMessage() + ".", null));
                return null;
            }
            print(new Signal(
                    SignalCode.TRUSTED_ON_FIRST_USE,
                    now,
                    log,
                    null,
                    "No key was given: the keys that the log serves today are trusted from now on. Compare them: "
                            + state.policy().logs().get(0).key().vkey(),
                    null));
        }
        Consumer<Signal> out = this::print;
        return new Monitor(source, files, state, watch, Clock.systemUTC(), out);
    }

    private void print(Signal signal) {
        if (signal.isAlarm() || !quiet) {
            PrintWriter out = spec.commandLine().getOut();
            out.println(json ? signal.json() : signal.line());
            out.flush();
        }
    }

    private static Path defaultState(URI log) {
        String home = System.getenv("XDG_STATE_HOME");
        Path base = home == null || home.isEmpty()
                ? Path.of(System.getProperty("user.home", "."), ".local", "state")
                : Path.of(home);
        String hash = Sha2.sha256(log.toString().getBytes(StandardCharsets.UTF_8))
                .hex()
                .substring(0, 8);
        return base.resolve("sillok")
                .resolve("monitor")
                .resolve(log.getHost().replaceAll("[^A-Za-z0-9.-]", "_") + "-" + hash + ".json");
    }
}
