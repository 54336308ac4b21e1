package org.sillok.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The one folder that holds everything the program keeps on this machine ({@code sillok.data-dir}). Whoever can read it can
 * read every deposit, because the keys lie beside the data.
 */
public final class DataDirectory {
    private final Path root;

    /** Names the folder; touches nothing. */
    public DataDirectory(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /**
     * Creates the folder where it is missing and makes sure that this user may write into it.
     *
     * @throws StartFailure if the folder belongs to somebody else or cannot be written
     */
    public DataDirectory prepare() {
        try {
            if (root.getParent() != null) {
                Files.createDirectories(root.getParent());
            }
            PrivateFiles.folder(root);
            // The probe tells under which user id files are really created here, whatever maps the ids.
            Path probe = Files.createTempFile(root, ".probe", "");
            Object self = Files.getAttribute(probe, "unix:uid");
            Files.delete(probe);
            Object owner = Files.getAttribute(root, "unix:uid");
            if (self.equals(0) && !owner.equals(0)) {
                throw new StartFailure("The data directory " + root + " belongs to the user with id " + owner
                        + ", and this is root: start as that user, or name another directory with SILLOK_DATA_DIR.");
            }
            return this;
        } catch (IOException | UnsupportedOperationException e) {
            throw new StartFailure(
                    "The data directory " + root + " cannot be written by user " + System.getProperty("user.name")
                            + ": start as its owner, or name another directory with SILLOK_DATA_DIR.",
                    e);
        }
    }

    public Path root() {
        return root;
    }

    public Path resolve(String name) {
        return root.resolve(name);
    }

    /** The folder {@code name} below the data directory, created for this user alone. */
    public Path folder(String name) throws IOException {
        return PrivateFiles.folder(resolve(name));
    }

    /** The text of {@code secrets/name}. */
    public Optional<String> secret(String name) throws IOException {
        Path file = resolve("secrets").resolve(name);
        return Files.exists(file) ? Optional.of(PrivateFiles.read(file)) : Optional.empty();
    }

    /** The text of {@code secrets/name}; made and stored on first use. */
    public String secret(String name, Supplier<String> fresh) throws IOException {
        Optional<String> stored = secret(name);
        if (stored.isPresent()) {
            return stored.get();
        }
        String made = fresh.get();
        PrivateFiles.write(folder("secrets").resolve(name), made);
        return made;
    }

    @Override
    public String toString() {
        return root.toString();
    }
}
