package org.sillok.log;

/** Why the log neither numbers nor signs, and what the operator can do about it. */
record Objection(String reason, String wayOut) {
    /** Of a tree of {@code size} entries where a head of {@code signed} entries lies in {@code place}. */
    static Objection behind(String place, long size, long signed) {
        return behind("the database is behind the " + place + ": " + size + " < " + signed);
    }

    /** Of a tree that does not lead to the head of {@code signed} entries in {@code place}. */
    static Objection contradicted(String place, long signed) {
        return contradicted("the tree in the database contradicts the " + place + " of size " + signed);
    }

    /** Nothing is wrong as far as anybody knows, but nobody has looked yet. */
    static Objection unseen() {
        return new Objection("the database has not been compared with what was signed yet", "wait a moment");
    }

    /** The database does not know of entries that others do. */
    static Objection behind(String reason) {
        return new Objection(
                reason,
                "stop every replica, run \"sillok rebuild\", start again; or restore a newer backup of the database");
    }

    /** Of a repository that was restored without all that the log signed. */
    static Objection held() {
        return new Objection(
                "this repository was restored from a backup, and the log may have signed more since",
                "restore beside the object store, if that survived (--keep-objects), and rebuild; or give up, on the record, what came after the backup: restore again with --give-up-later-entries");
    }

    /** What is stored is not what was stored. */
    static Objection damaged(String reason) {
        return new Objection(
                reason,
                "run \"sillok audit\", put the objects that it names back from a copy of the object store; the log then goes on by itself");
    }

    /** The log signed two histories. */
    static Objection contradicted(String reason) {
        return new Objection(
                reason,
                "keep both checkpoints, they are evidence; find out which history is true, and restore database and object store of that one");
    }

    /** This process cannot sign for the log. */
    static Objection key(String reason) {
        return new Objection(
                reason,
                "start it with the key files of this log (sillok.log.key-file, sillok.log.post-quantum-key-file)");
    }
}
