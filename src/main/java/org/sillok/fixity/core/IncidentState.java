package org.sillok.fixity.core;

/** What became of an incident. */
public enum IncidentState {
    OPEN,
    REPAIRED
}
