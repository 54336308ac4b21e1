package org.sillok.platform.cli;

import io.quarkus.runtime.Quarkus;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.sillok.platform.Boot;
import org.sillok.platform.Service;
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
                System.err.println("sillok: The service did not start: " + FailedStart.reason(failure));
            }
        }));
        return exitCode.get();
    }
}
