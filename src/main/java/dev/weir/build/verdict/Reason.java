package dev.weir.build.verdict;

import dev.weir.pipeline.TaskName;
import dev.weir.pipeline.WorkspacePath;
import java.time.Duration;
import java.util.Optional;

/// One cause of a task not being up to date.
public sealed interface Reason {
    /// The field of a step's code, and how those of its parts begin.
    String STEP_CODE = "step code";

    /// The part of a step's code that a field is about; empty for any other field.
    private static Optional<String> part(String field) {
        return field.startsWith(STEP_CODE + " ")
                ? Optional.of(field.substring(STEP_CODE.length() + 1).replace('$', '.'))
                : Optional.empty();
    }

    /// For people: lower case, no full stop.
    String message();

    /// No success of it is known in this workspace.
    record NeverRan() implements Reason {
        @Override
        public String message() {
            return "never ran";
        }
    }

    /// Asked for on the command line.
    record Forced() implements Reason {
        @Override
        public String message() {
            return "forced";
        }
    }

    /// It has neither inputs nor outputs.
    record AlwaysRuns() implements Reason {
        @Override
        public String message() {
            return "a command without inputs and outputs always runs";
        }
    }

    /// An input has other content.
    record InputChanged(WorkspacePath path) implements Reason {
        @Override
        public String message() {
            return "input changed: " + path;
        }
    }

    /// An input is there that was not.
    record InputAdded(WorkspacePath path) implements Reason {
        @Override
        public String message() {
            return "input added: " + path;
        }
    }

    /// An input is no longer there.
    record InputRemoved(WorkspacePath path) implements Reason {
        @Override
        public String message() {
            return "input removed: " + path;
        }
    }

    /// A field of the key other than an input was not there before.
    record FieldAdded(String field, String after) implements Reason {
        @Override
        public String message() {
            return part(field)
                    .map(part -> "the step's code changed: " + part + " is new")
                    .orElse(field + " added: " + after);
        }
    }

    /// A field of the key other than an input is gone.
    record FieldRemoved(String field, String before) implements Reason {
        @Override
        public String message() {
            return part(field)
                    .map(part -> "the step's code changed: " + part + " is gone")
                    .orElse(field + " removed: " + before);
        }
    }

    /// A field of the key other than an input differs.
    record FieldChanged(String field, String before, String after) implements Reason {
        @Override
        public String message() {
            if (field.startsWith(STEP_CODE)) {
                return "the step's code changed" + part(field).map(part -> ": " + part).orElse("");
            }
            if (before.indexOf('\n') >= 0
                    || after.indexOf('\n') >= 0
                    || before.length() + after.length() > 100) {
                return field + " changed";
            }
            return field + ": " + before + " → " + after;
        }
    }

    /// An output is not there.
    record OutputMissing(WorkspacePath path) implements Reason {
        @Override
        public String message() {
            return "output missing: " + path;
        }
    }

    /// An output has not the content that was made.
    record OutputModified(WorkspacePath path) implements Reason {
        @Override
        public String message() {
            return "output modified: " + path;
        }
    }

    /// The last success is older than allowed.
    record RefreshDue(Duration age) implements Reason {
        @Override
        public String message() {
            return "refresh due: last success " + Durations.text(age) + " ago";
        }
    }

    /// A stale task reads a temporary output that is not kept anywhere.
    record BytesNeeded(TaskName reader) implements Reason {
        @Override
        public String message() {
            return "its temporary output is needed by '" + reader + "' and is not in the cache";
        }
    }

    /// Its result was recorded, but its bytes are gone or damaged.
    record ResultLost() implements Reason {
        @Override
        public String message() {
            return "its result is no longer in the cache";
        }
    }

    /// Its result was recorded, but an output of it is one that is not kept.
    record NotStored(WorkspacePath output) implements Reason {
        @Override
        public String message() {
            return "'" + output + "' is not kept in the cache (store: false)";
        }
    }

    /// An input, or what it ran with, changed while it last ran: no one knows which was read.
    record Unsettled() implements Reason {
        @Override
        public String message() {
            return "what it reads or runs with changed while it last ran";
        }
    }

    /// An effect failed, or was ended, after its last success: no one knows what it had done.
    record TriedSince() implements Reason {
        @Override
        public String message() {
            return "it was tried since its last success, and may have acted";
        }
    }
}
