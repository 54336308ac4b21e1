package org.sillok.platform.cli;

import io.quarkus.runtime.Quarkus;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.sillok.custody.StatementKeyChangedException;
import org.sillok.log.LogSettingException;
import org.sillok.platform.Boot;
import org.sillok.platform.Service;
import org.sillok.platform.StartFailure;
import org.sillok.time.TimeConfigException;
import org.sillok.vault.SecretFileException;
import org.sillok.vault.TokenException;
import picocli.CommandLine.Command;

/** {@code sillok serve}: runs the service until it is told to stop. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = {
            "Run the service until it is stopped (Ctrl-C).",
            "Without configuration it runs its own PostgreSQL, object store and token issuer in the data directory and"
                    + " listens on this host only; QUARKUS_HTTP_HOST=0.0.0.0 opens it to the network."
        })
public final class ServeCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        AtomicInteger exitCode = new AtomicInteger();
        Boot.during(() -> Quarkus.run(Service.class, (code, failure) -> {
            exitCode.set(code);
            if (failure != null) {
                System.err.println(
                        "sillok: The service did not start: " + rootCause(failure) + " (the log says more).");
            }
        }));
        return exitCode.get();
    }

    private static String rootCause(Throwable failure) {
        Throwable cause = failure;
        // Our own exceptions say what to do; what caused them is for the log.
        while (!saysTheWayOut(cause) && cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage())
                .lines()
                .findFirst()
                .orElse(cause.getClass().getSimpleName());
    }

    private static boolean saysTheWayOut(Throwable failure) {
        return failure instanceof StartFailure
                || failure instanceof SecretFileException
                || failure instanceof StatementKeyChangedException
                || failure instanceof TokenException
                || failure instanceof LogSettingException
                || failure instanceof TimeConfigException;
    }
}
