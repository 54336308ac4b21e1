package org.sillok.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sillok.kernel.ObjectId;

class ObjectNameTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/a",
                "a/",
                "a//b",
                ".",
                "..",
                "../a",
                "a/../b",
                "a/.",
                ".drafts/x",
                "a/.hidden",
                "A",
                "a b",
                "a\\b",
                "a%2f",
                "가",
                "a\n",
                "a\u0000b",
                "a:b"
            })
    void namesThatCouldEscapeOrDifferBetweenStoresAreRefused(String name) {
        assertThatThrownBy(() -> new ObjectName(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a.b", "a..b", "log/log-2026-x.invalid/tile/0/x001/000.p/7", "-/_/a-", "0"})
    void plainNamesAreAccepted(String name) {
        assertThat(new ObjectName(name)).hasToString(name);
    }

    @Test
    void nameHasALimitedLength() {
        assertThat(ObjectName.isWellFormed("a".repeat(200))).isTrue();
        assertThat(ObjectName.isWellFormed("a".repeat(201))).isFalse();
    }

    @Test
    void objectsFanOutByTheirRandomPart() {
        ObjectId object = new ObjectId("obj_xyzaaaaaaaaaaaaaaaaaaaaaaa");
        assertThat(ObjectName.of(object)).hasToString("content/xy/obj_xyzaaaaaaaaaaaaaaaaaaaaaaa");
    }
}
