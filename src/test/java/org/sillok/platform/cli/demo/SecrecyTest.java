package org.sillok.platform.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecrecyTest {
    @TempDir
    Path objects;

    private Path file(String name) throws Exception {
        Path file = objects.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, new byte[1]);
    }

    /** Drafts come and go while the service runs: whoever lists them meets some that are gone. */
    @Test
    void onlyWhatIsPublishedIsListed() throws Exception {
        Path second = file("content/b2/obj_b2");
        Path first = file("content/a1/obj_a1");
        file(".drafts/31a9b55f");
        file("log/origin/checkpoint");
        assertThat(Secrecy.objects(objects)).containsExactly(first, second);
    }

    @Test
    void aStoreThatHoldsNothingYetHasNoObjects() throws Exception {
        assertThat(Secrecy.objects(objects)).isEmpty();
        assertThat(Secrecy.objects(objects.resolve("none"))).isEmpty();
    }
}
