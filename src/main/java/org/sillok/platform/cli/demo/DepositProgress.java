package org.sillok.platform.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;

/** One bar over all deposits on a terminal; a line per deposit elsewhere. Bytes of the request count, not of files alone. */
final class DepositProgress {
    private final Screen screen;
    private final Words words;
    private final int bar;
    private final int columns;
    private final int requests;
    private final int files;
    private final long total;
    private final long begin = System.nanoTime();
    private long sent;
    private long finished;
    private long current;
    private int done;
    private String name = "";

    DepositProgress(Screen screen, Words words, Samples samples, int bar, int columns) throws DemoFailure {
        this.screen = screen;
        this.words = words;
        this.bar = bar;
        this.columns = columns;
        this.requests = samples.items().size() + samples.derivatives().size();
        this.files = samples.fileCount();
        List<Samples.SampleFile> all = Stream.concat(
                        samples.items().stream().flatMap(i -> i.files().stream()),
                        samples.derivatives().stream().flatMap(d -> d.files().stream()))
                .toList();
        this.total = size(all);
    }

    void begin(List<Samples.SampleFile> next) throws DemoFailure {
        current = size(next);
        sent = 0;
        name = next.get(0).name() + (next.size() > 1 ? " +" + (next.size() - 1) : "");
        show();
    }

    /** Called from the connection's thread. */
    synchronized void sent(long bytes) {
        sent = Math.min(current, sent + bytes);
        show();
    }

    synchronized Depositor.Deposited finish(Depositor.Deposited deposited) {
        finished += current;
        sent = 0;
        done++;
        if (!screen.lively()) {
            screen.text(words.say("deposit.one", done, requests, Screen.pad(name, columns), Words.size(current)));
        }
        return deposited;
    }

    void end() {
        String full = screen.lively() ? ProgressBar.render(total, total, bar) : "";
        double seconds = (System.nanoTime() - begin) / 1e9;
        screen.text(words.say("deposit.done", full, files, Words.size(total), seconds)
                .strip());
    }

    private synchronized void show() {
        long now = finished + sent;
        screen.status(words.say(
                "deposit.progress",
                ProgressBar.render(now, total, bar),
                ProgressBar.percent(now, total),
                Screen.cut(name, columns)));
    }

    private static long size(List<Samples.SampleFile> files) throws DemoFailure {
        long sum = 0;
        for (Samples.SampleFile file : files) {
            try {
                sum += Files.size(file.path());
            } catch (IOException e) {
                throw new DemoFailure("The sample " + file.path() + " cannot be read", e);
            }
        }
        return sum;
    }
}
