package org.sillok.platform.cli.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where this copy of Sillok lies: the directory that holds {@code samples/} and {@code target/}. */
final class Home {
    private Home() {}

    /** The jar this program was started from ({@code java -jar …}). */
    static Path jar() {
        return Path.of(System.getProperty("java.class.path", ""));
    }

    /** The nearest directory above the jar with a sample set, else the working directory. */
    static Path find() {
        Path here = Path.of("");
        if (hasSamples(here)) {
            return here;
        }
        @Nullable Path place = jar().toAbsolutePath().normalize().getParent();
        while (place != null && !hasSamples(place)) {
            place = place.getParent();
        }
        return place == null ? here : place;
    }

    private static boolean hasSamples(Path directory) {
        return Files.isRegularFile(directory.resolve("samples").resolve("manifest.json"));
    }
}
