package org.sillok.custody.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.sillok.kernel.Digest;

/** Turns facts into a statement and its disclosures. The same arguments give the same bytes. */
public final class StatementBuilder {
    private static final Set<Field> ALWAYS = Set.of(Field.STREAM, Field.TYPE, Field.TIME);

    /** The statement, and its disclosures in the order of their names. */
    public record Built(Statement statement, List<Disclosure> disclosures) {
        public Built {
            disclosures = List.copyOf(disclosures);
        }
    }

    private StatementBuilder() {}

    /** How many random bytes {@link #build} consumes for a statement with this many facts. */
    public static int randomBytesNeeded(int facts) {
        return Statement.BLIND_LENGTH
                + facts * Disclosure.SALT_LENGTH
                + decoys(facts) * Digest.Algorithm.SHA_256.length();
    }

    private static int decoys(int facts) {
        return Math.floorMod(-facts, Statement.DIGESTS_STEP);
    }

    /**
     * Builds the statement that says {@code facts}.
     *
     * @param keyId the id of the key that will sign
     * @param facts each name at most once; stream, type and time always
     * @param ciphertexts SHA-256 of each stored ciphertext, in the order of the files' numbers
     * @param random exactly {@link #randomBytesNeeded} fresh random bytes, used for nothing else
     * @throws IllegalArgumentException if an argument breaks its rule
     */
    public static Built build(
            Position position, Digest keyId, List<Fact> facts, List<Digest> ciphertexts, byte[] random) {
        checkNames(facts);
        if (random.length != randomBytesNeeded(facts.size())) {
            throw new IllegalArgumentException("wrong number of random bytes");
        }
        byte[] blind = Arrays.copyOf(random, Statement.BLIND_LENGTH);
        int offset = blind.length;
        List<Digest> digests = new ArrayList<>();
        List<Disclosure> disclosures = new ArrayList<>();
        for (Fact fact : facts.stream().sorted(Comparator.comparing(Fact::name)).toList()) {
            Disclosure disclosure =
                    Disclosure.of(Arrays.copyOfRange(random, offset, offset + Disclosure.SALT_LENGTH), fact);
            offset += Disclosure.SALT_LENGTH;
            disclosures.add(disclosure);
            digests.add(disclosure.digest());
        }
        for (int length = Digest.Algorithm.SHA_256.length(); offset < random.length; offset += length) {
            digests.add(Digest.sha256(Arrays.copyOfRange(random, offset, offset + length)));
        }
        digests.sort(Comparator.comparing(Digest::base64Url));
        return new Built(new Statement(position, blind, keyId, ciphertexts, digests), disclosures);
    }

    private static void checkNames(List<Fact> facts) {
        Set<DisclosureName> names = new HashSet<>();
        for (Fact fact : facts) {
            if (!names.add(fact.name())) {
                throw new IllegalArgumentException("stated twice: " + fact.name());
            }
        }
        for (Field field : ALWAYS) {
            if (!names.contains(DisclosureName.of(field))) {
                throw new IllegalArgumentException("not stated: " + field.text());
            }
        }
    }
}
