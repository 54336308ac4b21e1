package org.sillok.platform.cli;

import picocli.CommandLine.Command;

/** {@code sillok version}. */
@Command(name = "version", description = "Print the version.")
final class VersionCommand implements Runnable {
    @Override
    public void run() {
        System.out.println(Version.text());
    }
}
