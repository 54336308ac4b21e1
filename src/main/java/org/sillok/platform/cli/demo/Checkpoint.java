package org.sillok.platform.cli.demo;

import java.util.List;

/** What a reader sees at the top of a checkpoint: whose log it is and how many entries it covers. Nothing is verified. */
record Checkpoint(String origin, long size) {
    static Checkpoint read(String note) throws DemoFailure {
        List<String> lines = note.lines().limit(3).toList();
        try {
            if (lines.size() == 3) {
                return new Checkpoint(lines.get(0), Long.parseLong(lines.get(1)));
            }
        } catch (NumberFormatException e) {
            throw new DemoFailure("The log's checkpoint has no size", e);
        }
        throw new DemoFailure("The log's checkpoint is cut off");
    }
}
