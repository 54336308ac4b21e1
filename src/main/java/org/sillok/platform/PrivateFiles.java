package org.sillok.platform;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.sillok.vault.PrivateFile;

/** Texts and folders that only the user running the program may read (modes 0600 and 0700). */
public final class PrivateFiles {
    private PrivateFiles() {}

    /** Creates the folder and its missing parents for this user alone; an existing folder is left as it is. */
    public static Path folder(Path folder) throws IOException {
        return Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    /** Writes {@code text} in UTF-8, replacing what was there. */
    public static void write(Path file, String text) throws IOException {
        new PrivateFile(file).replace((text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    public static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8).strip();
    }

    /** Makes the names in {@code folder} durable. */
    public static void syncFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (FileSystemException e) {
            // Some file systems cannot open or sync a folder; there is no other way to ask them.
            if (Files.notExists(folder)) {
                throw e;
            }
        }
    }
}
