package org.sillok.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.sillok.vault.PrivateFile;

/**
 * Shows whoever takes a backup that it has the folder of the one who was asked for it. Replicas may have folders of their own
 * under the same setting; a backup would go now to this disk and now to that, and each would look like the newest.
 */
final class FolderProof {
    private static final Pattern FORM = Pattern.compile("asked_[a-z2-7]{26}");

    private FolderProof() {}

    /** {@code token}: a fresh identifier that begins with {@code asked_}. */
    static void leave(Path folder, String token) throws IOException {
        new PrivateFile(file(folder, token)).create(new byte[0]);
    }

    static boolean isIn(Path folder, String token) {
        return FORM.matcher(token).matches() && Files.isRegularFile(file(folder, token), LinkOption.NOFOLLOW_LINKS);
    }

    static void takeAway(Path folder, String token) throws IOException {
        if (isIn(folder, token)) {
            Files.delete(file(folder, token));
        }
    }

    private static Path file(Path folder, String token) {
        return folder.resolve("." + token);
    }
}
