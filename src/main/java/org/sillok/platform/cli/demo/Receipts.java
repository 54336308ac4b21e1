package org.sillok.platform.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The receipts of all deposits, saved under ASCII names, and beside them the log's public key that they are trusted by. */
record Receipts(Path directory, Path trust) {
    static Receipts fetch(ApiClient contributor, List<Depositor.Deposited> deposited, Path directory)
            throws DemoFailure {
        Receipts receipts = new Receipts(directory, directory.resolve("log.policy"));
        try {
            Files.createDirectories(directory);
            Files.write(
                    receipts.trust(),
                    contributor.get("/log/policy").expect(200).body().toArray());
            for (Depositor.Deposited version : deposited) {
                ApiAnswer answer = contributor
                        .get(version.path() + "/receipt", "Prefer", "wait=10")
                        .expect(200);
                Files.write(receipts.of(version.key()), answer.body().toArray());
            }
        } catch (IOException e) {
            throw new DemoFailure("The receipts cannot be saved in " + directory + ": " + e.getMessage(), e);
        }
        return receipts;
    }

    Path of(String key) {
        return directory.resolve(key + ".sillok.json");
    }
}
