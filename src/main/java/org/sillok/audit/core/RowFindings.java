package org.sillok.audit.core;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Compares rows of one kind with what statements say of them, by their names. Nothing is unrecorded unless all statements
 * could be read.
 *
 * @param <K> how rows of the kind are named
 */
public final class RowFindings<K extends Comparable<K>> {
    /** What a row that is gone, one that differs and one that no statement records are called. */
    public record Codes(FindingCode missing, FindingCode altered, FindingCode unrecorded) {}

    private final Findings findings;
    private final Codes codes;
    private final Function<K, Place> place;
    private final Function<K, String> what;

    /**
     * Begins.
     *
     * @param what a row, in the words of a finding: nothing that a person wrote
     */
    public RowFindings(Findings findings, Codes codes, Function<K, Place> place, Function<K, String> what) {
        this.findings = findings;
        this.codes = codes;
        this.place = place;
        this.what = what;
    }

    /**
     * Compares.
     *
     * @param said what the statements say that there is
     * @param rows what there is
     * @param complete whether all statements were read
     */
    public void compare(Map<K, Columns> said, Map<K, Columns> rows, boolean complete) {
        Map<K, Columns> left = new TreeMap<>(rows);
        said.forEach((name, columns) -> {
            Columns row = left.remove(name);
            if (row == null) {
                missing(name);
            } else {
                compare(name, columns, row);
            }
        });
        if (complete) {
            left.keySet().forEach(this::unrecorded);
        }
    }

    /** Compares one row. */
    public void compare(K name, Columns said, Columns row) {
        var differences = said.differences(row);
        if (!differences.isEmpty()) {
            findings.add(
                    codes.altered(),
                    place.apply(name),
                    what.apply(name) + ", differing columns: " + String.join(", ", differences));
        }
    }

    /** A recorded row is not there. */
    public void missing(K name) {
        findings.add(codes.missing(), place.apply(name), what.apply(name) + " is gone");
    }

    /** A row is there that no statement records. */
    public void unrecorded(K name) {
        findings.add(codes.unrecorded(), place.apply(name), "no statement records " + what.apply(name));
    }
}
