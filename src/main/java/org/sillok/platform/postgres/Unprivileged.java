package org.sillok.platform.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.sillok.platform.StartFailure;

/**
 * How to run PostgreSQL, which refuses user id 0, when the program itself runs as root: inside a user namespace without
 * id mapping (files keep belonging to root), else under the id of {@code nobody}, to whom the database files then belong.
 */
final class Unprivileged {
    private static final int NOBODY = 65534;

    private final List<String> prefix;
    private final int owner;

    private Unprivileged(List<String> prefix, int owner) {
        this.prefix = prefix;
        this.owner = owner;
    }

    static Unprivileged detect() throws IOException {
        int self = (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        if (self != 0) {
            return new Unprivileged(List.of(), self);
        }
        Unprivileged namespace = new Unprivileged(List.of("unshare", "-U", "--"), 0);
        if (namespace.works()) {
            return namespace;
        }
        String nobody = Integer.toString(NOBODY);
        Unprivileged other = new Unprivileged(
                List.of("setpriv", "--reuid", nobody, "--regid", nobody, "--clear-groups", "--"), NOBODY);
        if (other.works()) {
            return other;
        }
        throw new StartFailure(
                "PostgreSQL refuses to run as root, and here neither unshare -U nor setpriv can change that:"
                        + " start Sillok as a normal user, or name your own database with SILLOK_DATABASE_URL.");
    }

    /** The command line that runs {@code command} without root's rights. */
    List<String> command(List<String> command) {
        List<String> all = new ArrayList<>(prefix);
        all.addAll(command);
        return all;
    }

    /** Makes everything below {@code folder} belong to the user that the server runs as. */
    void claim(Path folder) throws IOException {
        if (owner == NOBODY) {
            letThrough(folder);
        }
        if (Files.getAttribute(folder, "unix:uid").equals(owner)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            // The folder itself comes last: it is the sign that everything below was done.
            List<Path> all = new ArrayList<>(files.toList());
            Collections.reverse(all);
            for (Path file : all) {
                Files.setAttribute(file, "unix:uid", owner, LinkOption.NOFOLLOW_LINKS);
            }
        } catch (IOException e) {
            throw new StartFailure(
                    "The database files in " + folder
                            + " belong to another user: start as that user, or name another directory with SILLOK_DATA_DIR.",
                    e);
        }
    }

    /** Another user than root must be able to pass through the data directory; its files stay unreadable to him. */
    private static void letThrough(Path folder) throws IOException {
        Path data = Objects.requireNonNull(folder.getParent());
        Set<PosixFilePermission> modes = Files.getPosixFilePermissions(data);
        if (modes.add(PosixFilePermission.OTHERS_EXECUTE)) {
            Files.setPosixFilePermissions(data, modes);
        }
        for (Path above = data.getParent(); above != null; above = above.getParent()) {
            if (!Files.getPosixFilePermissions(above).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                throw new StartFailure(
                        "PostgreSQL runs as another user than root here and cannot pass through " + above
                                + ": allow it (chmod o+x), start Sillok as a normal user, or move the data with SILLOK_DATA_DIR.");
            }
        }
    }

    private boolean works() {
        try {
            Command.Result result = Command.run(Path.of("/"), command(List.of("id", "-u")), "");
            return result.exitCode() == 0 && !result.output().strip().equals("0");
        } catch (IOException e) {
            return false;
        }
    }
}
