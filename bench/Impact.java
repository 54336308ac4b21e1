import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.SourceId;
import org.sillok.kernel.StateCode;
import org.sillok.terms.Action;
import org.sillok.terms.Agreement;
import org.sillok.terms.AgreementKind;
import org.sillok.terms.AgreementState;
import org.sillok.terms.Binding;
import org.sillok.terms.ClauseId;
import org.sillok.terms.ConditionCode;
import org.sillok.terms.Consent;
import org.sillok.terms.ConsentState;
import org.sillok.terms.Effect;
import org.sillok.terms.Evaluator;
import org.sillok.terms.InstrumentRef;
import org.sillok.terms.Material;
import org.sillok.terms.MaterialRef;
import org.sillok.terms.Node;
import org.sillok.terms.Part;
import org.sillok.terms.PartyClass;
import org.sillok.terms.Place;
import org.sillok.terms.Profile;
import org.sillok.terms.Purpose;
import org.sillok.terms.Question;
import org.sillok.terms.Relation;
import org.sillok.terms.Request;
import org.sillok.terms.Scope;
import org.sillok.terms.Selection;
import org.sillok.terms.Term;
import org.sillok.terms.Window;

/**
 * The impact of a change of one consent over very many items of a running service, as its client sees it: from the answer
 * that the job is accepted until it is done. Beside it, in the same run, the same number of decisions about the same terms
 * with everything in memory, by one thread. Run it with bench/impact.sh.
 */
public class Impact {
    static final String TERM = "{'id':'1','effect':'PERMIT','actions':['DISCOVER','INSPECT','DISCLOSE'],"
            + "'recipients':{'all':true},'purposes':{'all':true},"
            + "'scope':{'parts':['METADATA','CONTENT','CUSTODY'],'lineage':'ORIGINAL_AND_DERIVATIVES'}}";
    static final String MD5 = "left(translate(md5('%s' || n), '0123456789abcdef', 'abcdefghijklmnop'), 25) || 'a'";

    final Path work;
    final int items;
    final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    URI base;
    String custodian;
    String secondCustodian;

    Impact(Path work, int items) {
        this.work = work;
        this.items = items;
    }

    public static void main(String[] arguments) throws Exception {
        int items = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
        Path work = Files.createTempDirectory(Path.of("target"), "bench-impact-");
        Impact bench = new Impact(work, items);
        Process service = null;
        try {
            service = bench.startService();
            bench.run(rounds);
        } finally {
            if (service != null) {
                service.destroy();
                if (!service.waitFor(60, TimeUnit.SECONDS)) {
                    service.destroyForcibly().waitFor();
                }
            }
            delete(work);
        }
    }

    record User(String party, String token) {}

    void run(int rounds) throws Exception {
        custodian = Files.readString(work.resolve("data/tokens/custodian.token")).strip();
        User ngo = organisation("NGO", "CONTRIBUTOR");
        User court = organisation("MECHANISM", "INVESTIGATOR", "CONTRIBUTOR");
        agree(ngo, court);
        String item = deposit(ngo);
        String source = id(post("/api/v1/sources", ngo.token(), "{'kind':'PERSON'}"));
        String consent = id(post("/api/v1/consents", ngo.token(),
                "{'source':'" + source + "','event':{'state':'GIVEN','saidAt':'2024-02-01T09:00:00.000Z'},"
                        + "'version':{'type':'EXPLICIT','expressedBy':'SELF','method':'SIGNED_FORM','language':'ko',"
                        + "'form':{'item':'" + item + "','version':1},'givenAt':'2024-01~','terms':[" + TERM + "]}}"));
        post("/api/v1/items/" + item + "/bindings", ngo.token(),
                "{'relation':'TESTIMONY_OF','consent':'" + consent + "'}");
        say("multiplying one item to " + items);
        multiply(item, consent, items - 1);
        double[] impacts = new double[rounds];
        double[] bare = new double[rounds];
        int[] reports = new int[rounds];
        // The first of each warms up.
        for (int round = -1; round < rounds; round++) {
            say(round < 0 ? "warming up" : "round " + (round + 1));
            int[] seen = new int[1];
            double impact = impact(ngo, consent, seen);
            double peer = peer(2 * items);
            if (round >= 0) {
                impacts[round] = impact;
                bare[round] = peer;
                reports[round] = seen[0];
            }
        }
        double impact = median(impacts);
        double peer = median(bare);
        Arrays.sort(reports);
        System.out.println();
        System.out.println("Machine: " + Runtime.getRuntime().availableProcessors() + " cores, Java " + Runtime.version()
                + ", median of " + rounds + (rounds == 1 ? " round" : " rounds") + ", service with -Xmx512m");
        System.out.println();
        System.out.println("| what (" + items + " items, one consent, one counterparty, one set of purposes) | seconds | ratio |");
        System.out.println("|---|---|---|");
        System.out.println(format("| peer: %d bare decisions in memory, one thread | %.2f | |", 2 * items, peer));
        System.out.println(format("| impact, from accepted to DONE; different progress seen %d times | %.2f | %.2f |",
                reports[rounds / 2], impact, peer / impact));
    }

    /** Seconds until it is done; how often its progress had moved on when it was asked for. */
    double impact(User ngo, String consent, int[] seen) throws Exception {
        String body = "{'consent':'" + consent + "','state':'WITHDRAWN','actions':['DISCLOSE'],"
                + "'purposes':['CRIMINAL_PROSECUTION'],'proceeding':'INTERNATIONAL_CRIMINAL',"
                + "'places':{'STORAGE':['NL'],'PROCEEDING':['NL'],'ONWARD':[]}}";
        String job = id(post("/api/v1/impacts", ngo.token(), body));
        long begin = System.nanoTime();
        String last = "";
        while (true) {
            String answer = get("/api/v1/jobs/" + job, ngo.token());
            String state = field(answer, "\"state\"\\s*:\\s*\"([A-Z]+)\"");
            if (state.equals("DONE")) {
                double seconds = (System.nanoTime() - begin) / 1e9;
                int versions = Integer.parseInt(field(answer, "\"versions\"\\s*:\\s*([0-9]+)"));
                int changed = Integer.parseInt(field(answer, "\"changed\"\\s*:\\s*([0-9]+)"));
                if (versions != items || changed != items) {
                    throw new IllegalStateException(versions + " were counted, " + changed + " of them change");
                }
                return seconds;
            }
            if (!state.equals("QUEUED") && !state.equals("RUNNING")) {
                throw new IllegalStateException("the job is " + state + ": " + answer);
            }
            Matcher done = Pattern.compile("\"done\"\\s*:\\s*([0-9]+)").matcher(answer);
            if (done.find() && !done.group(1).equals(last)) {
                last = done.group(1);
                seen[0]++;
                System.err.print(" " + last);
            }
            Thread.sleep(50);
        }
    }

    // --- the rows -----------------------------------------------------------------------------------------------------

    /** More of the same: rows as the service writes them, with ids of the same form; the statements are those of the one. */
    void multiply(String item, String consent, int more) throws Exception {
        String to = "'itm_' || " + String.format(Locale.ROOT, MD5, "item");
        try (Connection database = superuser();
                Statement sql = database.createStatement()) {
            sql.execute("set search_path to sillok");
            for (String insert : List.of(
                    copy("evidence_item", Map.of("id", to), "id = '" + item + "'", more),
                    copy("evidence_version", Map.of("item", to), "item = '" + item + "'", more),
                    copy("consent_binding",
                            Map.of("item", to, "id", "left(b.id, 4) || " + String.format(Locale.ROOT, MD5, "binding")),
                            "consent = '" + consent + "'", more))) {
                if (sql.executeUpdate(insert) != more) {
                    throw new IllegalStateException("not as many rows as wanted");
                }
            }
            sql.execute("analyze");
        }
    }

    /** Copies one row with other values in some columns, whatever other columns there are. */
    String copy(String table, Map<String, String> other, String where, int more) throws Exception {
        List<String> names = new ArrayList<>();
        List<String> values = new ArrayList<>();
        try (Connection database = superuser();
                Statement sql = database.createStatement();
                ResultSet columns = sql.executeQuery("select column_name from information_schema.columns"
                        + " where table_schema = 'sillok' and table_name = '" + table + "' order by ordinal_position")) {
            while (columns.next()) {
                names.add(columns.getString(1));
                values.add(other.getOrDefault(columns.getString(1), "b." + columns.getString(1)));
            }
        }
        return "insert into " + table + " (" + String.join(", ", names) + ") select " + String.join(", ", values)
                + " from " + table + " b, generate_series(1, " + more + ") n where b." + where;
    }

    Connection superuser() throws Exception {
        List<String> running = Files.readAllLines(work.resolve("data/postgres/postmaster.pid"));
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + running.get(3).strip() + "/sillok",
                "postgres", Files.readString(work.resolve("data/secrets/database-postgres.password")).strip());
    }

    // --- the peer -----------------------------------------------------------------------------------------------------

    double peer(int decisions) {
        Term term = new Term(new ClauseId("1"), Effect.PERMIT,
                EnumSet.of(Action.DISCOVER, Action.INSPECT, Action.DISCLOSE), Selection.any(), Selection.any(), Map.of(),
                Selection.any(), Scope.EVERYTHING, Window.ALWAYS, List.of(), Set.of());
        PartyId owner = new PartyId("pty_" + "a".repeat(26));
        PartyId court = new PartyId("pty_b" + "a".repeat(25));
        StateCode state = new StateCode("NL");
        Request request = new Request(null, Profile.RECIPIENT, court, PartyClass.MECHANISM, null,
                EnumSet.of(Action.DISCLOSE), EnumSet.of(Purpose.CRIMINAL_PROSECUTION),
                org.sillok.terms.Proceeding.INTERNATIONAL_CRIMINAL,
                Map.of(Place.SEAT, Set.of(state), Place.STORAGE, Set.of(state), Place.PROCEEDING, Set.of(state),
                        Place.ONWARD, Set.of()),
                EnumSet.allOf(Part.class), EnumSet.allOf(ConditionCode.class), true, Set.of());
        Agreement agreement = new Agreement(new InstrumentRef("agr_" + "a".repeat(26), 1), AgreementKind.MOU,
                AgreementState.IN_FORCE, Set.of(owner), Set.of(court), null, null, Window.ALWAYS, true, List.of(term),
                List.of());
        long begin = System.nanoTime();
        int permits = 0;
        for (int i = 0; i < decisions; i++) {
            ConsentState now = i % 2 == 0 ? ConsentState.GIVEN : ConsentState.WITHDRAWN;
            Consent consent = new Consent(new InstrumentRef("con_" + "a".repeat(26), 1),
                    new SourceId("src_" + "a".repeat(26)), now, Window.ALWAYS, null, null, Scope.EVERYTHING,
                    List.of(term), List.of());
            MaterialRef ref = new MaterialRef(new ItemId("itm_" + "a".repeat(26)), 1 + i / 2);
            Material material = Material.original(
                    new Node(ref, Set.of(owner), List.of(new Binding.ToConsent(Relation.TESTIMONY_OF, consent)), List.of()));
            Question question =
                    new Question(request, material, List.of(agreement), List.of(), Map.of(), Instant.EPOCH.plusSeconds(1));
            permits += Evaluator.decide(question).permits() ? 1 : 0;
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        if (permits != decisions / 2) {
            throw new IllegalStateException("every second one was to be permitted");
        }
        return seconds;
    }

    // --- the service --------------------------------------------------------------------------------------------------

    Process startService() throws Exception {
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
        Process service = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(service::destroy));
        HttpRequest ready = HttpRequest.newBuilder(base.resolve("/q/health/ready")).build();
        for (int i = 0; i < 900 && service.isAlive(); i++) {
            try {
                // The custodian's token is written when the service answers already.
                if (http.send(ready, BodyHandlers.discarding()).statusCode() == 200
                        && Files.exists(work.resolve("data/tokens/custodian.token"))) {
                    return service;
                }
            } catch (IOException e) {
                // not listening yet
            }
            Thread.sleep(200);
        }
        service.destroy();
        throw new IllegalStateException("the service did not start:\n" + Files.readString(work.resolve("service.log")));
    }

    User organisation(String kind, String... roles) throws Exception {
        String party = id(post("/api/v1/parties", custodian,
                "{'kind':'" + kind + "','names':{'en':'Bench " + kind + " (invented)'}}"));
        String user = id(post("/api/v1/parties/" + party + "/users", custodian,
                "{'roles':['" + String.join("','", roles) + "']}"));
        return new User(party, field(post("/api/v1/tokens", custodian,
                "{'user':'" + user + "','validFor':'PT6H'}"), "\"token\"\\s*:\\s*\"([^\"]+)\""));
    }

    String deposit(User by) throws Exception {
        String boundary = "bench-impact";
        String body = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"metadata\"\r\n"
                + "Content-Type: application/json\r\n\r\n{\"title\":{\"en\":\"Bench\"},\"kind\":\"DOCUMENT\",\"languages\":[\"und\"]}"
                + "\r\n--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"bench.bin\"\r\n"
                + "Content-Type: application/octet-stream\r\n\r\nbench\r\n--" + boundary + "--\r\n";
        return id(sent(HttpRequest.newBuilder(base.resolve("/api/v1/items"))
                .header("Authorization", "Bearer " + by.token())
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.ofString(body))).body());
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
            act(signer.token(), path, "sign", "{'document':{'item':'" + deposit(signer)
                    + "','version':1},'signedOn':'2026-01-31','signatories':['Kim (fictitious)']}");
            act(custodian, path, "confirm", "{'party':'" + signer.party() + "'}");
        }
    }

    void act(String token, String path, String what, String json) throws Exception {
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
        return sent(HttpRequest.newBuilder(base.resolve(path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json.replace('\'', '"')))).body();
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
            throw new IllegalStateException("no " + pattern + " in the answer");
        }
        return matcher.group(1);
    }

    static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
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
