package org.sillok.platform.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Downloads what was deposited and compares it with the files on this side, byte for byte. */
final class Downloads {
    private final ApiClient contributor;
    private final List<String> changed = new ArrayList<>();
    private final List<String> wrongDigest = new ArrayList<>();
    private int compared;

    Downloads(ApiClient contributor) {
        this.contributor = contributor;
    }

    void compare(Depositor.Deposited version) throws DemoFailure {
        int number = 1;
        for (Samples.SampleFile file : version.files()) {
            ApiAnswer answer =
                    contributor.get(version.path() + "/files/" + number++).expect(200);
            byte[] here = read(file);
            if (!Arrays.equals(here, answer.body().toArray())) {
                changed.add(file.name());
            }
            String digest = answer.headers().firstValue("Repr-Digest").orElse("");
            if (!digest.contains("sha-256=:" + sha256(here) + ":")) {
                wrongDigest.add(file.name() + " " + digest);
            }
            compared++;
        }
    }

    int compared() {
        return compared;
    }

    List<String> changed() {
        return List.copyOf(changed);
    }

    List<String> wrongDigest() {
        return List.copyOf(wrongDigest);
    }

    private static byte[] read(Samples.SampleFile file) throws DemoFailure {
        try {
            return Files.readAllBytes(file.path());
        } catch (IOException e) {
            throw new DemoFailure("The sample " + file.path() + " cannot be read", e);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
