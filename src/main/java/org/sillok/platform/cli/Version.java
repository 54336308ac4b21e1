package org.sillok.platform.cli;

import picocli.CommandLine.IVersionProvider;

/** What {@code sillok --version} prints. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {text()};
    }

    static String text() {
        String version = Version.class.getPackage().getImplementationVersion();
        return "sillok " + (version == null ? "(development)" : version) + ", Java " + Runtime.version();
    }
}
