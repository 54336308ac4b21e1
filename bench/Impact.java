import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    static final String MD5 = "left(translate(md5('%s' || n), '0123456789abcdef', 'abcdefghijklmnop'), 25) || 'a'";

    final Path work;
    final int items;
    final RunningService service;

    Impact(Path work, RunningService service, int items) {
        this.work = work;
        this.service = service;
        this.items = items;
    }

    public static void main(String[] arguments) throws Exception {
        int items = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
        Path work = Files.createTempDirectory(Path.of("target"), "bench-impact-");
        try (RunningService service = new RunningService(work)) {
            new Impact(work, service, items).run(rounds);
        } finally {
            RunningService.delete(work);
        }
    }

    void run(int rounds) throws Exception {
        RunningService.User ngo = service.organisation("NGO", "CONTRIBUTOR");
        RunningService.User court = service.organisation("MECHANISM", "INVESTIGATOR", "CONTRIBUTOR");
        service.agree(ngo, court);
        String item = service.deposit(ngo.token(), BodyPublishers.ofString("bench"));
        String consent = service.consent(ngo.token(), item);
        service.bind(ngo.token(), item, consent);
        RunningService.say("multiplying one item to " + items);
        multiply(item, consent, items - 1);
        double[] impacts = new double[rounds];
        double[] bare = new double[rounds];
        int[] reports = new int[rounds];
        // The first of each warms up.
        for (int round = -1; round < rounds; round++) {
            RunningService.say(round < 0 ? "warming up" : "round " + (round + 1));
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
    double impact(RunningService.User ngo, String consent, int[] seen) throws Exception {
        String body = "{'consent':'" + consent + "','state':'WITHDRAWN','actions':['DISCLOSE'],"
                + "'purposes':['CRIMINAL_PROSECUTION'],'proceeding':'INTERNATIONAL_CRIMINAL',"
                + "'places':{'STORAGE':['NL'],'PROCEEDING':['NL'],'ONWARD':[]}}";
        String job = RunningService.id(service.post("/api/v1/impacts", ngo.token(), body));
        long begin = System.nanoTime();
        String last = "";
        while (true) {
            String answer = service.get("/api/v1/jobs/" + job, ngo.token());
            String state = RunningService.field(answer, "\"state\"\\s*:\\s*\"([A-Z]+)\"");
            if (state.equals("DONE")) {
                double seconds = (System.nanoTime() - begin) / 1e9;
                int versions = Integer.parseInt(RunningService.field(answer, "\"versions\"\\s*:\\s*([0-9]+)"));
                int changed = Integer.parseInt(RunningService.field(answer, "\"changed\"\\s*:\\s*([0-9]+)"));
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

    static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
