package org.sillok.audit.core;

/**
 * Everything an audit can find: a closed list. A code keeps its meaning for ever; docs/audit.md explains each. The
 * meaning is one sentence about what is wrong, the way out one about what to do.
 */
public enum FindingCode {
    ANCHOR_MISSING(
            "No checkpoint is kept outside of the database and the object store.",
            "Supply a checkpoint that an outsider kept; until then a rollback of both cannot be noticed."),
    ANCHOR_INVALID(
            "The checkpoint kept outside does not bear this log's signature.",
            "Find out which was replaced: the file outside, or the log's key in the database."),
    ROLLED_BACK(
            "The log in the database is behind a checkpoint that it once signed.",
            "Stop the service and run `./sillok rebuild`, or restore a newer backup."),
    FORKED(
            "The log contradicts a checkpoint that it once signed.",
            "Keep both checkpoints: together they prove that history was rewritten. Restore what the older one covers."),
    TREE_HEAD_ALTERED(
            "The row of the log in the database is not what the stored tree says.",
            "Restore the row log_tree from a backup, or recompute it from the tiles."),
    CHECKPOINT_INVALID(
            "A stored checkpoint is not signed by the log or is not of its tree.",
            "Restore it from a copy; any later checkpoint replaces it."),
    TILE_MISSING("A tile of the tree is missing.", "Recompute it from the entries, or restore it from a copy."),
    TILE_ALTERED(
            "A tile of the tree is not what the entries below it say.",
            "Recompute it from the entries, or restore it from a copy."),
    ENTRY_BUNDLE_MISSING(
            "A bundle of log entries is missing.", "Restore it from a copy of the object store or from an auditor's."),
    ENTRY_BUNDLE_ALTERED(
            "A bundle of log entries is not what the tree commits to.",
            "Restore it from a copy of the object store or from an auditor's."),
    LEAF_UNKNOWN(
            "The log has an entry whose statement is not in the database: a statement was deleted or replaced.",
            "Restore the statement from the record beside the log, or from a backup of the database."),
    RECORD_MISSING(
            "The record of a log entry, from which its statement could be rebuilt, is missing.",
            "Restore it from a copy of the object store."),
    RECORD_ALTERED("The record of a log entry is not what was logged.", "Restore it from a copy of the object store."),
    STATEMENT_ALTERED(
            "A statement in the database is not what was signed and logged.",
            "Restore the row from the record beside the log."),
    STATEMENT_SIGNATURE_INVALID(
            "A statement is not signed by this repository's key.",
            "Restore the row from the record beside the log; if that says the same, the key or the writer is false."),
    STATEMENT_UNLOGGED(
            "A statement is neither in the log nor on its way there: it was put into the database from outside.",
            "Keep a copy as evidence, find out who wrote it, and remove it only under supervision."),
    STATEMENT_MISSING(
            "A stream has a gap: statements were deleted.",
            "Restore them from the records beside the log, or from a backup of the database."),
    CHAIN_BROKEN(
            "A statement does not continue the one before it in its stream.",
            "Restore both from the records beside the log."),
    REORDERED(
            "The order of a stream or of the log is not the order in which its statements were logged.",
            "Restore the rows concerned from the records beside the log."),
    STREAM_HEAD_ALTERED(
            "The row of a stream does not agree with its statements.",
            "Restore the row of custody_stream from its last statement or a backup."),
    DISCLOSURE_ALTERED(
            "The sealed facts of a statement do not open, or the statement does not carry their digests.",
            "Restore the row from the record beside the log."),
    KEY_MISSING(
            "A key is gone although no statement says that it was destroyed.",
            "Restore it from the vault's own backup; without it the sealed material cannot be read."),
    KEY_NOT_DESTROYED(
            "A statement says that an item was erased, and its key is there and opens.",
            "The keys were restored from before the erasure: run `./sillok rebuild`, then start the service, which destroys"
                    + " them again."),
    KEY_ALTERED(
            "A wrapped key does not open under the key-encryption key, or names one that is not in use.",
            "Restore it from the vault's own backup."),
    KEY_LOST(
            "A key is wrapped under a key-encryption key that was declared lost: what it protects cannot be read or checked.",
            "Restore the key-encryption key, then run `./sillok keys rotate --no-new-key`; without it, look for a copy of the"
                    + " material elsewhere."),
    ITEM_MISSING("Statements record an item that has no row.", "Restore the row from its statements or a backup."),
    ITEM_ALTERED(
            "The row of an item differs from what its statements and metadata say.",
            "Restore the row from its statements or a backup."),
    ITEM_UNRECORDED(
            "There are rows of an item that no statement records.",
            "Keep a copy as evidence and find out who wrote them."),
    METADATA_MISSING("A recorded revision of an item's metadata has no row.", "Restore the row from a backup."),
    METADATA_ALTERED(
            "A revision of an item's metadata is not what its statement records.", "Restore the row from a backup."),
    METADATA_UNRECORDED(
            "There is a revision of an item's metadata that no statement records.",
            "Keep a copy as evidence and find out who wrote it."),
    VERSION_MISSING("A recorded version of an item has no row.", "Restore the row from its statement or a backup."),
    VERSION_ALTERED(
            "The rows of a version differ from what its statement records.",
            "Restore the rows from the statement or a backup."),
    VERSION_UNRECORDED(
            "There is a version of an item that no statement records.",
            "Keep a copy as evidence and find out who wrote it."),
    FILE_ROW_MISSING("A recorded file has no row.", "Restore the row from its statement or a backup."),
    FILE_ROW_ALTERED(
            "The row of a file differs from what its statement records.",
            "Restore the row from its statement or a backup."),
    FILE_UNRECORDED(
            "There is a row of a file that no statement records.",
            "Keep a copy as evidence and find out who wrote it."),
    DEPOSITOR_MISSING(
            "A recorded joint depositor of an item, or a step of its proposal, has no row: the item could be shared without its"
                    + " agreement.",
            "Restore the row from its statement or a backup."),
    DEPOSITOR_UNRECORDED(
            "There is a joint depositor of an item, or a step of its proposal, that no statement records so.",
            "Keep a copy as evidence and find out who wrote it."),
    OBJECT_MISSING(
            "The stored bytes of a recorded file are missing.",
            "Run `./sillok repair` if there is a replica; otherwise restore the object from a copy of the object store, and run"
                    + " it then: it closes the incident."),
    OBJECT_ALTERED(
            "The stored bytes of a file are not those whose digest its statement carries.",
            "Run `./sillok repair` if there is a replica; otherwise restore the object from a copy of the object store, and run"
                    + " it then: it closes the incident."),
    OBJECT_UNREADABLE(
            "The stored bytes of a recorded file cannot be read.",
            "Look at the store and its disks, then run the audit again."),
    CONTENT_ALTERED(
            "The stored bytes are those recorded, but what they decrypt to is not the file that was recorded.",
            "Compare the object's key and the statement with a backup of the vault: one of them was replaced."),
    TIME_STAMP_MISSING(
            "A time-stamp that the database has on file is not in the object store.",
            "Restore it from a copy of the object store; receipts that were given out carry the token as well."),
    TIME_STAMP_INVALID(
            "An archived time-stamp does not hold over the checkpoint beside it.",
            "Restore response, checkpoint and lists from a copy of the object store, and check sillok.time.roots."),
    TIME_STAMP_ROW_ALTERED(
            "The row of a time-stamp says another time than the archived token.",
            "Set the row time_stamp right from the token."),
    AGREEMENT_MISSING(
            "Statements record an agreement, a version or an event of one that has no row.",
            "Restore the rows from a backup."),
    AGREEMENT_ALTERED(
            "The rows of an agreement differ from what its statements or its text say.",
            "Restore the rows from a backup."),
    AGREEMENT_UNRECORDED(
            "There are rows of an agreement that no statement records.",
            "Keep a copy as evidence and find out who wrote them."),
    AGREEMENT_UNSIGNED(
            "A version of an agreement came into force although not everybody whose signature it takes had signed it.",
            "Suspend the agreement and find out who let it come into force."),
    CONSENT_MISSING(
            "Statements record a consent, a version or an event of one that has no row: a withdrawal could be lost.",
            "Restore the rows from a backup."),
    CONSENT_ALTERED("The rows of a consent differ from what its statements say.", "Restore the rows from a backup."),
    CONSENT_UNRECORDED(
            "There are rows of a consent that no statement records.",
            "Keep a copy as evidence and find out who wrote them."),
    BINDING_MISSING(
            "A recorded binding of an item, or its removal, has no row: a prohibition could be lost.",
            "Restore the rows from a backup."),
    BINDING_ALTERED(
            "The row of a binding or of its removal differs from what its statement records.",
            "Restore the rows from a backup."),
    BINDING_UNRECORDED(
            "There is a binding of an item, or the removal of one, that no statement records.",
            "Keep a copy as evidence and find out who wrote them."),
    NAMING_MISSING("A recorded decision whether a source may be named has no row.", "Restore the rows from a backup."),
    NAMING_ALTERED(
            "The row of a decision whether a source may be named differs from what its statement records.",
            "Restore the rows from a backup."),
    NAMING_UNRECORDED(
            "There is a decision whether a source may be named that no statement records.",
            "Keep a copy as evidence and find out who wrote them."),
    TREATMENT_MISSING("A recorded treatment of a version has no row.", "Restore the rows from a backup."),
    TREATMENT_ALTERED(
            "The row of a treatment differs from what its statements record.", "Restore the rows from a backup."),
    TREATMENT_UNRECORDED(
            "There is a treatment of a version that no statement records.",
            "Keep a copy as evidence and find out who wrote them."),
    RELEASE_MISSING(
            "A recorded release of a version has no row: it would not be counted.", "Restore the rows from a backup."),
    RELEASE_ALTERED(
            "The row of a release differs from what its statement records, or its request is not counted.",
            "Restore the rows from a backup."),
    RELEASE_UNRECORDED(
            "There is a release of a version, older than a day, that no statement records.",
            "Keep a copy as evidence and find out who wrote them."),
    SOURCE_MISSING(
            "A registered source, or a recorded correction of one, has no row.", "Restore the rows from a backup."),
    SOURCE_ALTERED(
            "The rows of a source differ from what its statements record: it could lose the protection of a person.",
            "Restore the rows from a backup."),
    SOURCE_UNRECORDED(
            "There is a source, or a correction of one, that no statement records.",
            "Keep a copy as evidence and find out who wrote them."),
    REQUEST_MISSING(
            "Statements record a request for sharing, a revision, an approval or a consultation that has no row.",
            "Restore the rows from a backup."),
    REQUEST_ALTERED(
            "The rows of a request differ from what its statements record, or its lines from what was decided about.",
            "Seal nothing for it, and restore the rows from a backup."),
    REQUEST_UNRECORDED(
            "There is a request, a revision, an approval or a consultation that no statement records.",
            "Keep a copy as evidence and find out who wrote them."),
    HOLD_MISSING(
            "A recorded hold on an item has no row: the item could be released or erased.",
            "Restore the rows from a backup, and place the hold anew until then."),
    HOLD_ALTERED(
            "The rows of a hold differ from what the statements of its items record.",
            "Restore the rows from a backup, and place the hold anew until then."),
    HOLD_UNRECORDED(
            "There is a hold on an item, older than a day, that no statement records.",
            "Keep a copy as evidence and find out who wrote them."),
    FACT_MISSING("A recorded fact about a party or a state has no row.", "Restore the rows from a backup."),
    FACT_ALTERED("The rows of a fact differ from what its statements record.", "Restore the rows from a backup."),
    FACT_UNRECORDED(
            "There is a fact about a party or a state that no statement records.",
            "Keep a copy as evidence and find out who wrote them."),
    PARTY_KEY_MISSING("A key of a party that was confirmed or revoked has no row.", "Restore the rows from a backup."),
    PARTY_KEY_ALTERED(
            "The rows of a key of a party differ from what its statements record.", "Restore the rows from a backup."),
    PARTY_KEY_UNRECORDED(
            "There is a key of a party whose confirmation or revocation no statement records.",
            "Keep a copy as evidence and find out who wrote them.");

    private final String meaning;
    private final String wayOut;

    FindingCode(String meaning, String wayOut) {
        this.meaning = meaning;
        this.wayOut = wayOut;
    }

    public String meaning() {
        return meaning;
    }

    public String wayOut() {
        return wayOut;
    }

    /** Whether the bytes of one stored file have failed, so that a statement in its item's stream says so. */
    public boolean isFixityFailure() {
        return this == OBJECT_MISSING || this == OBJECT_ALTERED || this == CONTENT_ALTERED;
    }
}
