package org.sillok.verify;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sillok.crypto.KeyFormatException;
import org.sillok.crypto.TimeStampRoots;
import org.sillok.log.core.InvalidNoteException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "sillok verify",
        description =
                "Verifies a receipt with files, a bundle, or an archive of a succession, offline. Nothing is sent anywhere,"
                        + " nothing is written.",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        version = VerifyCommand.VERSION,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:verified: everything holds, and the issuer is one that you trust",
            "1:failed: something does not hold",
            "2:nothing was verified: wrong call, or a file cannot be read",
            "3:everything holds, but no trusted key was given",
            "4:everything holds, and the recall list names the bundle: it was called back",
            "5:everything holds, but the recall list does not hold at this time, or you saw a newer one: get a newer one"
        },
        exitCodeOnInvalidInput = 2,
        exitCodeOnExecutionException = 2)
final class VerifyCommand implements Callable<Integer> {
    static final String VERSION = "sillok verify: receipts of the form sillok/receipt/1, bundles of format 1";

    private static final int LONGEST_RECEIPT = 64 << 20;
    private static final int LONGEST_TRUST_FILE = 1 << 20;
    private static final int LONGEST_RECALL_LIST = 64 << 20;

    @Option(
            names = "--key",
            paramLabel = "VKEY",
            description = "A log key that you trust, got from the issuer by another way than the receipt. Repeatable.")
    private List<String> keys = new ArrayList<>();

    @Option(
            names = "--trust",
            paramLabel = "FILE",
            description = {
                "The log's policy (C2SP tlog-policy; the service shows it under /log/policy), or a file of trusted",
                "keys, one a line, each of which must have signed. Lines that start with # are skipped."
            })
    private @Nullable String trustFile;

    @Option(
            names = "--tsa-roots",
            paramLabel = "FILE",
            description = {
                "Certificates (PEM) of time-stamping authorities that you trust, or of those who vouch for them.",
                "Then every time-stamp must lead to one of them. Repeatable."
            })
    private List<String> timeRoots = new ArrayList<>();

    @Option(
            names = "--recalls",
            paramLabel = "FILE",
            description = {
                "The repository's recall list (the service shows it under /recalls), held against the bundle."
            })
    private @Nullable String recallList;

    @Option(
            names = "--recalls-from",
            paramLabel = "N",
            description = {
                "The highest number of a recall list that you have seen: a list with a lower one is out of date."
            })
    private long recallsFrom;

    @Option(names = "--json", description = "Print the verdict as JSON.")
    private boolean json;

    @Option(
            names = "--most-files",
            paramLabel = "N",
            description = "Refuse a bundle with more files. Default: ${DEFAULT-VALUE}")
    private long mostFiles = BundleLimits.DEFAULT_ENTRIES;

    @Option(
            names = "--most-bytes",
            paramLabel = "N",
            description = "Refuse a bundle that has more bytes when unpacked. Default: ${DEFAULT-VALUE}")
    private long mostBytes = BundleLimits.DEFAULT_BYTES;

    @Option(
            names = "--most-ratio",
            paramLabel = "N",
            description =
                    "Refuse a bundle with a larger file that unpacks to more than N times. Default: ${DEFAULT-VALUE}")
    private long mostRatio = BundleLimits.DEFAULT_RATIO;

    @Parameters(
            index = "0",
            paramLabel = "RECEIPT|BUNDLE",
            description = "The receipt (*.sillok.json), or a bundle or an archive of a succession, packed or unpacked.")
    private String receipt = "";

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "FILE",
            description = "Files that the receipt describes, under any name.")
    private List<String> files = new ArrayList<>();

    private final Clock clock;

    VerifyCommand(Clock clock) {
        this.clock = clock;
    }

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    /** Ends the command with one line on what is wrong and what to do. */
    private static final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnreadableException(String message) {
            super(message);
        }
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try {
            Trust trust = trust().withTimeRoots(timeRoots());
            if (BundleSource.isBundle(path(receipt))) {
                return bundle(trust, out);
            }
            if (recallList != null || recallsFrom != 0) {
                throw new UnreadableException("a recall list is about bundles, and this is none");
            }
            byte[] bytes = read(receipt, LONGEST_RECEIPT);
            List<FileDigests> digests = new ArrayList<>();
            for (String file : files) {
                digests.add(digest(file));
            }
            Verdict verdict = ReceiptVerifier.verify(bytes, trust, digests);
            out.print(json ? JsonReport.of(receipt, verdict) : TextReport.of(receipt, verdict));
            out.flush();
            return ExitCode.of(verdict).code();
        } catch (UnreadableException e) {
            spec.commandLine().getErr().println("sillok verify: " + Printable.line(String.valueOf(e.getMessage())));
            return ExitCode.UNREADABLE.code();
        }
    }

    private int bundle(Trust trust, PrintWriter out) throws UnreadableException {
        if (!files.isEmpty()) {
            throw new UnreadableException("a bundle has its files inside: give nothing but the bundle");
        }
        if (mostFiles < 1 || mostBytes < 1 || mostRatio < 1) {
            throw new UnreadableException("a limit is at least 1");
        }
        BundleLimits limits = new BundleLimits(mostFiles, mostBytes, mostRatio);
        try {
            if (PackageVerifier.isPackage(path(receipt), limits)) {
                return succession(trust, limits, out);
            }
            BundleVerdict verdict = BundleSource.verify(path(receipt), limits, trust, recalls());
            out.print(json ? BundleReport.json(receipt, verdict) : BundleReport.text(receipt, verdict));
            out.flush();
            return ExitCode.of(verdict).code();
        } catch (IOException e) {
            throw unreadable(receipt, e);
        }
    }

    private int succession(Trust trust, BundleLimits limits, PrintWriter out) throws UnreadableException, IOException {
        if (recallList != null) {
            throw new UnreadableException("a recall list is about bundles, and this is none");
        }
        PackageVerdict verdict = PackageVerifier.verify(path(receipt), limits, trust);
        out.print(json ? PackageReport.json(receipt, verdict) : PackageReport.text(receipt, verdict));
        out.flush();
        return ExitCode.of(verdict).code();
    }

    private @Nullable GivenRecalls recalls() throws UnreadableException {
        if (recallsFrom < 0 || (recallsFrom != 0 && recallList == null)) {
            throw new UnreadableException("--recalls-from is a number of a recall list, and goes with --recalls");
        }
        return recallList == null
                ? null
                : new GivenRecalls(read(recallList, LONGEST_RECALL_LIST), clock.instant(), recallsFrom);
    }

    private Trust trust() throws UnreadableException {
        try {
            Trust trust = Trust.of(keys);
            if (trustFile == null) {
                return trust;
            }
            Trust fromFile = Trust.ofFile(new String(read(trustFile, LONGEST_TRUST_FILE), StandardCharsets.UTF_8));
            if (fromFile.isEmpty()) {
                throw new UnreadableException("the trust file names no key: " + trustFile);
            }
            return trust.and(fromFile);
        } catch (InvalidNoteException e) {
            throw new UnreadableException("a trusted key is not a key of the form NAME+ID+BASE64: " + e.getMessage());
        }
    }

    private TimeStampRoots timeRoots() throws UnreadableException {
        TimeStampRoots roots = TimeStampRoots.none();
        for (String file : timeRoots) {
            try {
                String pem = new String(read(file, LONGEST_TRUST_FILE), StandardCharsets.UTF_8);
                roots = roots.and(TimeStampRoots.ofPem(pem));
            } catch (KeyFormatException e) {
                throw new UnreadableException("not a file of certificates in PEM: " + file);
            }
        }
        return roots;
    }

    private static byte[] read(String file, int limit) throws UnreadableException {
        try (InputStream in = Files.newInputStream(path(file))) {
            byte[] bytes = in.readNBytes(limit + 1);
            if (bytes.length > limit) {
                throw new UnreadableException("too long to be what it should be: " + file);
            }
            return bytes;
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static FileDigests digest(String file) throws UnreadableException {
        try (InputStream in = Files.newInputStream(path(file))) {
            return FileDigests.read(file, in);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static Path path(String file) throws UnreadableException {
        try {
            return Path.of(file);
        } catch (InvalidPathException e) {
            throw new UnreadableException("this Java cannot express the name " + file
                    + "; set the environment variable LC_ALL=C.UTF-8 and try again");
        }
    }

    private static UnreadableException unreadable(String file, IOException failure) {
        if (failure instanceof NoSuchFileException) {
            boolean lostName = file.indexOf('\ufffd') >= 0;
            return new UnreadableException("no such file: " + file
                    + (lostName ? "; if the name has other letters than these, set LC_ALL=C.UTF-8 and try again" : ""));
        }
        String reason = failure instanceof AccessDeniedException ? "no permission to read " : "cannot read ";
        return new UnreadableException(reason + file);
    }
}
