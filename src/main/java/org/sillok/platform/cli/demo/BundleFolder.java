package org.sillok.platform.cli.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Where one bundle is kept for whoever wants to look at it: the parts, the archive, and what was in it. */
record BundleFolder(Path directory) {
    /** A folder that is not there yet, so that earlier bundles stay. */
    static BundleFolder next(Path output) throws DemoFailure {
        int number = 1;
        while (Files.exists(output.resolve("bundle-" + number))) {
            number++;
        }
        Path directory = output.resolve("bundle-" + number);
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new DemoFailure("The folder " + directory + " cannot be made: " + e.getMessage(), e);
        }
        return new BundleFolder(directory);
    }

    Path part(int number) {
        return directory.resolve("bundle.zip." + number + ".cms");
    }

    Path archive() {
        return directory.resolve("bundle.zip");
    }

    Path receipt() {
        return directory.resolve("delivery.sillok.json");
    }

    static byte[] read(Path file) throws DemoFailure {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new DemoFailure(file + " cannot be read", e);
        }
    }

    void write(Path file, byte[] bytes) throws DemoFailure {
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new DemoFailure(file + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** Unpacks the archive below {@code place}; the answer is the folder that is in it. Verify the archive first. */
    Path unpack(Path place) throws DemoFailure {
        try (ZipFile zip = new ZipFile(archive().toFile())) {
            Path root = place;
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                Path target = place.resolve(entry.getName()).normalize();
                if (!target.startsWith(place)) {
                    throw new DemoFailure("The archive has a name that leads out of it");
                }
                Files.createDirectories(target.getParent());
                try (InputStream in = zip.getInputStream(entry)) {
                    Files.copy(in, target);
                }
                root = place.resolve(place.relativize(target).getName(0));
            }
            return root;
        } catch (IOException e) {
            throw new DemoFailure("The archive cannot be unpacked: " + e.getMessage(), e);
        }
    }

    /** The folder of the bundle itself, unpacked beside the archive. */
    Path unpacked() throws DemoFailure {
        try (Stream<Path> children = Files.list(directory)) {
            List<Path> folders = children.filter(c -> c.getFileName().toString().startsWith("bdl_"))
                    .toList();
            return folders.isEmpty() ? unpack(directory) : folders.get(0);
        } catch (IOException e) {
            throw new DemoFailure("The folder " + directory + " cannot be read", e);
        }
    }
}
