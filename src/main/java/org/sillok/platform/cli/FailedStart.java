package org.sillok.platform.cli;

import io.smallrye.config.ConfigValidationException;
import org.sillok.bundle.BundleSettingException;
import org.sillok.custody.StatementKeyChangedException;
import org.sillok.fixity.FixitySettingException;
import org.sillok.identity.IdentitySettingException;
import org.sillok.log.LogSettingException;
import org.sillok.platform.StartFailure;
import org.sillok.review.ReviewSettingException;
import org.sillok.storage.StorageSettingException;
import org.sillok.time.TimeConfigException;
import org.sillok.upload.UploadSettingException;
import org.sillok.vault.KekUnavailableException;
import org.sillok.vault.SecretFileException;
import org.sillok.vault.TokenException;
import org.sillok.withdrawal.WithdrawalSettingException;

/** Why the program did not start, or ended by a fault, in one line for the operator. */
final class FailedStart {
    private FailedStart() {}

    static String reason(Throwable failure) {
        Throwable cause = failure;
        // Our own exceptions say what to do; what caused them is for the log.
        while (!saysTheWayOut(cause) && cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String line = message(cause).lines().findFirst().orElse(cause.getClass().getSimpleName());
        return saysTheWayOut(cause) ? line : line + " (the log says more).";
    }

    private static String message(Throwable cause) {
        // Its own first line only says that something follows.
        return cause instanceof ConfigValidationException invalid && invalid.getProblemCount() > 0
                ? invalid.getProblem(0).getMessage()
                : String.valueOf(cause.getMessage());
    }

    private static boolean saysTheWayOut(Throwable failure) {
        return failure instanceof StartFailure
                || failure instanceof SecretFileException
                || failure instanceof StatementKeyChangedException
                || failure instanceof TokenException
                || failure instanceof KekUnavailableException
                || failure instanceof IdentitySettingException
                || failure instanceof LogSettingException
                || failure instanceof ReviewSettingException
                || failure instanceof StorageSettingException
                || failure instanceof TimeConfigException
                || failure instanceof FixitySettingException
                || failure instanceof UploadSettingException
                || failure instanceof BundleSettingException
                || failure instanceof WithdrawalSettingException;
    }
}
