package org.sillok.log;

/** Whether the log has compared the database with what was signed, and does not object: then it forgot nothing. */
public interface LogConsent {
    boolean isGiven();
}
