import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A service of its own, with {@code -Xmx512m}, its embedded PostgreSQL and a new data directory, and what every measurement
 * does with it through the HTTP API. Bodies are written with single quotes, to be readable.
 */
final class RunningService implements AutoCloseable {
    static final String TERM = "{'id':'1','effect':'PERMIT','actions':['DISCOVER','INSPECT','DISCLOSE'],"
            + "'recipients':{'all':true},'purposes':{'all':true},"
            + "'scope':{'parts':['METADATA','CONTENT','CUSTODY'],'lineage':'ORIGINAL_AND_DERIVATIVES'}}";

    final Path work;
    final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    final URI base;
    final Process process;
    final String custodian;

    record User(String party, String token) {}

    RunningService(Path work) throws Exception {
        this.work = work;
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        base = URI.create("http://127.0.0.1:" + port);
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m", "-jar", "target/quarkus-app/quarkus-run.jar", "serve");
        builder.environment().put("SILLOK_DATA_DIR", work.resolve("data").toAbsolutePath().toString());
        builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
        builder.redirectErrorStream(true).redirectOutput(work.resolve("service.log").toFile());
        process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        awaitReady();
        custodian = Files.readString(work.resolve("data/tokens/custodian.token")).strip();
    }

    private void awaitReady() throws Exception {
        HttpRequest ready = HttpRequest.newBuilder(base.resolve("/q/health/ready")).build();
        for (int i = 0; i < 900 && process.isAlive(); i++) {
            try {
                // The custodian's token is written when the service answers already.
                if (http.send(ready, BodyHandlers.discarding()).statusCode() == 200
                        && Files.exists(work.resolve("data/tokens/custodian.token"))) {
                    return;
                }
            } catch (IOException e) {
                // not listening yet
            }
            Thread.sleep(200);
        }
        process.destroy();
        throw new IllegalStateException("the service did not start:\n" + Files.readString(work.resolve("service.log")));
    }

    @Override
    public void close() throws Exception {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    /** The most kilobytes that a process held, as far as Linux tells; 0 otherwise. */
    static long peakKilobytes(long process) {
        try {
            return Files.readAllLines(Path.of("/proc/" + process + "/status")).stream()
                    .filter(line -> line.startsWith("VmHWM"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    User organisation(String kind, String... roles) throws Exception {
        String party = id(post("/api/v1/parties", custodian,
                "{'kind':'" + kind + "','names':{'en':'Bench " + kind + " (invented)'},'seatState':'NL'}"));
        return new User(party, person(party, roles));
    }

    /** The token of one more person of an organisation. */
    String person(String party, String... roles) throws Exception {
        String user = id(post("/api/v1/parties/" + party + "/users", custodian,
                "{'roles':['" + String.join("','", roles) + "']}"));
        return field(post("/api/v1/tokens", custodian, "{'user':'" + user + "','validFor':'PT6H'}"),
                "\"token\"\\s*:\\s*\"([^\"]+)\"");
    }

    String deposit(String token, BodyPublisher file) throws Exception {
        String boundary = "bench-boundary-of-its-own";
        BodyPublisher body = BodyPublishers.concat(
                BodyPublishers.ofString("--" + boundary + "\r\nContent-Disposition: form-data; name=\"metadata\"\r\n"
                        + "Content-Type: application/json\r\n\r\n"
                        + "{\"title\":{\"en\":\"Bench\"},\"kind\":\"DOCUMENT\",\"languages\":[\"und\"]}"
                        + "\r\n--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"bench.bin\"\r\n"
                        + "Content-Type: application/octet-stream\r\n\r\n"),
                file,
                BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"));
        return id(sent(HttpRequest.newBuilder(base.resolve("/api/v1/items"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(body)).body());
    }

    String consent(String token, String form) throws Exception {
        String source = id(post("/api/v1/sources", token, "{'kind':'PERSON'}"));
        return id(post("/api/v1/consents", token,
                "{'source':'" + source + "','event':{'state':'GIVEN','saidAt':'2024-02-01T09:00:00.000Z'},"
                        + "'version':{'type':'EXPLICIT','expressedBy':'SELF','method':'SIGNED_FORM','language':'ko',"
                        + "'form':{'item':'" + form + "','version':1},'givenAt':'2024-01~','terms':[" + TERM + "]}}"));
    }

    void bind(String token, String item, String consent) throws Exception {
        post("/api/v1/items/" + item + "/bindings", token, "{'relation':'TESTIMONY_OF','consent':'" + consent + "'}");
    }

    /** Both sign on paper, and the custodian has seen it. */
    void agree(User ngo, User court) throws Exception {
        StringBuilder draft = new StringBuilder("{'kind':'MOU','providers':['" + ngo.party() + "'],'recipients':['"
                + court.party() + "'],'title':{'en':'Bench'},'onTermination':'QUARANTINE','clauses':[" + TERM + "]");
        for (String name : List.of("intention", "confidentiality", "conditionsForSharing", "conditionalConsent",
                "procedureForProvision", "handlingByRecipient")) {
            draft.append(",'").append(name).append("':{'en':'Bench'}");
        }
        String path = "/api/v1/agreements/" + id(post("/api/v1/agreements", ngo.token(), draft + "}"));
        act(ngo.token(), path, "propose", "");
        for (User signer : List.of(ngo, court)) {
            act(signer.token(), path, "sign", "{'document':{'item':'"
                    + deposit(signer.token(), BodyPublishers.ofString("signed"))
                    + "','version':1},'signedOn':'2026-01-31','signatories':['Kim (fictitious)']}");
            act(custodian, path, "confirm", "{'party':'" + signer.party() + "'}");
        }
    }

    private void act(String token, String path, String what, String json) throws Exception {
        String etag = sent(HttpRequest.newBuilder(base.resolve(path)).header("Authorization", "Bearer " + token).GET())
                .headers().firstValue("ETag").orElseThrow();
        HttpRequest.Builder act = HttpRequest.newBuilder(base.resolve(path + "/" + what))
                .header("Authorization", "Bearer " + token).header("If-Match", etag);
        if (json.isEmpty()) {
            sent(act.POST(BodyPublishers.noBody()));
        } else {
            sent(act.header("Content-Type", "application/json").POST(BodyPublishers.ofString(json.replace('\'', '"'))));
        }
    }

    String post(String path, String token, String json) throws Exception {
        return postAsIs(path, token, json.replace('\'', '"'));
    }

    String postAsIs(String path, String token, String json) throws Exception {
        return sent(HttpRequest.newBuilder(base.resolve(path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(json.getBytes(StandardCharsets.UTF_8)))).body();
    }

    String get(String path, String token) throws Exception {
        return sent(HttpRequest.newBuilder(base.resolve(path)).header("Authorization", "Bearer " + token).GET()).body();
    }

    HttpResponse<String> sent(HttpRequest.Builder request) throws Exception {
        HttpRequest built = request.build();
        HttpResponse<String> answer = http.send(built, BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(built.uri().getPath() + " answered " + answer.statusCode() + " " + answer.body());
        }
        return answer;
    }

    static String id(String json) {
        return field(json, "\"(?:id|job)\"\\s*:\\s*\"([^\"]+)\"");
    }

    static String field(String json, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(json);
        if (!matcher.find()) {
            throw new IllegalStateException("no " + pattern + " in the answer " + json);
        }
        return matcher.group(1);
    }

    static void say(String what) {
        System.err.println("… " + what);
    }

    static void delete(Path directory) throws IOException {
        try (Stream<Path> walk = Files.walk(directory)) {
            for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
