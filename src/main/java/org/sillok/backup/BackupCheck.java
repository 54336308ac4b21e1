package org.sillok.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sillok.backup.core.BackupFile;
import org.sillok.backup.core.BackupManifest;
import org.sillok.backup.core.InvalidManifestException;
import org.sillok.backup.core.ObjectLine;
import org.sillok.crypto.CiphertextInvalidException;
import org.sillok.crypto.DigestedOutput;
import org.sillok.crypto.Sha2;
import org.sillok.kernel.Digest;
import org.sillok.storage.ObjectName;

/** Reads a backup and believes nothing: the manifest because of its seal, everything else because of the manifest. */
final class BackupCheck {
    private static final int MOST_NAMED = 100;
    private static final String CONTENT = "content/";
    private static final long MOST_SEAL = 64L << 10;

    private final BackupDirectory directory;
    private final Containers containers;
    private final Set<String> damagedFiles = new HashSet<>();
    private boolean onlyFiles = true;

    BackupCheck(BackupDirectory directory, Containers containers) {
        this.directory = directory;
        this.containers = containers;
    }

    /** A manifest that was authenticated, and the digest of its bytes. */
    record Authentic(BackupManifest manifest, Digest digest) {}

    /**
     * The manifest.
     *
     * @throws BackupException if there is none, it is of another passphrase, or it or its seal was altered
     */
    Authentic manifest() throws IOException {
        directory.requireReal();
        Optional<byte[]> bytes = directory.manifest();
        if (bytes.isEmpty()) {
            throw new BackupException(
                    directory.isUnfinished()
                            ? "This backup is incomplete: it was cut off before its manifest was written. Run sillok backup into"
                                    + " the same directory again, or restore an earlier one."
                            : "There is no backup here: " + BackupManifest.NAME + " is missing.");
        }
        BackupManifest manifest;
        try {
            manifest = BackupManifest.parse(bytes.get());
        } catch (InvalidManifestException e) {
            throw new BackupException(BackupManifest.NAME + " is not usable: " + e.getMessage() + ".", e);
        }
        Digest digest = Sha2.sha256(bytes.get());
        Path seal = directory.file(manifest.seal());
        if (!Files.isRegularFile(seal, LinkOption.NOFOLLOW_LINKS)) {
            throw new BackupException("The file " + manifest.seal() + " is missing.");
        }
        if (Files.size(seal) > MOST_SEAL) {
            throw new BackupException("The file " + manifest.seal() + " was altered: it is too large.");
        }
        byte[] sealed;
        try {
            sealed = containers.open(Files.readAllBytes(seal));
        } catch (CiphertextInvalidException e) {
            throw new BackupException(
                    "The passphrase is not the one of this backup, or the file " + manifest.seal() + " was altered.",
                    e);
        }
        if (sealed.length != digest.toArray().length || !Digest.sha256(sealed).equals(digest)) {
            throw new BackupException(
                    BackupManifest.NAME + " is not the one that was sealed: it was altered or swapped.");
        }
        return new Authentic(manifest, digest);
    }

    /**
     * Everything that is not as the manifest says, in words; nothing is changed. What is not in the list cannot do harm, and
     * is named all the same, unless an unfinished run explains it.
     */
    List<String> differences(BackupManifest manifest, BackupProgress progress) throws IOException {
        List<String> found = new ArrayList<>();
        for (BackupFile file : manifest.files()) {
            check(file, found);
        }
        // An incomplete backup keeps what it cannot vouch for.
        boolean explained = directory.isUnfinished() || !manifest.isComplete();
        for (String stranger : directory.strangers(manifest)) {
            if (!explained || !BackupDirectory.isLeftover(stranger)) {
                name(found, "The file " + stranger + " was added.");
            }
        }
        if (found.isEmpty()) {
            objects(manifest, explained, found, progress);
            strangers(found);
        }
        return found;
    }

    /** The list of the objects of {@code manifest}, if that can be believed. */
    Optional<ObjectList> list(BackupManifest manifest) throws IOException {
        List<String> found = new ArrayList<>();
        check(manifest.file(BackupFile.Role.OBJECTS), found);
        return found.isEmpty() ? Optional.of(new ObjectList(directory, manifest)) : Optional.empty();
    }

    private void check(BackupFile file, List<String> found) throws IOException {
        Path path = directory.file(file.name());
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            name(found, "The file " + file.name() + " is missing.");
            return;
        }
        DigestedOutput digested = new DigestedOutput(OutputStream.nullOutputStream());
        try (InputStream in = Files.newInputStream(path)) {
            in.transferTo(digested);
        }
        if (digested.length() != file.length() || !digested.sha256().equals(file.sha256())) {
            name(found, "The file " + file.name() + " was altered.");
        }
    }

    private void objects(BackupManifest manifest, boolean explained, List<String> found, BackupProgress progress)
            throws IOException {
        long[] done = new long[1];
        new ObjectList(directory, manifest).compare(new ObjectList.Differences() {
            @Override
            public void there(ObjectLine line) throws IOException {
                Optional<Digest> digest = ObjectTransfer.readable(directory.objects(), new ObjectName(line.name()));
                if (!digest.equals(Optional.of(line.sha256()))) {
                    damaged(line, found, digest.isPresent() ? "was altered" : "cannot be read");
                }
                progress.at(++done[0], manifest.objects());
            }

            @Override
            public void missing(ObjectLine line) {
                damaged(line, found, "is missing");
                progress.at(++done[0], manifest.objects());
            }

            @Override
            public void extra(ObjectName name) {
                if (!explained) {
                    name(found, "The object " + name + " was added.");
                }
            }
        });
        if (done[0] != manifest.objects()) {
            name(found, "The list of objects has " + done[0] + " lines instead of " + manifest.objects() + ".");
        }
    }

    private void damaged(ObjectLine line, List<String> found, String how) {
        boolean others = !onlyFiles;
        name(found, "The object " + line.name() + " " + how + ".");
        if (line.name().startsWith(CONTENT)) {
            damagedFiles.add(line.name());
            onlyFiles = !others;
        }
    }

    /** Whether {@link #differences} found nothing but stored files that are damaged or gone: everything else can be used. */
    boolean isOnlyFiles() {
        return onlyFiles;
    }

    /** The names of those. */
    Set<String> damagedFiles() {
        return Set.copyOf(damagedFiles);
    }

    /** Files among the objects that are none: links, and names that no object has. */
    private void strangers(List<String> found) throws IOException {
        Path folder = directory.objectsFolder();
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes attributes) {
                boolean own = String.valueOf(each.getFileName()).startsWith(".") && folder.equals(each.getParent());
                return own ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path each, BasicFileAttributes attributes) {
                String name = folder.relativize(each).toString();
                boolean own = name.startsWith(".") && folder.equals(each.getParent());
                if (!own && (!attributes.isRegularFile() || !ObjectName.isWellFormed(name))) {
                    name(found, "The file " + ObjectLine.FOLDER + "/" + name + " was added.");
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private void name(List<String> found, String what) {
        onlyFiles = false;
        if (found.size() < MOST_NAMED) {
            found.add(what);
        }
    }
}
