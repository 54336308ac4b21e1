package org.sillok.platform;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.annotations.QuarkusMain;
import org.sillok.platform.cli.SillokCommand;

/** Where the program starts: the command line decides what happens. */
@QuarkusMain
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        int code = SillokCommand.run(arguments);
        // In development the surrounding process stays and calls this method again.
        if (LaunchMode.current() != LaunchMode.DEVELOPMENT) {
            System.exit(code);
        }
    }
}
