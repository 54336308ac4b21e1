package org.sillok.platform.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The story the demo tells, step by step. A step that cannot be done ends it ({@link DemoFailure}); a check that does
 * not hold is shown and the story goes on, so that everything wrong is seen at once.
 */
final class Demo {
    private static final int BAR = 32;
    private static final int NAME_COLUMNS = 52;
    private static final Duration PUBLICATION = Duration.ofSeconds(20);

    private final Narrator narrator;
    private final Screen screen;
    private final Words words;
    private final Service service;
    private final Optional<Path> disk;
    private final Path output;

    /**
     * @param disk the service's data directory, if it is on this machine
     * @param output where receipts and changed copies are saved
     */
    Demo(Screen screen, Words words, Service service, Optional<Path> disk, Path output) {
        this.narrator = new Narrator(screen, words, 1);
        this.screen = screen;
        this.words = words;
        this.service = service;
        this.disk = disk;
        this.output = output;
    }

    /**
     * Tells the story; true if every check held.
     *
     * @param sharing what the chapters on sharing are about; without it the story ends with the deposit
     */
    boolean run(Samples samples, Verification verification, Optional<SharingSet> sharing) throws DemoFailure {
        Set<Path> before = objects();
        describeService();
        Setup setup = new Setup(service.custodian());
        Setup.Contributor contributor = setup.contributorOf(samples.party());
        Map<String, JsonNode> sources = introduce(contributor, samples);
        List<Depositor.Deposited> deposited = deposit(new Depositor(contributor.api(), sources), samples);
        kept(samples, deposited, before);
        Receipts receipts = Receipts.fetch(contributor.api(), deposited, output.resolve("receipts"));
        originals(contributor.api(), deposited, receipts);
        verify(verification, receipts, deposited);
        others(setup, samples, deposited.get(0));
        if (sharing.isPresent()) {
            Deposits deposits = new Deposits(contributor, sources, deposited);
            new Sharing(narrator, setup, verification, receipts.trust(), output.resolve("sharing"))
                    .tell(samples, sharing.get(), deposits);
        }
        return end();
    }

    private void describeService() {
        String address = service.anonymous().base().toString();
        screen.text(
                service.startedHere()
                        ? words.say("service.started", service.startedIn().toMillis() / 1000.0, address)
                        : words.say("service.running", address));
        disk.ifPresent(directory -> screen.text(words.say("service.data", directory)));
    }

    private Map<String, JsonNode> introduce(Setup.Contributor contributor, Samples samples) throws DemoFailure {
        narrator.chapter("people");
        Map<String, JsonNode> sources = Setup.sources(contributor.api(), samples);
        narrator.text("people.party", narrator.in(samples.party().path("names")));
        String pseudonym = sources.values().stream()
                .map(s -> s.path("pseudonym").asText())
                .findFirst()
                .orElse("–");
        screen.text(words.say("people.sources", sources.size(), pseudonym));
        return sources;
    }

    private List<Depositor.Deposited> deposit(Depositor depositor, Samples samples) throws DemoFailure {
        narrator.chapter("deposit");
        DepositProgress progress = new DepositProgress(screen, words, samples, BAR, NAME_COLUMNS);
        List<Depositor.Deposited> deposited = new ArrayList<>();
        for (Samples.Item item : samples.items()) {
            progress.begin(item.files());
            deposited.add(progress.finish(depositor.deposit(item, progress::sent)));
        }
        for (Samples.Derivative derivative : samples.derivatives()) {
            progress.begin(derivative.files());
            deposited.add(progress.finish(depositor.deposit(derivative, progress::sent)));
        }
        progress.end();
        return deposited;
    }

    private void kept(Samples samples, List<Depositor.Deposited> deposited, Set<Path> before) throws DemoFailure {
        narrator.chapter("kept");
        int originals = samples.items().stream().mapToInt(i -> i.files().size()).sum();
        narrator.fact(
                "kept.stored",
                originals,
                samples.fileCount() - originals,
                samples.items().size());
        narrator.fact("kept.hashed");
        narrator.fact("kept.sealed");
        narrator.fact("kept.signed", deposited.size());
        narrator.fact("kept.chained");
        LongSummaryStatistics entries =
                deposited.stream().mapToLong(Depositor.Deposited::logIndex).summaryStatistics();
        Checkpoint checkpoint = checkpointOver(entries.getMax());
        narrator.fact("kept.logged", checkpoint.origin(), entries.getMin(), entries.getMax(), checkpoint.size());
        if (disk.isPresent()) {
            onDisk(disk.get(), samples, before);
        }
    }

    /** The published checkpoint once it covers entry {@code index}; the log signs a few times a second. */
    private Checkpoint checkpointOver(long index) throws DemoFailure {
        long patience = System.nanoTime() + PUBLICATION.toNanos();
        while (true) {
            ApiAnswer answer = service.anonymous().get("/log/checkpoint").expect(200);
            Checkpoint checkpoint = Checkpoint.read(new String(answer.body().toArray(), StandardCharsets.UTF_8));
            if (checkpoint.size() > index) {
                return checkpoint;
            }
            if (System.nanoTime() > patience) {
                throw new DemoFailure("The log has not published entry " + index + " in " + PUBLICATION.toSeconds()
                        + " s; its checkpoint covers " + checkpoint.size() + " entries");
            }
            Waiting.pause();
        }
    }

    private void onDisk(Path directory, Samples samples, Set<Path> before) throws DemoFailure {
        Set<Path> created = objects();
        created.removeAll(before);
        Path shown = created.stream().findFirst().orElse(null);
        if (shown == null) {
            narrator.check(false, "", words.say("kept.noobject", directory.resolve("objects")));
            return;
        }
        try {
            screen.text(words.say("kept.object", shown, Secrecy.firstBytes(shown)));
            List<byte[]> secrets = Secrecy.textsOf(samples);
            DiskSearch.Result result = DiskSearch.search(Secrecy.placesOfService(directory), secrets);
            narrator.check(
                    result.hits().isEmpty(),
                    words.say("kept.unreadable", result.files(), Words.size(result.bytes()), secrets.size()),
                    words.say("kept.readable", result.hits()));
        } catch (IOException e) {
            throw new DemoFailure("The data directory cannot be searched: " + e.getMessage(), e);
        }
        screen.text(words.say("kept.keys", directory.resolve("keys")));
    }

    private Set<Path> objects() throws DemoFailure {
        return disk.isPresent() ? Secrecy.objects(disk.get().resolve("objects")) : Set.of();
    }

    private void originals(ApiClient contributor, List<Depositor.Deposited> deposited, Receipts receipts)
            throws DemoFailure {
        narrator.chapter("receipts");
        screen.text(words.say("receipts.saved", deposited.size(), receipts.directory(), receipts.trust()));
        Downloads downloads = new Downloads(contributor);
        for (Depositor.Deposited version : deposited) {
            screen.status(version.key());
            downloads.compare(version);
        }
        narrator.check(
                downloads.changed().isEmpty(),
                words.say("receipts.same", downloads.compared()),
                words.say("receipts.differ", downloads.changed()));
        narrator.check(
                downloads.wrongDigest().isEmpty(),
                words.say("receipts.digest"),
                words.say("receipts.nodigest", downloads.wrongDigest()));
    }

    private void verify(Verification verification, Receipts receipts, List<Depositor.Deposited> deposited)
            throws DemoFailure {
        narrator.chapter("verify");
        Depositor.Deposited shown = deposited.stream()
                .filter(d -> d.files().size() == 1 && !Secrecy.isEmpty(d.files().get(0)))
                .reduce((a, b) -> a.key().equals("notice") ? a : b.key().equals("notice") ? b : a)
                .orElseThrow(() -> new DemoFailure("The sample set has no item with one file that is not empty"));
        Path receipt = receipts.of(shown.key());
        Path file = shown.files().get(0).path();
        screen.command("./sillok verify "
                + String.join(" ", Verification.arguments(receipt, receipts.trust(), List.of(file))));
        Verification.Verdict good = verification.verify(receipt, receipts.trust(), List.of(file));
        narrator.check(good.verified(), good.summary(), words.say("verify.bad", good.status(), good.summary()));

        int accepted = 0;
        for (Depositor.Deposited version : deposited) {
            screen.status(version.key());
            List<Path> files =
                    version.files().stream().map(Samples.SampleFile::path).toList();
            Verification.Verdict verdict = verification.verify(receipts.of(version.key()), receipts.trust(), files);
            if (verdict.verified()) {
                accepted++;
            } else {
                narrator.check(
                        false, "", version.key() + ": " + words.say("verify.bad", verdict.status(), verdict.summary()));
            }
        }
        if (accepted == deposited.size()) {
            narrator.check(true, words.say("verify.all", accepted), "");
        }

        Tampered copy = Tampered.of(file, output.resolve("tampered"));
        screen.text(words.say("verify.tampered", copy.position()));
        screen.command("./sillok verify "
                + String.join(" ", Verification.arguments(receipt, receipts.trust(), List.of(copy.path()))));
        Verification.Verdict bad = verification.verify(receipt, receipts.trust(), List.of(copy.path()));
        narrator.check(
                !bad.verified(),
                words.say("verify.refused", bad.status(), bad.summary()),
                words.say("verify.accepted"));
    }

    private void others(Setup setup, Samples samples, Depositor.Deposited item) throws DemoFailure {
        narrator.chapter("others");
        Setup.Contributor stranger = setup.contributorOf(samples.otherParty());
        ApiAnswer answer = stranger.api().get("/api/v1/items/" + item.item());
        String name = narrator.in(samples.otherParty().path("names"));
        narrator.check(
                answer.status() == 404,
                words.say("others.denied", name, answer.problemSlug()),
                words.say("others.allowed", answer.status()));
    }

    private boolean end() {
        screen.line("");
        boolean good = narrator.broken() == 0;
        if (good) {
            screen.title(words.say("end.good", narrator.checks()));
        } else {
            screen.fails(words.say("end.bad", narrator.broken(), narrator.checks()));
        }
        if (service.startedHere()) {
            service.close();
            screen.line(words.say("end.stopped", output));
        }
        screen.line(words.say("end.next"));
        return good;
    }
}
