import gov.loc.repository.bagit.domain.Bag;
import gov.loc.repository.bagit.reader.BagReader;
import gov.loc.repository.bagit.verify.BagVerifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Bags read and verified by the Library of Congress' own library; each with one byte changed or one file more must fail. */
final class BagJudge {
    private static int passed;

    public static void main(String[] folders) throws Exception {
        for (String folder : folders) {
            Path root = Path.of(folder);
            verify(root);
            List<Path> files;
            try (Stream<Path> all = Files.walk(root)) {
                files = all.filter(Files::isRegularFile)
                        .filter(file -> !file.startsWith(root.resolve("proof")))
                        .filter(file -> file.startsWith(root.resolve("data")) || file.endsWith("VERIFY.md"))
                        .limit(40)
                        .collect(Collectors.toList());
            }
            for (Path file : files) {
                byte[] good = Files.readAllBytes(file);
                byte[] bad = java.util.Arrays.copyOf(good, good.length + 1);
                Files.write(file, bad);
                refuse(root, file.toString());
                Files.write(file, good);
            }
            Path more = root.resolve("data/more.txt");
            Files.write(more, new byte[] {'x'});
            refuse(root, "a file more");
            Files.delete(more);
            verify(root);
        }
        System.out.println(passed + " passed, 0 failed");
    }

    private static void verify(Path root) throws Exception {
        Bag bag = new BagReader().read(root);
        try (BagVerifier verifier = new BagVerifier()) {
            verifier.isComplete(bag, false);
            verifier.isValid(bag, false);
            BagVerifier.quicklyVerify(bag);
        }
        passed++;
    }

    private static void refuse(Path root, String what) {
        try {
            verify(root);
        } catch (Exception expected) {
            passed++;
            return;
        }
        System.out.println("FAILED: accepted although changed: " + what);
        System.exit(1);
    }
}
