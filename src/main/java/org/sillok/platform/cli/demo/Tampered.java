package org.sillok.platform.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A copy that differs from its original in one bit. {@code position} counts bytes from 0. */
record Tampered(Path path, int position) {
    static Tampered of(Path original, Path directory) throws DemoFailure {
        try {
            byte[] bytes = Files.readAllBytes(original);
            if (bytes.length == 0) {
                throw new DemoFailure("An empty file has no bit to change");
            }
            int position = bytes.length / 2;
            bytes[position] ^= 1;
            Files.createDirectories(directory);
            Path copy = directory.resolve(original.getFileName());
            Files.write(copy, bytes);
            return new Tampered(copy, position);
        } catch (IOException e) {
            throw new DemoFailure("A changed copy of " + original + " cannot be made: " + e.getMessage(), e);
        }
    }
}
