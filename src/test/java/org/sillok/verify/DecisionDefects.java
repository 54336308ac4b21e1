package org.sillok.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.sillok.bundle.SampleBundle;
import org.sillok.custody.core.CustodyFixtures;
import org.sillok.kernel.PartyId;

/** The decisions, their holders and approvals. */
final class DecisionDefects extends BundleDefects {
    private static final String DECISIONS = BundleLayout.DECISIONS;
    private static final Pattern SIGNATURE = Pattern.compile("\"signature\":\"([^\"]*)\"");

    DecisionDefects() {
        decisions();
        holders();
        approvals();
    }

    private void decisions() {
        FindingCode malformed = FindingCode.DECISIONS_MALFORMED;
        decision("decisions of another type", malformed, "decisions/1", "decisions/2");
        decision("a decision with another member", malformed, "\"outcome\"", "\"note\":1,\"outcome\"");
        decision("a decision with a member twice", malformed, "\"outcome\"", "\"outcome\":\"PERMIT\",\"outcome\"");
        decision("a decision without a basis", malformed, ",\"basis\":\"[^\"]*\",\"obl", ",\"obl");
        decision("a decision with a short basis", malformed, ",\"basis\":\"..([^\"]*\",\"obl)", ",\"basis\":\"$1");
        decision("a decision about nobody's item", malformed, "\"holder\":\"pty_", "\"holder\":\"pty-");
        decision(
                "a decision with approvals of its own",
                malformed,
                "\"obligations\"",
                "\"approvals\":[],\"obligations\"");
        decision("a decision on no version", malformed, "\"version\":1", "\"version\":0");
        decision("a decision with a number in another form", malformed, "EV-000001", "EV-1");
        decision("decisions with something behind them", malformed, "\\}\n$", "}\n{}");
        decision("a decision for nobody", malformed, "\"requester\":\"pty_", "\"requester\":\"pty-");
        decision("a decision that denies", FindingCode.DECISION_MISSING, "PERMIT", "DENY");
        decision("a decision that does not know", FindingCode.DECISION_MISSING, "PERMIT", "UNKNOWN");
        decision("a decision that nearly permits", FindingCode.DECISION_MISSING, "PERMIT", "PERMIT ");
        sealed(
                "a decision on another version",
                bundle -> bundle.replaceFirst(DECISIONS, "\"version\":1", "\"version\":2"),
                FindingCode.DECISION_MISSING,
                FindingCode.COMPLETENESS_CONTRADICTION);
        sealed(
                "a decision left out",
                bundle -> bundle.text(DECISIONS, DecisionDefects::withoutFirstItem),
                FindingCode.DECISION_MISSING,
                FindingCode.HOLDERS_DIFFER,
                FindingCode.ITEMS_DIFFER);
        sealed(
                "a decision twice",
                bundle -> bundle.text(DECISIONS, DecisionDefects::withFirstItemTwice),
                FindingCode.ITEMS_DIFFER);
    }

    private void holders() {
        FindingCode malformed = FindingCode.DECISIONS_MALFORMED;
        decision("decisions without holders", malformed, "\"holders\":\\[(?s:.*?)\\],\n?\"items\"", "\"items\"");
        decision("a holder without a basis", malformed, "\"basis\":\"[^\"]*\",\"app", "\"app");
        decision("a holder with a short basis", malformed, "\"basis\":\"..", "\"basis\":\"");
        decision("a holder without a list of approvals", malformed, ",\"approvals\":\\[.*?\\]", "");
        decision("a holder who is no party", malformed, "\"party\":\"pty_", "\"party\":\"org_");
        decision("a holder with a name", malformed, "\"party\"", "\"name\":\"x\",\"party\"");
        FindingCode differ = FindingCode.HOLDERS_DIFFER;
        decision("no holders", differ, "\"holders\":\\[(?s:.*?)\\],\"items\"", "\"holders\":[],\"items\"");
        decision("a holder who is not listed", differ, "(?s)(\"holders\":\\[\\s*)\\{.*?\\]\\},\\s*", "$1");
        decision("a holder who is listed twice", differ, "(?s)(\"holders\":\\[\\s*)(\\{.*?\\]\\},\\s*)", "$1$2$2");
        decision(
                "an item of somebody who approved nothing",
                differ,
                "\"holder\":\"pty_[a-z0-9]+",
                "\"holder\":\""
                        + PartyId.fresh(CustodyFixtures.randomness("nobody")).value());
        decision(
                "a holder of nothing that is here",
                differ,
                "\"holder\":\"pty_[a-z0-9]+",
                "\"holder\":\"" + SampleBundle.holder(1).value());
    }

    private void approvals() {
        FindingCode malformed = FindingCode.DECISIONS_MALFORMED;
        FindingCode missing = FindingCode.APPROVAL_MISSING;
        FindingCode signature = FindingCode.APPROVAL_SIGNATURE;
        String two = "\"approvals\":\\[(\\{.*?\\}),(\\{.*?\\})\\]";
        decision("a holder without approvals", missing, two, "\"approvals\":[]");
        decision("a single approval", missing, two, "\"approvals\":[$1]");
        decision("one approval for two", missing, two, "\"approvals\":[$1,$1]");
        decision("one approval twice among three", missing, two, "\"approvals\":[$1,$2,$2]");
        sealed(
                "one signature in the name of two parties",
                bundle -> {
                    bundle.replaceFirst(DECISIONS, two, "\"approvals\":[$1,$1]");
                    bundle.replaceFirst(
                            DECISIONS,
                            "pty_[a-z0-9]+\",\"signedBy",
                            SampleBundle.holder(1).value() + "\",\"signedBy");
                },
                missing);
        sealed(
                "two approvals, none by the holder",
                bundle -> bundle.replace(
                        DECISIONS,
                        SampleBundle.holder(0).value() + "\",\"signedBy",
                        SampleBundle.holder(1).value() + "\",\"signedBy"),
                missing);
        decision("an approval by the service in a party's name", missing, "PARTY_KEY", "SERVICE");
        decision("an approval on paper", missing, "PARTY_KEY", "PAPER");
        String zeros = org.sillok.kernel.Base64Url.encode(new byte[32]);
        decision("an approval of another basis", signature, "\"basis\":\"[^\"]*\"", "\"basis\":\"" + zeros + "\"");
        sealed(
                "approvals of another request",
                bundle -> bundle.replaceFirst(DECISIONS, "req_[a-z0-9]+", "req_" + "a".repeat(26)),
                signature);
        decision("approvals of another revision", signature, "\"revision\":1", "\"revision\":2");
        decision("approvals of no revision", malformed, "\"revision\":1", "\"revision\":0");
        decision(
                "an approval with another key",
                signature,
                "\"key\":\"[^\"]*\"",
                "\"key\":\"" + base64(SampleBundle.signer().publicKey().spki()) + "\"");
        signature(
                "an approval over something else",
                text -> SampleBundle.partyKey().sign("else".getBytes(UTF_8)));
        signature("an approval over the basis alone", text -> {
            String[] lines = new String(text, UTF_8).split("\n");
            return SampleBundle.partyKey().sign(lines[3].getBytes(UTF_8));
        });
        signature(
                "an approval with a line feed at its end",
                text -> SampleBundle.partyKey().sign((new String(text, UTF_8) + "\n").getBytes(UTF_8)));
        signature(
                "an approval with the higher s",
                text -> higher(SampleBundle.partyKey().sign(text)));
        sealed(
                "one approval and its other form",
                bundle -> {
                    bundle.replaceFirst(DECISIONS, two, "\"approvals\":[$1,$1]");
                    Matcher first = SIGNATURE.matcher(bundle.text(DECISIONS));
                    if (!first.find()) {
                        throw new AssertionError("no signature");
                    }
                    byte[] der = Base64.getDecoder().decode(first.group(1));
                    bundle.replaceFirst(
                            DECISIONS, SIGNATURE.pattern(), "\"signature\":\"" + base64(higher(der)) + "\"");
                },
                signature);
        signature("an approval with something behind its signature", text -> {
            byte[] good = SampleBundle.partyKey().sign(text);
            return Arrays.copyOf(good, good.length + 1);
        });
        signature("an approval with an empty signature", text -> new byte[0]);
        decision("an approval with a key that is none", malformed, "\"key\":\"[^\"]*\"", "\"key\":\"AAAA\"");
        decision(
                "an approval with a key on another curve",
                malformed,
                "\"key\":\"[^\"]*\"",
                "\"key\":\"" + base64(onAnotherCurve()) + "\"");
        decision("an approval with a key in another spelling", malformed, "(\"key\":\"[^\"=]*)==", "$1");
        decision("an approval by nobody", malformed, "pty_([a-z0-9]+\",\"signedBy)", "$1");
        decision("an approval with a date", malformed, "\"signedBy\"", "\"date\":\"2026-11-23\",\"signedBy\"");
        sealed(
                "the signatures of two approvals exchanged",
                bundle -> bundle.text(DECISIONS, DecisionDefects::exchangedSignatures),
                signature);
        sealed(
                "the approvals of two holders exchanged",
                bundle -> bundle.text(DECISIONS, text -> {
                    Matcher lists = Pattern.compile("\"approvals\":\\[.*?\\]").matcher(text);
                    return exchanged(text, lists);
                }),
                signature,
                missing);
    }

    private void decision(String name, FindingCode code, String old, String replacement) {
        sealed(name, bundle -> bundle.replaceFirst(DECISIONS, old, replacement), code);
    }

    /** Another first signature of the first holder, made of what was to be signed. */
    private void signature(String name, UnaryOperator<byte[]> sign) {
        sealed(
                name,
                bundle -> {
                    try {
                        Decisions decisions = Decisions.parse(bundle.get(DECISIONS));
                        byte[] text = decisions.signedText(decisions.holders().get(0));
                        bundle.replaceFirst(
                                DECISIONS, SIGNATURE.pattern(), "\"signature\":\"" + base64(sign.apply(text)) + "\"");
                    } catch (BundleFormatException e) {
                        throw new AssertionError(e);
                    }
                },
                FindingCode.APPROVAL_SIGNATURE);
    }

    /** The same signature with the other of its two possible {@code s}. */
    private static byte[] higher(byte[] der) {
        BigInteger order = ECNamedCurveTable.getByName("P-256").getN();
        try {
            BigInteger[] rs = StandardDSAEncoding.INSTANCE.decode(order, der);
            return StandardDSAEncoding.INSTANCE.encode(order, rs[0], order.subtract(rs[1]));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A key of secp256k1, as far as its form goes. */
    private static byte[] onAnotherCurve() {
        byte[] spki = SampleBundle.partyKey().publicKey().spki();
        byte[] head = HexFormat.of().parseHex("3056301006072a8648ce3d020106052b8104000a034200");
        byte[] other = Arrays.copyOf(head, head.length + 65);
        System.arraycopy(spki, spki.length - 65, other, head.length, 65);
        return other;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    static String withoutFirstItem(String text) {
        int start = text.indexOf("{\"number\":\"EV-000001\"");
        return text.substring(0, start) + text.substring(text.indexOf("{\"number\":\"EV-000002\""));
    }

    static String withFirstItemTwice(String text) {
        int start = text.indexOf("{\"number\":\"EV-000001\"");
        String item = text.substring(start, text.indexOf("{\"number\":\"EV-000002\""));
        return text.substring(0, start) + item + text.substring(start);
    }

    private static String exchangedSignatures(String text) {
        return exchanged(text, SIGNATURE.matcher(text));
    }

    private static String exchanged(String text, Matcher matcher) {
        List<String> found = new ArrayList<>();
        while (matcher.find()) {
            found.add(matcher.group());
        }
        return text.replace(found.get(0), "?")
                .replace(found.get(1), found.get(0))
                .replace("?", found.get(1));
    }
}
