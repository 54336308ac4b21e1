package org.sillok.platform.cli;

import java.io.Console;
import java.util.Map;

/** Whether somebody watches: then progress moves and colours show, otherwise lines are plain. */
public final class Terminal {
    private Terminal() {}

    /** Whether output goes to a terminal that takes control sequences, and nobody asked for plain lines. */
    // Up to Java 21 a null console means that there is no terminal; from 22 on isTerminal() tells.
    @SuppressWarnings("SystemConsoleNull")
    public static boolean isLively(Map<String, String> environment) {
        Console console = System.console();
        return console != null
                && isTerminal(console)
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !"dumb".equals(environment.getOrDefault("TERM", "dumb"));
    }

    private static boolean isTerminal(Console console) {
        if (Runtime.version().feature() < 22) {
            return true;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
