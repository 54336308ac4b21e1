package org.sillok.platform.cli;

import io.smallrye.config.SmallRyeConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.sillok.platform.Boot;
import org.sillok.platform.DataDirectory;
import org.sillok.platform.ServiceFile;
import org.sillok.platform.StartFailure;
import org.sillok.storage.S3Config;
import org.sillok.storage.StorageSettingException;
import org.sillok.storage.StoreExamination;
import org.sillok.storage.StoreReport;
import picocli.CommandLine.Command;

/** {@code sillok doctor}: looks at what the service needs and says, line by line, what it finds. Changes nothing that lasts. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Check this machine and the running service; exit code 1 if something needs attention.")
public final class DoctorCommand implements Callable<Integer> {
    private static final long LITTLE_SPACE = 1L << 30;

    private boolean healthy = true;

    @Override
    public Integer call() throws IOException, InterruptedException {
        System.out.println(Version.text() + ", " + System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        SmallRyeConfig configuration = Boot.configuration();
        DataDirectory data = Boot.dataDirectory(configuration);
        if (Files.exists(data.root())) {
            report(isWritable(data), "data directory " + data + " can be written by this user");
            long free = Files.getFileStore(data.root()).getUsableSpace();
            report(free > LITTLE_SPACE, "free space: " + (free >> 20) + " MiB");
        } else {
            report(true, "data directory " + data + " does not exist yet; the first start makes it");
        }
        boolean external = configuration
                .getOptionalValue("sillok.database.url", String.class)
                .isPresent();
        report(true, "database: " + (external ? "SILLOK_DATABASE_URL" : "own PostgreSQL in the data directory"));
        objectStore(configuration.getConfigMapping(S3Config.class));
        Optional<ServiceFile> service = ServiceFile.read(data);
        if (service.isEmpty()) {
            report(true, "no service runs over this directory");
        } else {
            URI ready = service.get().address().resolve("/q/health/ready");
            report(answers(ready), "the service at " + service.get().address() + " is ready");
            WellBeing.troubles(service.get().address()).forEach(trouble -> report(false, trouble));
        }
        return healthy ? 0 : 1;
    }

    /** A bucket is tried out afresh, with small objects that are removed: what it did at the last start may be over. */
    private void objectStore(S3Config config) {
        try {
            List<StoreReport> reports = StoreExamination.examine(config);
            if (reports.isEmpty()) {
                report(true, "object store: a directory on this machine");
            }
            for (StoreReport seen : reports) {
                report(true, "object store: bucket " + seen.bucket() + " does what is required");
                seen.inOrder()
                        .forEach((property, verdict) -> System.out.println("      " + property.id() + ": "
                                + switch (verdict) {
                                    case ENFORCED -> "enforced";
                                    case IGNORED -> "NOT DONE, although the store says that all is well";
                                    case UNSUPPORTED -> "not supported";
                                    case UNTESTED -> "not tried";
                                }));
                seen.remarks().forEach(remark -> System.out.println("      " + remark));
            }
        } catch (StorageSettingException e) {
            report(false, String.valueOf(e.getMessage()));
        }
    }

    private void report(boolean good, String what) {
        healthy &= good;
        System.out.println((good ? "ok    " : "WRONG ") + what);
    }

    private static boolean isWritable(DataDirectory data) {
        try {
            data.prepare();
            return true;
        } catch (StartFailure e) {
            return false;
        }
    }

    private static boolean answers(URI address) throws InterruptedException {
        try {
            HttpClient http = HttpClient.newBuilder()
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();
            HttpRequest request = HttpRequest.newBuilder(address)
                    .timeout(Duration.ofSeconds(10))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }
}
