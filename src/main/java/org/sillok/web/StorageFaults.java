package org.sillok.web;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.sillok.problem.KnownFaults;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;
import org.sillok.storage.StorageFullException;
import org.sillok.storage.StorageReadOnlyException;
import org.sillok.storage.StorageUnavailableException;

/** An object store that is full, read-only or gone. Other storage faults are unforeseen and stay incidents. */
@ApplicationScoped
class StorageFaults implements KnownFaults {
    @Override
    public Optional<Refusal> refusalOf(Throwable fault) {
        if (fault instanceof StorageFullException) {
            return Optional.of(Refusal.of(ProblemCode.STORAGE_FULL));
        }
        return fault instanceof StorageUnavailableException || fault instanceof StorageReadOnlyException
                ? Optional.of(Refusal.of(ProblemCode.STORAGE_UNAVAILABLE))
                : Optional.empty();
    }
}
