package org.sillok.jobs;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.function.Function;
import org.sillok.json.JsonObject;
import org.sillok.problem.ProblemCode;

/** Kinds of jobs for tests. */
class TestJobs {
    @Produces
    @Singleton
    JobHandler counting() {
        return handler("TEST_COUNTING", context -> {
            for (int i = 1; i <= 5; i++) {
                context.progress(i, 5);
            }
            return JsonObject.builder().put("counted", 5).build();
        });
    }

    @Produces
    @Singleton
    JobHandler waiting() {
        return handler("TEST_WAITING", context -> {
            while (true) {
                context.progress(0, 1);
                pause();
            }
        });
    }

    @Produces
    @Singleton
    JobHandler failing() {
        return handler("TEST_FAILING", context -> {
            throw new JobFailedException(ProblemCode.STORAGE_FULL);
        });
    }

    @Produces
    @Singleton
    JobHandler explaining() {
        return handler("TEST_EXPLAINING", context -> {
            throw new JobFailedException(ProblemCode.NOT_SEALABLE, "A term demands REDACT.", null);
        });
    }

    @Produces
    @Singleton
    JobHandler crashing() {
        return handler("TEST_CRASHING", context -> {
            throw new IllegalStateException("Kim Example");
        });
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static JobHandler handler(String kind, Function<JobContext, JsonObject> work) {
        return new JobHandler() {
            @Override
            public String kind() {
                return kind;
            }

            @Override
            public JsonObject run(JobContext context) {
                return work.apply(context);
            }
        };
    }
}
