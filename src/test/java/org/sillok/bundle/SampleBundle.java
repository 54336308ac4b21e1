package org.sillok.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import org.sillok.bundle.core.BundleFailedException;
import org.sillok.bundle.core.BundlePlan;
import org.sillok.bundle.core.BundleWriter;
import org.sillok.bundle.core.Completeness;
import org.sillok.bundle.core.Contents;
import org.sillok.bundle.core.Cover;
import org.sillok.bundle.core.Description;
import org.sillok.bundle.core.Facts;
import org.sillok.bundle.core.Items;
import org.sillok.bundle.core.Papers;
import org.sillok.bundle.core.PlannedDecision;
import org.sillok.bundle.core.PlannedFile;
import org.sillok.bundle.core.PlannedItem;
import org.sillok.bundle.core.Proofs;
import org.sillok.bundle.core.Withheld;
import org.sillok.crypto.KeyFormatException;
import org.sillok.crypto.P256PrivateKey;
import org.sillok.crypto.Sha2;
import org.sillok.custody.core.CustodyFixtures;
import org.sillok.json.JsonObject;
import org.sillok.kernel.AgreementId;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.kernel.Edtf;
import org.sillok.kernel.LanguageTag;
import org.sillok.kernel.Multilingual;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.RequestId;
import org.sillok.log.core.CheckpointSigner;
import org.sillok.log.core.SignedCheckpoint;
import org.sillok.terms.Purpose;

/**
 * A valid bundle of invented items, with real statements, receipts and signatures; every byte of it follows from
 * constants. Names in it are as unfriendly as names get.
 */
public final class SampleBundle implements Contents {
    /** Names that break programs: Hangul in two normal forms, right to left, a formula, a path, percent signs, markup. */
    public static final List<String> NAMES = List.of(
            "진술서 1.txt",
            "\u110c\u1175\u11ab\u1109\u116e\u11af.txt",
            "\u0634\u0647\u0627\u062f\u0629 \u202e.txt",
            "=HYPERLINK(\"http://example.org\";\"x\")",
            "../../etc/passwd%2e%0a",
            "<script>alert('&amp;')</script>",
            "þ®\u0014,\";\r\n.txt",
            "가".repeat(85),
            "@SUM(A1)\ttab");

    private final BundlePlan plan;
    private final Map<Integer, Bytes> receipts;

    private SampleBundle(BundlePlan plan, Map<Integer, Bytes> receipts) {
        this.plan = plan;
        this.receipts = receipts;
    }

    /** A complete bundle of {@code items} items, each with {@code files} files. */
    public static SampleBundle of(int items, int files) {
        SampleReceipts log = new SampleReceipts();
        List<List<PlannedFile>> planned = new ArrayList<>();
        for (int i = 0; i < items; i++) {
            planned.add(files(i + 1, files));
            log.deposit(planned.get(i));
        }
        if (items == 0) {
            // A log is never empty: the checkpoint needs something to be about.
            log.deposit(files(1, 1));
        }
        SignedCheckpoint checkpoint = log.checkpoint();
        RequestId request = RequestId.fresh(CustodyFixtures.randomness("request"));
        Map<Integer, Bytes> receipts = new java.util.HashMap<>();
        List<PlannedItem> all = new ArrayList<>();
        for (int i = 0; i < items; i++) {
            Bytes receipt = log.receipt(i, checkpoint);
            receipts.put(i + 1, receipt);
            all.add(new PlannedItem(
                    i + 1, 1, Optional.empty(), description(i), planned.get(i), Facts.of(receipt), decision(i)));
        }
        return new SampleBundle(
                new BundlePlan(
                        BundleId.fresh(CustodyFixtures.randomness("bundle")),
                        LocalDate.of(2026, 11, 23),
                        Optional.empty(),
                        cover(),
                        new Completeness(
                                Completeness.Status.COMPLETE, List.of(), Sha2.sha256(Bytes.utf8("commitment"))),
                        Items.of(all),
                        papers(request, items),
                        new Proofs(
                                checkpoint.note(),
                                Bytes.utf8(logKey().policy().text()),
                                List.of(CustodyFixtures.aStatementKey().publicKey())),
                        VerifyPage.text()),
                receipts);
    }

    /** The same with something withheld, replacing another bundle. */
    public SampleBundle withheld() {
        return with(new BundlePlan(
                plan.id(),
                plan.date(),
                Optional.of(BundleId.fresh(CustodyFixtures.randomness("earlier bundle"))),
                plan.cover(),
                new Completeness(
                        Completeness.Status.WITHHELD_LISTED,
                        List.of(
                                new Withheld(OptionalInt.of(1), "NOT_PERMITTED"),
                                new Withheld(OptionalInt.empty(), "SOURCE_SAFETY")),
                        plan.completeness().commitment()),
                plan.items(),
                plan.papers(),
                plan.proofs(),
                plan.verifyPage()));
    }

    /** The same contents under another plan. */
    public SampleBundle with(BundlePlan other) {
        return new SampleBundle(other, receipts);
    }

    public BundlePlan plan() {
        return plan;
    }

    /** The key that signs statements and the bundle. */
    public static P256PrivateKey signer() {
        return CustodyFixtures.aStatementKey();
    }

    /** The key of the log that the receipts are from. */
    public static CheckpointSigner logKey() {
        return SampleReceipts.logKey();
    }

    /** The bundle's archive. */
    public byte[] write() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(out);
        return out.toByteArray();
    }

    /** Writes the bundle's archive. */
    public void write(OutputStream out) {
        try {
            BundleWriter.write(plan, this, signer(), bytes -> List.of(), out);
        } catch (BundleFailedException | IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public InputStream open(PlannedItem item, PlannedFile file) {
        return new ByteArrayInputStream(content(item.number(), file.number()));
    }

    @Override
    public InputStream receipt(PlannedItem item) throws IOException {
        Bytes receipt = receipts.get(item.number());
        if (receipt == null) {
            throw new IOException("no receipt");
        }
        return new ByteArrayInputStream(receipt.toArray());
    }

    /** The content of one file: empty, text, or bytes that are no text. */
    public static byte[] content(int item, int file) {
        String label = "content " + item + " " + file;
        return switch ((item + file) % 4) {
            case 0 -> new byte[0];
            case 1 -> ("진술 " + label + "\n").getBytes(UTF_8);
            default -> CustodyFixtures.pseudoRandom(label, 100 + 37 * (item % 50));
        };
    }

    private static List<PlannedFile> files(int item, int count) {
        List<String> types =
                List.of("text/plain; charset=utf-8", "application/pdf", "image/jpeg", "application/x-other");
        List<PlannedFile> files = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            files.add(new PlannedFile(
                    i,
                    types.get((item + i) % types.size()),
                    Optional.of(NAMES.get((item + i) % NAMES.size())),
                    Facts.of(Bytes.of(content(item, i)))));
        }
        return files;
    }

    private static Description description(int index) {
        return switch (index % 3) {
            case 0 -> Description.NONE;
            case 1 ->
                new Description(
                        Optional.of(multilingual(
                                "ko", "무산 교화소 진술 " + index, "ar", "\u0634\u0647\u0627\u062f\u0629 " + index)),
                        Optional.of(multilingual("en", "An invented statement, \"quoted\" <b>&</b>\nin two lines")),
                        List.of(
                                new Description.WrittenDate("1998년 봄쯤", Optional.of(Edtf.parse("1998-21~"))),
                                new Description.WrittenDate("옛날", Optional.empty())),
                        List.of("=무산", "þ"),
                        List.of(LanguageTag.parse("ko"), LanguageTag.parse("en")));
            default ->
                new Description(
                        Optional.of(multilingual("en", NAMES.get(5))),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        List.of());
        };
    }

    /** Items with odd numbers are one organisation's, the others another's. */
    private static PlannedDecision decision(int index) {
        return new PlannedDecision(
                holder(index % 2),
                Sha2.sha256(Bytes.utf8("basis " + index)),
                List.of(JsonObject.builder().put("code", "HONOUR_RECALL").build()));
    }

    /** One of the two organisations whose material is in a sample. */
    public static PartyId holder(int index) {
        return PartyId.fresh(CustodyFixtures.randomness(index == 0 ? "party" : "other party"));
    }

    /** The first holder's own two people approve; for the second holder one of its own and one of the first. */
    private static List<Papers.Holder> holders(RequestId request, int items) {
        List<Papers.Holder> holders = new ArrayList<>();
        if (items > 0) {
            Digest basis = Sha2.sha256(Bytes.utf8("all lines of the first"));
            holders.add(new Papers.Holder(
                    holder(0),
                    basis,
                    List.of(
                            approval(request, holder(0), partyKey(), basis),
                            approval(request, holder(0), secondPartyKey(), basis))));
        }
        if (items > 1) {
            Digest basis = Sha2.sha256(Bytes.utf8("all lines of the second"));
            holders.add(new Papers.Holder(
                    holder(1),
                    basis,
                    List.of(
                            approval(request, holder(1), otherPartyKey(), basis),
                            approval(request, holder(0), partyKey(), basis))));
        }
        return holders;
    }

    private static Papers.Approval approval(RequestId request, PartyId party, P256PrivateKey key, Digest basis) {
        return new Papers.Approval(
                party,
                Bytes.of(key.publicKey().spki()),
                Bytes.of(key.sign(Papers.signedText(request.value(), 1, basis).getBytes(UTF_8))));
    }

    /** The key with which the first releasing organisation approves. */
    public static P256PrivateKey partyKey() {
        return key(0x22);
    }

    /** Another key of the same organisation. */
    public static P256PrivateKey secondPartyKey() {
        return key(0x23);
    }

    private static P256PrivateKey otherPartyKey() {
        return key(0x24);
    }

    private static P256PrivateKey key(int last) {
        try {
            // The private key of RFC 6979 appendix A.2.5, plus some.
            return P256PrivateKey.ofPkcs8(java.util.HexFormat.of()
                    .parseHex("3041020100301306072a8648ce3d020106082a8648ce3d030107042730250201010420"
                            + "c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f67"
                            + Integer.toHexString(last)));
        } catch (KeyFormatException e) {
            throw new AssertionError(e);
        }
    }

    private static Cover cover() {
        return new Cover(
                PartyId.fresh(CustodyFixtures.randomness("requester")),
                multilingual("en", "Invented Investigation <Unit>", "ko", "지어낸 조사단"),
                List.of(multilingual("ko", "지어낸 단체"), multilingual("ar", "\u0645\u0646\u0638\u0645\u0629")),
                new TreeSet<>(List.of(Purpose.CRIMINAL_INVESTIGATION, Purpose.UN_FACT_FINDING)),
                Optional.of("Case 1/2026 & others"),
                Optional.of(LocalDate.of(2027, 5, 31)),
                List.of(multilingual("ko", "원본을 공개하지 않는다.", "en", "The original is not made public.")),
                multilingual("en", "registry@example.org"));
    }

    private static Papers papers(RequestId request, int items) {
        return new Papers(
                request,
                1,
                holders(request, items),
                Bytes.utf8("{\"@context\":\"http://www.w3.org/ns/odrl.jsonld\",\"@type\":\"Agreement\","
                        + "\"uid\":\"urn:sillok:agreement:sample\",\"profile\":\"urn:sillok:odrl:1\","
                        + "\"conflict\":\"prohibit\",\"permission\":[{\"action\":\"distribute\"}]}\n"),
                List.of(Bytes.utf8("{\"type\":\"sample\"}\n"), Bytes.utf8("{\"type\":\"sample 2\"}\n")),
                List.of(new Papers.Undertaking(
                        AgreementId.fresh(CustodyFixtures.randomness("agreement")),
                        Sha2.sha256(Bytes.utf8("statement")),
                        multilingual("en", "To honour a recall."))),
                List.of(JsonObject.builder().put("code", "ENCRYPT_AT_REST").build()));
    }

    private static Multilingual multilingual(String tag, String text) {
        return Multilingual.of(Map.of(tag, text), 1_000);
    }

    private static Multilingual multilingual(String tag, String text, String otherTag, String otherText) {
        return Multilingual.of(Map.of(tag, text, otherTag, otherText), 1_000);
    }
}
