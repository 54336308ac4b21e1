package org.sillok.backup;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.sillok.backup.core.BackupFile;
import org.sillok.crypto.CiphertextInvalidException;
import org.sillok.crypto.DigestedOutput;
import org.sillok.crypto.PassphraseContainer;

/**
 * Files of a backup: a zip archive, encrypted under the passphrase as CMS, so that {@code openssl} and any unzip read it.
 * Written and read as streams, whatever their length.
 */
final class Containers {
    private static final int BUFFER = 64 * 1024;

    private final PassphraseContainer container;

    Containers(char[] passphrase) {
        this.container = new PassphraseContainer(passphrase, new SecureRandom());
    }

    /** A few bytes, sealed so that every change is noticed. */
    byte[] seal(byte[] bytes) {
        return container.seal(bytes);
    }

    /** What {@link #seal} sealed. */
    byte[] open(byte[] sealed) throws CiphertextInvalidException {
        return container.open(sealed);
    }

    /** Fills an archive. */
    interface Filling {
        void fill(Archive archive) throws IOException;
    }

    /** Where the parts of an archive go, one after the other. */
    record Archive(ZipOutputStream zip) {
        /** Begins the part {@code name}; the stream is for this part alone and is not to be closed. */
        OutputStream part(String name) throws IOException {
            zip.putNextEntry(new ZipEntry(name));
            return zip;
        }
    }

    /** Writes a container. */
    BackupFile write(BackupDirectory directory, BackupFile.Role role, String run, Filling filling) throws IOException {
        String name = BackupFile.name(role, run);
        try (PendingFile file = directory.create(name)) {
            DigestedOutput digested = new DigestedOutput(file);
            try (BufferedOutputStream buffered = new BufferedOutputStream(digested, BUFFER);
                    OutputStream sealed = container.sealing(buffered);
                    ZipOutputStream zip = new ZipOutputStream(sealed)) {
                zip.setLevel(Deflater.BEST_SPEED);
                filling.fill(new Archive(zip));
            }
            file.publish();
            return new BackupFile(role, name, digested.length(), digested.sha256());
        }
    }

    /** Takes the parts of an archive. */
    interface Emptying {
        void part(String name, InputStream bytes) throws IOException;
    }

    /**
     * Reads a container of a manifest part by part.
     *
     * @throws BackupException if it is not what was written; until this returns, nothing that was read is to be believed
     */
    void read(BackupDirectory directory, BackupFile file, Emptying emptying) throws IOException {
        DigestedInput in = new DigestedInput(Files.newInputStream(directory.file(file.name())));
        try (InputStream bytes = in) {
            read(bytes, emptying);
        }
        if (!in.sha256().equals(file.sha256())) {
            throw new BackupException("The file " + file.name() + " changed while it was read.");
        }
    }

    /** Reads a container part by part; {@code in} is read to its end, so that its digest can be compared. */
    void read(InputStream in, Emptying emptying) throws IOException {
        try {
            InputStream opened = container.opening(in);
            ZipInputStream zip = new ZipInputStream(opened);
            for (@Nullable ZipEntry part = zip.getNextEntry(); part != null; part = zip.getNextEntry()) {
                emptying.part(part.getName(), zip);
            }
            opened.transferTo(OutputStream.nullOutputStream());
            in.transferTo(OutputStream.nullOutputStream());
        } catch (CiphertextInvalidException e) {
            throw new IOException("the container does not open with this passphrase", e);
        }
    }
}
