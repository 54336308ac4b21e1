package org.sillok.intake;

/** Whether the log has compared the database with what was signed, and does not object: then it forgot nothing. */
interface LogConsent {
    boolean isGiven();
}
