package org.sillok.platform.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Chapter: the recipient verifies the bundle without the service, and sees what happens to a copy that somebody changed. */
final class Examining {
    private final Narrator narrator;
    private final Verification verification;
    private final Path trust;

    Examining(Narrator narrator, Verification verification, Path trust) {
        this.narrator = narrator;
        this.verification = verification;
        this.trust = trust;
    }

    void tell(BundleFolder folder) throws DemoFailure {
        narrator.chapter("examined");
        Verification.Verdict good = verify(folder.archive());
        narrator.check(good.verified(), good.summary(), narrator.say("verify.bad", good.status(), good.summary()));
        Path bundle = folder.unpacked();
        narrator.text("examined.look", bundle.resolve("data").resolve("README.html"));
        Path copy = folder.unpack(folder.directory().resolve("tampered"));
        Path changed = change(copy.resolve("data").resolve("items"));
        narrator.text("examined.tampered", copy.relativize(changed));
        Verification.Verdict bad = verify(copy);
        narrator.check(
                !bad.verified(),
                narrator.say("verify.refused", bad.status(), bad.summary()),
                narrator.say("verify.accepted"));
    }

    private Verification.Verdict verify(Path bundle) throws DemoFailure {
        narrator.screen()
                .command("./sillok verify " + String.join(" ", Verification.arguments(bundle, trust, List.of())));
        return verification.verify(bundle, trust, List.of());
    }

    /** Changes one bit of the first released file that has any. */
    private static Path change(Path items) throws DemoFailure {
        try (Stream<Path> walk = Files.walk(items)) {
            Path file = walk.filter(Files::isRegularFile)
                    .filter(f -> f.toFile().length() > 0)
                    .sorted()
                    .findFirst()
                    .orElseThrow(() -> new DemoFailure("The bundle has no file that could be changed"));
            byte[] bytes = BundleFolder.read(file);
            bytes[bytes.length / 2] ^= 1;
            Files.write(file, bytes);
            return file;
        } catch (IOException e) {
            throw new DemoFailure("The copy of the bundle cannot be changed: " + e.getMessage(), e);
        }
    }
}
