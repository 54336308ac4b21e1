import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The offline verifier on one large bundle, in a process of its own: median time and the most memory that it held. The
 * limit is SHA-256 and SHA-512 over the archive in one thread, which whoever checks its manifests has to do. Run it with
 * bench/verify-bundle.sh.
 */
public class VerifyBundle {
    public static void main(String[] arguments) throws Exception {
        Path bundle = Path.of(arguments[0]);
        int rounds = Integer.parseInt(arguments[3]);
        Path policy = bundle.resolveSibling("policy");
        // The bundle's own copy: here nothing depends on whom to trust.
        Files.write(policy, policy(bundle));
        List<Double> verifying = new ArrayList<>();
        List<Double> digesting = new ArrayList<>();
        long memory = 0;
        for (int i = 0; i < rounds; i++) {
            digesting.add(seconds(() -> digest(bundle)));
            long[] most = new long[1];
            verifying.add(seconds(() -> most[0] = verify(bundle, policy)));
            memory = Math.max(memory, most[0]);
        }
        double time = median(verifying);
        double limit = median(digesting);
        System.out.println("Machine: " + Runtime.getRuntime().availableProcessors() + " cores, Java " + Runtime.version()
                + ", median of " + rounds + (rounds == 1 ? " round" : " rounds"));
        System.out.println();
        System.out.println("| items | files | archive | verify | peak memory | SHA-256 and SHA-512 alone | ratio |");
        System.out.println("|---|---|---|---|---|---|---|");
        System.out.printf(Locale.ROOT, "| %s | %d | %.0f MB | %.1f s | %d MB | %.2f s | %.0f |%n", arguments[1],
                Long.parseLong(arguments[1]) * Long.parseLong(arguments[2]), Files.size(bundle) / 1e6, time, memory / 1000, limit,
                time / limit);
    }

    interface Work {
        void run() throws Exception;
    }

    static double seconds(Work work) throws Exception {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    static byte[] policy(Path bundle) throws IOException {
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(bundle))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (entry.getName().endsWith("/proof/policy")) {
                    return in.readAllBytes();
                }
            }
        }
        throw new IOException("no policy in the bundle");
    }

    static void digest(Path bundle) throws Exception {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        MessageDigest sha512 = MessageDigest.getInstance("SHA-512");
        byte[] buffer = new byte[64 * 1024];
        try (InputStream in = Files.newInputStream(bundle)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                sha256.update(buffer, 0, read);
                sha512.update(buffer, 0, read);
            }
        }
        sha256.digest();
        sha512.digest();
    }

    /** Returns the most kilobytes that the process held, as far as Linux tells. */
    static long verify(Path bundle, Path policy) throws Exception {
        Path report = bundle.resolveSibling("report.json");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m", "-jar", "target/sillok-verify.jar", "--json", "--trust", policy.toString(), bundle.toString())
                .redirectOutput(report.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Path status = Path.of("/proc/" + process.pid() + "/status");
        long most = 0;
        while (!process.waitFor(50, TimeUnit.MILLISECONDS)) {
            try {
                most = Math.max(most, Files.readAllLines(status).stream().filter(line -> line.startsWith("VmHWM"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).findFirst().orElse(0));
            } catch (IOException e) {
                // It has just ended, or this is not Linux.
            }
        }
        if (process.exitValue() != 0) {
            throw new IllegalStateException("not verified: " + Files.readString(report));
        }
        return most;
    }
}
