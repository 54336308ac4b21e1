package org.sillok.platform.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleFolderTest {
    @TempDir
    Path directory;

    @Test
    void bundlesOfEarlierRunsStay() throws Exception {
        assertThat(BundleFolder.next(directory).directory()).isEqualTo(directory.resolve("bundle-1"));
        assertThat(BundleFolder.next(directory).directory()).isEqualTo(directory.resolve("bundle-2"));
    }

    @Test
    void theFolderInTheArchiveIsUnpackedOnce() throws Exception {
        BundleFolder folder = archive("bdl_a/data/x.txt");

        Path unpacked = folder.unpacked();
        assertThat(unpacked).isEqualTo(folder.directory().resolve("bdl_a"));
        assertThat(unpacked.resolve("data/x.txt")).hasContent("x");
        assertThat(folder.unpacked()).isEqualTo(unpacked);
        assertThat(folder.unpack(folder.directory().resolve("copy")).resolve("data/x.txt"))
                .hasContent("x");
    }

    @Test
    void aNameThatLeadsOutIsRefused() throws Exception {
        BundleFolder folder = archive("../../out.txt");

        assertThatThrownBy(folder::unpacked).isInstanceOf(DemoFailure.class);
        assertThat(directory.resolve("out.txt")).doesNotExist();
    }

    private BundleFolder archive(String name) throws Exception {
        BundleFolder folder = BundleFolder.next(directory);
        try (OutputStream out = Files.newOutputStream(folder.archive());
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write('x');
            zip.closeEntry();
        }
        return folder;
    }
}
