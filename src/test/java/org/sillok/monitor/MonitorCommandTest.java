package org.sillok.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The two commands as scripts call them: exit codes, one line on errors, and what is trusted. */
class MonitorCommandTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private FakeLog log;

    @BeforeEach
    void aLog() throws Exception {
        log = new FakeLog().grow(300);
    }

    @AfterEach
    void stop() {
        log.close();
    }

    @Test
    void withoutAKeyTheFirstOneIsTrustedAndSaid() throws Exception {
        assertThat(monitor(log.url())).isZero();
        assertThat(out.toString())
                .contains("TRUSTED_ON_FIRST_USE", log.signer.log().vkey(), "FIRST_HEAD");
        try (FakeLog other = new FakeLog("another").grow(400)) {
            log.files.putAll(other.files);
            assertThat(monitor(log.url())).isEqualTo(1);
            assertThat(out.toString()).contains("ALARM KEY_CHANGED").doesNotContain("TRUSTED_ON_FIRST_USE");
        }
    }

    @Test
    void aGivenPolicyOrKeyIsTrusted() throws Exception {
        Path policy =
                Files.writeString(folder.resolve("policy"), log.signer.policy().text());
        assertThat(monitor("--json", "--policy", policy.toString(), log.url())).isZero();
        assertThat(out.toString()).contains("\"code\":\"FIRST_HEAD\"").doesNotContain("TRUSTED_ON_FIRST_USE");
        assertThat(monitor("--quiet", log.url())).isZero();
        assertThat(out.toString()).isEmpty();
        assertThat(monitor("--key", log.signer.log().vkey(), log.url())).isEqualTo(2);
        assertThat(err.toString()).contains("under another policy");
        Files.delete(folder.resolve("state.json"));
        assertThat(monitor("--key", log.signer.log().vkey(), log.url())).isZero();
    }

    @Test
    void aLogThatCannotBeReachedIsAnAlarm() throws Exception {
        String url = log.url();
        log.close();
        assertThat(monitor("--tries", "1", url)).isEqualTo(1);
        assertThat(out.toString()).contains("ALARM UNREACHABLE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://x/log", "http:///log", "nonsense", "http://u@x/log", "http://x/log?y=1", "http://["})
    void whatIsNoAddressIsUnusable(String url) {
        assertThat(monitor(url)).isEqualTo(2);
        assertThat(err.toString()).startsWith("sillok monitor: not ").hasLineCount(1);
    }

    @Test
    void aTokenIsNotSentInClearToOtherMachines() throws Exception {
        Path token = Files.writeString(folder.resolve("token"), "auditor\n");
        assertThat(monitor("--token-file", token.toString(), "http://192.0.2.1/log"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("over https only");
        assertThat(monitor("--token-file", token.toString(), log.url())).isZero();
        assertThat(out.toString()).contains("ENTRIES_CHECKED");
    }

    @Test
    void proofsAreComputedFromTheWebAndFromAFolderAndVerifyOffline() throws Exception {
        Path mirror = mirror();
        Path policy =
                Files.writeString(folder.resolve("policy"), log.signer.policy().text());
        for (String source : new String[] {log.url(), mirror.toString()}) {
            assertThat(proof("inclusion", "--index", "7", "--size", "99", "--policy", policy.toString(), source))
                    .isZero();
            assertThat(out.toString()).startsWith("{\"index\":7,\"size\":99,\"leafHash\":\"");
            assertThat(proof("consistency", "--from", "3", "--to", "300", source))
                    .as("no key")
                    .isEqualTo(3);
            assertThat(proof("inclusion", "--index", "7", "--tlog-proof", "--policy", policy.toString(), source))
                    .isZero();
            Path file = Files.writeString(folder.resolve("7.tlog-proof"), out.toString());
            Path leaf = Files.write(folder.resolve("leaf"), log.entries.get(7).toArray());
            Path statement = Files.writeString(folder.resolve("statement"), "the one 7");
            Path forged = Files.writeString(folder.resolve("forged"), "the one 8");
            assertThat(proof("verify", file.toString(), "--leaf", leaf.toString(), "--policy", policy.toString()))
                    .isZero();
            assertThat(proof("verify", file.toString(), "--leaf", leaf.toString(), "--statement", statement.toString()))
                    .isEqualTo(3);
            assertThat(proof("verify", file.toString(), "--leaf", leaf.toString(), "--statement", forged.toString()))
                    .isEqualTo(1);
            assertThat(proof("verify", file.toString(), "--leaf-hash", "00".repeat(32)))
                    .isEqualTo(1);
            assertThat(proof("verify", file.toString(), "--leaf-hash", "xy")).isEqualTo(2);
            assertThat(proof("verify", file.toString() + "x", "--leaf-hash", "00".repeat(32)))
                    .isEqualTo(2);
        }
        assertThat(proof("inclusion", "--index", "300", mirror.toString())).isEqualTo(2);
        assertThat(proof("consistency", "--from", "3", "--to", "301", mirror.toString()))
                .isEqualTo(2);
        Path tile = mirror.resolve("tile/0/000");
        byte[] bytes = Files.readAllBytes(tile);
        bytes[7 * 32] ^= 1;
        Files.write(tile, bytes);
        assertThat(proof("inclusion", "--index", "7", mirror.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("tiles");
    }

    @Test
    void anEmptyLogIsSaidToBeEmpty() throws Exception {
        try (FakeLog empty = new FakeLog()) {
            assertThat(proof("inclusion", "--index", "0", empty.url())).isEqualTo(2);
            assertThat(err.toString()).contains("no leaf 0 in a tree of 0").hasLineCount(1);
            assertThat(proof("inclusion", "--index", "0", "--tlog-proof", empty.url()))
                    .isEqualTo(2);
            assertThat(proof("consistency", "--from", "0", "--to", "1", empty.url()))
                    .isEqualTo(2);
            assertThat(err.toString())
                    .contains("no tree of 1 leaves in one of 0")
                    .hasLineCount(1);
            assertThat(proof(
                            "consistency",
                            "--from",
                            "0",
                            "--to",
                            "0",
                            "--key",
                            empty.signer.log().vkey(),
                            empty.url()))
                    .isZero();
            assertThat(out.toString()).contains("\"hashes\":[]");

            empty.files.remove(LogSource.CHECKPOINT);
            assertThat(monitor(empty.url())).isZero();
            assertThat(out.toString()).contains("TRUSTED_ON_FIRST_USE", "NOT_BEGUN");
            assertThat(proof("inclusion", "--index", "0", empty.url())).isEqualTo(2);
            assertThat(err.toString()).contains("signed nothing yet").hasLineCount(1);
        }
        assertThat(proof("inclusion", "--index", "0", folder.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("there is no checkpoint at " + folder);
    }

    private Path mirror() throws Exception {
        Path mirror = folder.resolve("mirror");
        for (var file : log.files.entrySet()) {
            Path path = mirror.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
        return mirror;
    }

    private int monitor(String... arguments) {
        List<String> all = new ArrayList<>(
                List.of("--once", "--state", folder.resolve("state.json").toString()));
        all.addAll(List.of(arguments));
        return run(new MonitorCommand(), all);
    }

    private int proof(String... arguments) {
        return run(new ProofCommand(), List.of(arguments));
    }

    private int run(Object command, List<String> arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return new CommandLine(command)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments.toArray(String[]::new));
    }
}
