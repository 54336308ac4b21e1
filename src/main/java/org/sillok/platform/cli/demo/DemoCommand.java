package org.sillok.platform.cli.demo;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sillok.platform.cli.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code demo}: exit status 0 if every step was done and every check held, 1 otherwise, 2 for wrong options. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description =
                "Tells the whole story on the files in samples/ through the public API: deposit, receipt, request, bundle.")
public final class DemoCommand implements Callable<Integer> {
    private static final String SPINNER = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏";

    @Option(names = "--data-dir", description = "where the demo's service keeps its data (default: ./demo-data)")
    private @Nullable Path dataDir;

    @Option(names = "--port", description = "port of the service that is started (default: a free one)")
    private int port;

    @Option(names = "--url", description = "use the service that runs at this address instead of starting one")
    private @Nullable URI url;

    @Option(names = "--token-file", description = "with --url: file with a custodian's token")
    private @Nullable Path tokenFile;

    @Option(names = "--samples", description = "directory of the sample set (default: samples/ of this copy)")
    private @Nullable Path samples;

    @Option(names = "--lang", description = "en or ko (default: the terminal's language)")
    private @Nullable String lang;

    /** Made by picocli. */
    public DemoCommand() {}

    @Override
    public Integer call() {
        Map<String, String> environment = System.getenv();
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        Screen screen = new Screen(out, Terminal.isLively(environment));
        Words words = Words.in(lang == null ? Words.languageOf(environment) : lang);
        try {
            return run(screen, words, environment);
        } catch (DemoFailure failure) {
            screen.line("");
            screen.fails(String.valueOf(failure.getMessage()));
            return 1;
        }
    }

    private int run(Screen screen, Words words, Map<String, String> environment) throws DemoFailure {
        Path home = Home.find();
        Path data = dataDirectory(environment);
        Path directory = samples == null ? home.resolve("samples") : samples;
        Samples set = Samples.read(directory);
        Optional<SharingSet> sharing = SharingSet.read(directory);
        Path verifier = home.resolve("target").resolve("sillok-verify.jar");
        if (!Files.isRegularFile(verifier)) {
            throw new DemoFailure("The stand-alone verifier " + verifier + " is missing: run ./mvnw package");
        }
        screen.title(words.say("title"));
        screen.line(words.say("subtitle"));
        screen.heading(1, words.say("service"));
        try (Service service = service(screen, words, environment, data)) {
            Demo demo = new Demo(screen, words, service, url == null ? Optional.of(data) : Optional.empty(), data);
            return demo.run(set, Verification.withJar(verifier), sharing) ? 0 : 1;
        }
    }

    private Service service(Screen screen, Words words, Map<String, String> environment, Path data) throws DemoFailure {
        if (url != null) {
            if (tokenFile == null) {
                throw new DemoFailure("--url needs --token-file with a custodian's token");
            }
            return Service.at(url, tokenFile);
        }
        Optional<Service> running = Service.runningOn(data);
        if (running.isPresent()) {
            return running.get();
        }
        int chosen = port > 0 ? port : Integer.parseInt(environment.getOrDefault("QUARKUS_HTTP_PORT", "0"));
        int[] turn = {0};
        return Service.start(
                serveCommand(),
                data,
                chosen > 0 ? chosen : Service.freePort(),
                environment,
                () -> screen.status(
                        SPINNER.charAt(turn[0]++ % SPINNER.length()) + " " + words.say("service.starting")));
    }

    private static List<String> serveCommand() {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return List.of(java.toString(), "-jar", Home.jar().toString(), "serve");
    }

    private Path dataDirectory(Map<String, String> environment) {
        if (dataDir != null) {
            return dataDir;
        }
        String named = environment.getOrDefault("SILLOK_DATA_DIR", "");
        return Path.of(named.isEmpty() ? "demo-data" : named);
    }
}
