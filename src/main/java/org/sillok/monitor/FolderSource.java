package org.sillok.monitor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.sillok.kernel.Bytes;

/** A copy of a log in a folder: {@code checkpoint} and {@code tile/…}. */
record FolderSource(Path folder) implements LogSource {
    @Override
    public Bytes read(String path, int limit) throws SourceException {
        try (InputStream in = Files.newInputStream(folder.resolve(path))) {
            byte[] bytes = in.readNBytes(limit + 1);
            if (bytes.length > limit) {
                throw new SourceException(SourceException.Kind.UNUSABLE, path + " is too long");
            }
            return Bytes.of(bytes);
        } catch (NoSuchFileException e) {
            throw new SourceException(SourceException.Kind.MISSING, "there is no " + folder.resolve(path));
        } catch (IOException e) {
            throw new SourceException(SourceException.Kind.UNREACHABLE, folder.resolve(path) + " cannot be read");
        }
    }
}
