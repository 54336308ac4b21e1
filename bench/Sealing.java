import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * From material to a verdict: deposits, one request for all of it, approval by two people, a bundle sealed for the recipient's
 * certificate, its download, its decryption with OpenSSL, and the verifier on it. The sealing is timed as its client sees it,
 * beside {@code openssl cms -encrypt} for the same certificate of as many bytes of the same kind. Run it with bench/sealing.sh.
 */
public class Sealing {
    static final int CLIENTS = 8;
    static final String REQUEST = "'purposes':['CRIMINAL_PROSECUTION'],'actions':['INSPECT','DISCLOSE'],"
            + "'parts':['METADATA','CONTENT','CUSTODY'],'proceeding':'INTERNATIONAL_CRIMINAL','case':'BENCH-1',"
            + "'places':{'STORAGE':['NL'],'PROCEEDING':['NL'],'ONWARD':[]},'undertakings':['NO_ONWARD_TRANSFER',"
            + "'NO_PUBLICATION','NO_CONTACT_SOURCE','ENCRYPT'],'statement':'A measurement.'";

    final Path work;
    final int items;
    final long bytes;
    final RunningService service;
    final byte[] noise = new byte[1 << 20];

    Sealing(Path work, RunningService service, int items, long bytes) {
        this.work = work;
        this.service = service;
        this.items = items;
        this.bytes = bytes;
        new Random(17).nextBytes(noise);
    }

    public static void main(String[] arguments) throws Exception {
        int items = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000;
        long bytes = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1_000_000;
        int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 3;
        Path work = Files.createTempDirectory(Path.of("target"), "bench-sealing-");
        try (RunningService service = new RunningService(work)) {
            new Sealing(work, service, items, bytes).run(rounds);
        } finally {
            RunningService.delete(work);
        }
    }

    /** A person who can sign. */
    record Signer(String token, KeyPair key) {}

    /** What one round measured. */
    record Sealed(double seconds, long archive, double peer) {}

    void run(int rounds) throws Exception {
        RunningService.User ngo = service.organisation("NGO", "CONTRIBUTOR");
        RunningService.User court = service.organisation("MECHANISM", "INVESTIGATOR", "CONTRIBUTOR");
        service.agree(ngo, court);
        List<Signer> signers = List.of(
                signer(ngo.party(), ngo.token()),
                signer(ngo.party(), service.person(ngo.party(), "CONTRIBUTOR")));
        certificate(court);
        String consent = service.consent(ngo.token(), service.deposit(ngo.token(), BodyPublishers.ofString("form")));
        RunningService.say("depositing " + items + " items of " + bytes + " bytes");
        long begin = System.nanoTime();
        List<String> material = material(ngo.token(), consent);
        double deposits = seconds(begin);
        RunningService.say(format("deposited and bound in %.0f s", deposits));

        begin = System.nanoTime();
        String request = request(court.token(), material);
        double asked = seconds(begin);
        RunningService.say(format("decided about in %.1f s", asked));
        begin = System.nanoTime();
        for (Signer signer : signers) {
            approve(request, signer);
        }
        double approved = seconds(begin);
        RunningService.say(format("approved by two people in %.1f s", approved));

        List<Sealed> sealed = new ArrayList<>();
        String bundle = "";
        for (int round = 0; round < rounds; round++) {
            begin = System.nanoTime();
            bundle = seal(court.token(), request, bundle);
            double seconds = seconds(begin);
            String answer = service.get("/api/v1/bundles/" + bundle, court.token());
            long archive = Long.parseLong(
                    RunningService.field(answer, "\"archive\"\\s*:\\s*\\{[^}]*\"length\"\\s*:\\s*([0-9]+)"));
            double peer = peer(archive);
            sealed.add(new Sealed(seconds, archive, peer));
            RunningService.say(format("round %d: sealed %.1f s, OpenSSL %.1f s", round + 1, seconds, peer));
        }
        long peak = RunningService.peakKilobytes(service.process.pid());
        begin = System.nanoTime();
        Path archive = receive(court.token(), bundle);
        double received = seconds(begin);
        report(rounds, sealed, deposits, asked, approved, peak, received, verify(archive));
    }

    void report(int rounds, List<Sealed> sealed, double deposits, double asked, double approved, long peak,
            double received, double[] verified) {
        double seconds = median(sealed.stream().mapToDouble(Sealed::seconds).toArray());
        double peer = median(sealed.stream().mapToDouble(Sealed::peer).toArray());
        double megabytes = sealed.get(0).archive() / 1e6;
        System.out.println();
        System.out.println("Machine: " + Runtime.getRuntime().availableProcessors() + " cores, Java " + Runtime.version()
                + ", median of " + rounds + (rounds == 1 ? " round" : " rounds") + ", service with -Xmx512m");
        System.out.println();
        System.out.println(format("| %d items of %d bytes, archive of %.0f MB | seconds | MB/s | ratio |", items, bytes, megabytes));
        System.out.println("|---|---|---|---|");
        System.out.println(format("| peer: openssl cms -encrypt -aes-256-gcm, from a file into a file, and sync | %.1f | %.0f | |",
                peer, megabytes / peer));
        System.out.println(format("| sealing, from accepted to READY | %.1f | %.0f | %.2f |", seconds, megabytes / seconds,
                peer / seconds));
        System.out.println(format("| deposits and bindings, %d clients | %.1f | | |", CLIENTS, deposits));
        System.out.println(format("| deciding about the request | %.1f | | |", asked));
        System.out.println(format("| two approvals | %.1f | | |", approved));
        System.out.println(format("| download and openssl cms -decrypt | %.1f | %.0f | |", received, megabytes / received));
        System.out.println(format("| verifier (-Xmx256m), peak %.0f MB | %.1f | %.0f | |", verified[1] / 1000, verified[0],
                megabytes / verified[0]));
        System.out.println();
        System.out.println(format("Peak resident memory of the service, database not included: %.0f MB", peak / 1000.0));
    }

    // --- people, keys, material ---------------------------------------------------------------------------------------

    Signer signer(String party, String token) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair key = generator.generateKeyPair();
        String spki = Base64.getEncoder().encodeToString(key.getPublic().getEncoded());
        String proof = sign(key, "sillok/party-key/1\n" + party + "\nSIGNING\n" + spki + "\n");
        register(party, token, "{\"use\":\"SIGNING\",\"publicKey\":\"" + spki + "\",\"proof\":\"" + proof + "\"}");
        return new Signer(token, key);
    }

    void register(String party, String token, String body) throws Exception {
        String keys = "/api/v1/parties/" + party + "/keys";
        String id = RunningService.id(service.postAsIs(keys, token, body));
        service.post(keys + "/" + id + "/confirm", service.custodian, "");
    }

    static String sign(KeyPair key, String text) throws Exception {
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(key.getPrivate());
        signature.update(text.getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(signature.sign());
    }

    /** Made by OpenSSL, as a recipient would. */
    void certificate(RunningService.User court) throws Exception {
        openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "90", "-subj",
                "/CN=Bench recipient (invented)", "-addext", "keyUsage=critical,keyAgreement", "-keyout", path("key.pem"),
                "-out", path("certificate.pem"));
        String pem = Files.readString(work.resolve("certificate.pem")).replace("\n", "\\n");
        register(court.party(), court.token(), "{\"use\":\"ENCRYPTION\",\"certificate\":\"" + pem + "\"}");
    }

    List<String> material(String token, String consent) throws Exception {
        String[] made = new String[items];
        AtomicInteger next = new AtomicInteger();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            running.add(clients.submit(() -> {
                for (int n = next.getAndIncrement(); n < items; n = next.getAndIncrement()) {
                    long number = n;
                    made[n] = service.deposit(token, BodyPublishers.fromPublisher(
                            BodyPublishers.ofInputStream(() -> new Noise(noise, bytes, number)), Math.max(1, bytes)));
                    service.bind(token, made[n], consent);
                }
                return null;
            }));
        }
        for (Future<?> client : running) {
            client.get();
        }
        clients.shutdown();
        return Arrays.asList(made);
    }

    // --- asking, approving, sealing -----------------------------------------------------------------------------------

    /** The path of the request when every line is decided. */
    String request(String token, List<String> material) throws Exception {
        String mandate = service.deposit(token, BodyPublishers.ofString("mandate"));
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        StringBuilder body = new StringBuilder("{").append(REQUEST)
                .append(",'legalBasis':{'item':'").append(mandate).append("','version':1},'replyBy':'")
                .append(time(now.plus(20, ChronoUnit.DAYS))).append("','until':'")
                .append(time(now.plus(60, ChronoUnit.DAYS))).append("','items':[");
        for (int i = 0; i < material.size(); i++) {
            body.append(i == 0 ? "" : ",").append("{'item':'").append(material.get(i)).append("','version':1}");
        }
        String path = "/api/v1/requests/" + RunningService.id(service.post("/api/v1/requests", token, body + "]}"));
        await(path, token, "SUBMITTED");
        return path;
    }

    static String time(Instant instant) {
        return instant.toString().replace("Z", ".000Z");
    }

    void approve(String request, Signer signer) throws Exception {
        String shown = service.get(request + "/approval", signer.token());
        String text = RunningService.field(shown, "\"text\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"").replace("\\n", "\n");
        service.postAsIs(request + "/approvals", signer.token(), "{\"revision\":1,\"basis\":\""
                + RunningService.field(shown, "\"basis\"\\s*:\\s*\"([^\"]+)\"") + "\",\"signature\":\"" + sign(signer.key(), text)
                + "\"}");
    }

    /** The bundle's id when it may be fetched. */
    String seal(String token, String request, String before) throws Exception {
        String replaces = before.isEmpty() ? "" : ",'replaces':'" + before + "'";
        String job = "/api/v1/jobs/" + RunningService.id(
                service.post(request + "/bundles", token, "{'revision':1" + replaces + "}"));
        String done = await(job, token, "QUEUED", "RUNNING");
        if (!state(done).equals("DONE")) {
            throw new IllegalStateException("nothing was sealed: " + done);
        }
        String bundle = RunningService.field(done, "\"bundle\"\\s*:\\s*\"([^\"]+)\"");
        String answer = await("/api/v1/bundles/" + bundle, token, "SEALING", "SEALED");
        if (!state(answer).equals("READY")) {
            throw new IllegalStateException("the bundle is not ready: " + answer);
        }
        return bundle;
    }

    static String state(String answer) {
        return RunningService.field(answer, "\"state\"\\s*:\\s*\"([A-Z_]+)\"");
    }

    String await(String path, String token, String... meanwhile) throws Exception {
        while (true) {
            String answer = service.get(path, token);
            if (!Arrays.asList(meanwhile).contains(state(answer))) {
                return answer;
            }
            Thread.sleep(100);
        }
    }

    // --- receiving ----------------------------------------------------------------------------------------------------

    /** The archive as its recipient has it, compared with the digest that the service tells. */
    Path receive(String token, String bundle) throws Exception {
        String path = "/api/v1/bundles/" + bundle;
        String seen = service.get(path, token);
        service.post(path + "/acceptance", token, "{'undertakings':'" + RunningService.field(
                seen, "\"undertakings\"\\s*:\\s*\\{[^{}]*\"digest\"\\s*:\\s*\"([^\"]+)\"") + "'}");
        Path archive = work.resolve("bundle.zip");
        Path part = work.resolve("part.cms");
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (OutputStream out = Files.newOutputStream(archive)) {
            Matcher numbers = Pattern.compile("\"number\"\\s*:\\s*([0-9]+)").matcher(seen);
            while (numbers.find()) {
                HttpRequest get = HttpRequest.newBuilder(service.base.resolve(path + "/parts/" + numbers.group(1)))
                        .header("Authorization", "Bearer " + token).GET().build();
                if (service.http.send(get, BodyHandlers.ofFile(part)).statusCode() != 200) {
                    throw new IllegalStateException("part " + numbers.group(1) + " was not sent");
                }
                Path clear = work.resolve("part.clear");
                openssl("cms", "-decrypt", "-binary", "-inform", "DER", "-in", part.toString(), "-recip",
                        path("certificate.pem"), "-inkey", path("key.pem"), "-out", clear.toString());
                try (InputStream in = Files.newInputStream(clear)) {
                    byte[] buffer = new byte[1 << 16];
                    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                        digest.update(buffer, 0, read);
                        out.write(buffer, 0, read);
                    }
                }
                Files.delete(clear);
                Files.delete(part);
            }
        }
        String told = RunningService.field(seen, "\"archive\"\\s*:\\s*\\{[^}]*\"sha256\"\\s*:\\s*\"([^\"]+)\"");
        if (!told.equals(HexFormat.of().formatHex(digest.digest()))) {
            throw new IllegalStateException("the archive is not what was sealed");
        }
        return archive;
    }

    /** Seconds and peak kilobytes of the stand-alone verifier. */
    double[] verify(Path archive) throws Exception {
        Path policy = work.resolve("policy");
        // What the service publishes: here nothing depends on whom to trust.
        Files.write(policy, VerifyBundle.policy(archive));
        long[] most = new long[1];
        double seconds = VerifyBundle.seconds(() -> most[0] = VerifyBundle.verify(archive, policy));
        return new double[] {seconds, most[0]};
    }

    // --- the peer -----------------------------------------------------------------------------------------------------

    /** Seconds in which OpenSSL encrypts as many bytes for the same certificate, a message for each GiB as the service does. */
    double peer(long length) throws Exception {
        Path clear = work.resolve("peer.clear");
        Path message = work.resolve("peer.cms");
        double seconds = 0;
        for (long done = 0; done < length; done += 1L << 30) {
            try (InputStream in = new Noise(noise, Math.min(1L << 30, length - done), done)) {
                Files.copy(in, clear);
            }
            long begin = System.nanoTime();
            openssl("cms", "-encrypt", "-binary", "-stream", "-outform", "DER", "-aes-256-gcm", "-in", clear.toString(), "-out",
                    message.toString(), path("certificate.pem"));
            sync(message);
            seconds += seconds(begin);
            Files.delete(message);
            Files.delete(clear);
        }
        return seconds;
    }

    static void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    void openssl(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(work.resolve("openssl.log").toFile()).start();
        if (!process.waitFor(1, TimeUnit.HOURS) || process.exitValue() != 0) {
            throw new IllegalStateException(command + ": " + Files.readString(work.resolve("openssl.log")));
        }
    }

    String path(String name) {
        return work.resolve(name).toString();
    }

    static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }

    /** Bytes that do not compress, other ones for each number. */
    static final class Noise extends InputStream {
        private final byte[] noise;
        private final long length;
        private final byte[] first;
        private long position;

        Noise(byte[] noise, long length, long number) {
            this.noise = noise;
            this.length = length;
            this.first = Long.toString(number).getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int wanted) {
            if (position >= length) {
                return -1;
            }
            int at = (int) (position % noise.length);
            int count = (int) Math.min(Math.min(wanted, noise.length - at), length - position);
            System.arraycopy(noise, at, target, offset, count);
            for (int i = 0; i < count && position + i < first.length; i++) {
                target[offset + i] = first[(int) (position + i)];
            }
            position += count;
            return count;
        }
    }
}
