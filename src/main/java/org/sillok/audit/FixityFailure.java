package org.sillok.audit;

import org.sillok.audit.core.FindingCode;

/** A file whose stored bytes are not what its statement records. */
record FixityFailure(String item, String owner, int version, int file, String object, FindingCode code) {}
