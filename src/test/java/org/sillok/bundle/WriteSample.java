package org.sillok.bundle;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a sample bundle to a file, for programs that nobody here wrote: {@code FILE ITEMS FILES}. */
final class WriteSample {
    private WriteSample() {}

    public static void main(String[] arguments) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(Path.of(arguments[0])))) {
            SampleBundle.of(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]))
                    .withheld()
                    .write(out);
        }
    }
}
