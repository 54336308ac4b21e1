package org.sillok.custody.core;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.sillok.crypto.P256PrivateKey;
import org.sillok.crypto.Sha2;
import org.sillok.crypto.SignatureInvalidException;
import org.sillok.json.JsonArray;
import org.sillok.json.JsonNumber;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;

class StatementTest {
    private static final Digest KEY =
            CustodyFixtures.aStatementKey().publicKey().keyId();

    @Test
    void digestsAreSortedPaddedAndContainEveryDisclosure() {
        for (int more = 0; more < 20; more++) {
            List<Fact> facts = CustodyFixtures.factsOf(EventType.DEPOSITED, 1);
            for (int file = 1; file <= more; file++) {
                facts.add(Fact.length(file, file));
            }
            StatementBuilder.Built built = CustodyFixtures.build(Position.first("a"), facts, List.of());
            List<Digest> digests = built.statement().disclosures();
            assertThat(digests.size() % 8).isZero();
            assertThat(digests.size() - facts.size()).isBetween(0, 7);
            assertThat(digests).isSortedAccordingTo(Comparator.comparing(Digest::base64Url));
            assertThat(digests)
                    .containsAll(
                            built.disclosures().stream().map(Disclosure::digest).toList());
            assertThat(built.disclosures()).extracting(Disclosure::name).isSorted();
            assertThat(built.disclosures()).extracting(Disclosure::fact).containsExactlyInAnyOrderElementsOf(facts);
        }
    }

    @Test
    void theOrderOfFactsDoesNotShow() {
        List<Fact> facts = new ArrayList<>(CustodyFixtures.depositFacts());
        Statement statement =
                CustodyFixtures.build(Position.first("a"), facts, List.of()).statement();
        java.util.Collections.reverse(facts);
        assertThat(CustodyFixtures.build(Position.first("a"), facts, List.of()).statement())
                .isEqualTo(statement);
    }

    @Test
    void whatIsWrittenReadsBack() throws CustodyFormatException {
        Statement first = CustodyFixtures.aDeposit().statement();
        Statement second = CustodyFixtures.build(first.next(), CustodyFixtures.factsOf(EventType.HELD, 1), List.of())
                .statement();
        for (Statement statement : List.of(first, second)) {
            Statement read = Statement.parse(statement.bytes().toArray());
            assertThat(read).isEqualTo(statement).hasSameHashCodeAs(statement);
            assertThat(read.digest()).isEqualTo(Sha2.sha256(statement.bytes()));
            assertThat(read.seq()).isEqualTo(statement.seq());
            assertThat(read.origin()).isEqualTo(CustodyFixtures.ORIGIN);
            assertThat(read.keyId()).isEqualTo(KEY);
            assertThat(read.ciphertexts()).isEqualTo(statement.ciphertexts());
            assertThat(read.disclosures()).isEqualTo(statement.disclosures());
            assertThat(read.position().previous())
                    .isEqualTo(statement.position().previous());
        }
        assertThat(second.position().previous()).contains(first.digest());
        assertThat(second.seq()).isEqualTo(1);
    }

    @Test
    void everyChangedByteIsRefusedOrAnotherStatement() {
        byte[] bytes = CustodyFixtures.aDeposit().statement().bytes().toArray();
        Random random = new Random(20261121);
        for (int i = 0; i < bytes.length; i++) {
            byte[] changed = bytes.clone();
            changed[i] ^= (byte) (1 + random.nextInt(255));
            try {
                assertThat(Statement.parse(changed).bytes()).isEqualTo(Bytes.of(changed));
            } catch (CustodyFormatException documented) {
                assertThat(documented).hasMessageContaining("statement");
            }
        }
    }

    @Test
    void refusesOtherSpellings() {
        String text = new String(CustodyFixtures.aDeposit().statement().bytes().toArray(), UTF_8);
        assertThatCode(() -> Statement.parse(text.getBytes(UTF_8))).doesNotThrowAnyException();
        for (String bad : new String[] {
            text + "\n",
            text.replace("\"seq\":0", "\"seq\": 0"),
            text.replace("\"seq\":0", "\"seq\":-1"),
            text.replace("\"seq\":0", "\"seq\":0.0"),
            text.replace("\"seq\":0", "\"seq\":1"),
            text.replace("\"seq\":0,\"prev\":null", "\"prev\":null,\"seq\":0"),
            text.replace("\"prev\":null", "\"prev\":\"" + "A".repeat(43) + "\""),
            text.replace("\"prev\":null", "\"prev\":\"\""),
            text.replace("\"prev\":null", "\"prev\":false"),
            text.replace("\"prev\":null,", ""),
            text.replace("statement/1", "statement/2"),
            text.replace("log-2026.example.org", "log-2026.example.org/path"),
            text.replace("log-2026.example.org", "LOG.example.org"),
            text.replace("log-2026.example.org", ""),
            text.replaceFirst("\"cipher\":\\[(\"[^\"]*\"),\"[^\"]*\"", "\"cipher\":[$1,$1"),
            text.replaceFirst("\"sd\":\\[\"[^\"]*\",", "\"sd\":["),
            text.replaceFirst("\"sd\":\\[(\"[^\"]*\"),(\"[^\"]*\")", "\"sd\":[$2,$1"),
            text.replaceFirst("\"sd\":\\[(\"[^\"]*\"),(\"[^\"]*\")", "\"sd\":[$1,$1"),
            text.replaceFirst("\"sd\":\\[.*]", "\"sd\":[]"),
            text.replaceFirst("}$", ",\"more\":1}"),
            text.replaceFirst("\"blind\":\"..", "\"blind\":\""),
            "[]",
            "{}",
            ""
        }) {
            assertThat(bad).isNotEqualTo(text);
            assertThatThrownBy(() -> Statement.parse(bad.getBytes(UTF_8)))
                    .as(bad)
                    .isInstanceOf(CustodyFormatException.class);
        }
    }

    @Test
    void theBuilderRefusesWhatItCannotSay() {
        List<Fact> facts = CustodyFixtures.factsOf(EventType.DEPOSITED, 1);
        byte[] random = new byte[StatementBuilder.randomBytesNeeded(facts.size())];
        assertThatThrownBy(() -> StatementBuilder.build(Position.first("a"), KEY, facts, List.of(), new byte[10]))
                .isInstanceOf(IllegalArgumentException.class);
        List<Fact> twice = new ArrayList<>(facts);
        twice.set(7, Fact.type(EventType.ERASED));
        assertThatThrownBy(() -> StatementBuilder.build(Position.first("a"), KEY, twice, List.of(), random))
                .hasMessage("stated twice: type");
        for (Field always : new Field[] {Field.STREAM, Field.TYPE, Field.TIME}) {
            List<Fact> without = new ArrayList<>(facts);
            without.removeIf(fact -> fact.name().field() == always);
            byte[] enough = CustodyFixtures.pseudoRandom("x", StatementBuilder.randomBytesNeeded(without.size()));
            assertThatThrownBy(() -> StatementBuilder.build(Position.first("a"), KEY, without, List.of(), enough))
                    .hasMessage("not stated: " + always.text());
        }
    }

    @Test
    void positionsAreCheckedWhenTheyAreMade() {
        assertThatThrownBy(() -> Position.after(KEY, "a", 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Position.after(KEY, "a", -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Position.after(KEY, "a", 1L << 53)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Position.after(Sha2.sha512(), "a", 1)).isInstanceOf(IllegalArgumentException.class);
        for (String bad : new String[] {"", "a b", "a+b", "a/b", "-a", "a.", "A", "한", "a".repeat(254)}) {
            assertThatThrownBy(() -> Position.first(bad)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatCode(() -> Position.first("a".repeat(253))).doesNotThrowAnyException();
    }

    @Test
    void aSignatureIsBoundToStatementAndKey() throws SignatureInvalidException {
        SignedStatement signed =
                CustodyFixtures.signed(CustodyFixtures.aDeposit().statement());
        signed.verify(CustodyFixtures.aStatementKey().publicKey());
        P256PrivateKey other = P256PrivateKey.generate(new java.security.SecureRandom());
        assertThatThrownBy(() -> signed.verify(other.publicKey())).isInstanceOf(SignatureInvalidException.class);
        assertThatThrownBy(() -> SignedStatement.sign(signed.statement(), other))
                .isInstanceOf(IllegalArgumentException.class);
        Statement later = CustodyFixtures.build(
                        signed.statement().next(), CustodyFixtures.factsOf(EventType.HELD, 1), List.of())
                .statement();
        assertThatThrownBy(() -> new SignedStatement(later, signed.signature())
                        .verify(CustodyFixtures.aStatementKey().publicKey()))
                .isInstanceOf(SignatureInvalidException.class);
    }

    @Test
    void randomStatementsReadBack() throws CustodyFormatException {
        long seed = 20261121;
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            List<Fact> facts = CustodyFixtures.factsOf(EventType.DEPOSITED, 1 + random.nextInt(9));
            facts.add(Fact.of(Field.DETAILS, JsonArray.of(JsonNumber.of(random.nextLong()))));
            byte[] bytes = new byte[StatementBuilder.randomBytesNeeded(facts.size())];
            random.nextBytes(bytes);
            Position position = i % 2 == 0
                    ? Position.first("log.example")
                    : Position.after(KEY, "log.example", 1 + (random.nextLong() >>> 11));
            StatementBuilder.Built built = StatementBuilder.build(position, KEY, facts, List.of(), bytes);
            assertThat(Statement.parse(built.statement().bytes().toArray()))
                    .as("seed %d, round %d", seed, i)
                    .isEqualTo(built.statement());
        }
    }
}
