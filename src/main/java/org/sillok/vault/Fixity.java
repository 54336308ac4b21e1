package org.sillok.vault;

/** What became of a stored object. */
public sealed interface Fixity {
    /** Length and digest are those recorded. */
    record Intact() implements Fixity {}

    /** There is no such object. */
    record Missing() implements Fixity {}

    /** The stored bytes have another length; not read further. */
    record OtherLength(long found) implements Fixity {}

    /** The stored bytes have the right length and another digest. */
    record OtherDigest() implements Fixity {}
}
