package org.sillok.backup.core;

import java.util.Locale;
import java.util.regex.Pattern;
import org.sillok.kernel.Digest;

/** One of the files beside a manifest: what it is for, and its exact bytes. */
public record BackupFile(Role role, String name, long length, Digest sha256) {
    /** What a file is for. */
    public enum Role {
        /** The schema {@code sillok}. */
        DATABASE,
        /** The schema {@code vault}: wrapped keys, apart, so that this file can be destroyed earlier than the others. */
        VAULT,
        /** Key files and the passphrase of the signing keys. */
        KEYS,
        /** The list of objects. */
        OBJECTS,
        /** The authenticated digest of the manifest itself. */
        SEAL
    }

    // Of one run each, so that the files of the run before stay whole until the new manifest is there.
    private static final Pattern NAME =
            Pattern.compile("(database|vault|keys|seal)-[0-9a-z-]{1,60}\\.cms|objects-[0-9a-z-]{1,60}\\.sha256");

    public BackupFile {
        if (!isName(name) || !name.startsWith(prefix(role)) || length < 0) {
            throw new IllegalArgumentException("not the name of a file of a backup");
        }
    }

    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** What the file of this role is called in the run {@code run}. */
    public static String name(Role role, String run) {
        return prefix(role) + run + (role == Role.OBJECTS ? ".sha256" : ".cms");
    }

    private static String prefix(Role role) {
        return role.name().toLowerCase(Locale.ROOT) + "-";
    }
}
