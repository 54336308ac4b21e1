package org.sillok.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonLawsTest {
    private static final long SEED = 20261121;

    @Test
    void whatIsWrittenReadsBackEqualAndWritesTheSame() {
        Random random = new Random(SEED);
        for (int i = 0; i < 3_000; i++) {
            JsonValue value = randomValue(random, 0);
            byte[] compact = CompactJson.write(value);
            JsonValue read = StrictJson.parse(compact);
            assertThat(read).as("seed %d, round %d", SEED, i).isEqualTo(value);
            assertThat(CompactJson.write(read)).isEqualTo(compact);
            byte[] canonical = CanonicalJson.write(value);
            assertThat(CanonicalJson.write(StrictJson.parse(canonical))).isEqualTo(canonical);
        }
    }

    @Test
    void damagedInputEitherReadsOrIsRefusedAndNothingElse() {
        Random random = new Random(SEED);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = CompactJson.write(randomValue(random, 0));
            for (int flips = random.nextInt(3); flips >= 0; flips--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            readsOrIsRefused(bytes);
        }
    }

    static void readsOrIsRefused(byte[] bytes) {
        JsonValue value;
        try {
            value = StrictJson.parse(bytes);
        } catch (JsonSyntaxException documented) {
            return;
        }
        assertThat(StrictJson.parse(CompactJson.write(value))).isEqualTo(value);
    }

    private static JsonValue randomValue(Random random, int depth) {
        return switch (random.nextInt(depth > 4 ? 5 : 7)) {
            case 0 -> JsonNull.NULL;
            case 1 -> new JsonBool(random.nextBoolean());
            case 2 -> JsonNumber.of(random.nextLong() >> random.nextInt(64));
            case 3 ->
                new JsonNumber((random.nextInt(2000) - 1000) + "." + random.nextInt(1000) + "e" + random.nextInt(9));
            case 4 -> new JsonString(randomText(random));
            case 5 -> {
                List<JsonValue> values = new ArrayList<>();
                for (int i = random.nextInt(5); i > 0; i--) {
                    values.add(randomValue(random, depth + 1));
                }
                yield new JsonArray(values);
            }
            default -> {
                Map<String, JsonValue> members = new LinkedHashMap<>();
                for (int i = random.nextInt(5); i > 0; i--) {
                    members.put(randomText(random), randomValue(random, depth + 1));
                }
                yield new JsonObject(members);
            }
        };
    }

    private static String randomText(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            int codePoint = random.nextInt(random.nextBoolean() ? 0x80 : 0x110000);
            if (codePoint < 0xd800 || codePoint > 0xdfff) {
                text.appendCodePoint(codePoint);
            }
        }
        return text.toString();
    }
}
