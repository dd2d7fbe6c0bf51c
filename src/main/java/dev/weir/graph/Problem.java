package dev.weir.graph;

import dev.weir.pipeline.Place;
import dev.weir.pipeline.TaskName;
import dev.weir.pipeline.WorkspacePath;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// A mistake in how the tasks of a pipeline fit together.
public sealed interface Problem {
    /// Where to point.
    Place place();

    /// What is wrong, in lower case and without a full stop.
    String message();

    /// What to do about it.
    Optional<String> help();

    /// A task needs one that is not there.
    record UnknownTask(Place place, TaskName needed) implements Problem {
        @Override
        public String message() {
            return "no task named '" + needed + "'";
        }

        @Override
        public Optional<String> help() {
            return Optional.empty();
        }
    }

    /// Tasks wait for each other.
    ///
    /// @param path the tasks in order, each needing the next; the last needs the first
    record Cycle(Place place, List<TaskName> path) implements Problem {
        public Cycle {
            path = List.copyOf(path);
        }

        @Override
        public String message() {
            return "tasks need each other in a circle: "
                    + path.stream().map(TaskName::text).collect(Collectors.joining(" → "))
                    + " → "
                    + path.getFirst();
        }

        @Override
        public Optional<String> help() {
            return Optional.of("take one of these edges away");
        }
    }

    /// Two outputs cannot stand beside each other.
    ///
    /// @param how `is also an output of`, `lies inside the output of`, …
    record OutputsClash(
            Place place, WorkspacePath path, String how, TaskName other, WorkspacePath otherPath)
            implements Problem {
        @Override
        public String message() {
            String what = path.equals(otherPath) ? "" : ": '" + otherPath + "'";
            return "output '" + path + "' " + how + " task '" + other + "'" + what;
        }

        @Override
        public Optional<String> help() {
            if (place.task().simple().equals(other.simple())
                    && !place.task().files().equals(other.files())) {
                return Optional.of(
                        "a file that is included twice needs a param in the paths of its outputs");
            }
            SequencedMap<String, String> here = place.task().cell();
            SequencedMap<String, String> there = other.cell();
            here.entrySet().removeAll(there.entrySet());
            return Optional.of(
                    !place.task().declared().equals(other.declared()) || here.isEmpty()
                            ? "give each output a path of its own"
                            : "give each cell a path of its own, with ${{ matrix."
                                    + here.firstEntry().getKey()
                                    + " }} in it");
        }
    }

    /// A task reads what it writes: the same path.
    record EditsInPlace(Place place, WorkspacePath path) implements Problem {
        @Override
        public String message() {
            return "'" + path + "' is both an input and an output of the task";
        }

        @Override
        public Optional<String> help() {
            return Optional.of(
                    "write the result to another path: a task that changes its own input is never up to date");
        }
    }

    /// A task's output lies inside what it reads.
    record OutputInsideInput(Place place, String input, WorkspacePath output) implements Problem {
        @Override
        public String message() {
            return "the task's own output '" + output + "' is part of its input '" + input + "'";
        }

        @Override
        public Optional<String> help() {
            boolean included = !place.task().files().isEmpty();
            return Optional.of(
                    included
                            ? "exclude it, by paths relative to the folder of its file"
                            : "exclude it: { path: "
                                    + yaml(input)
                                    + ", exclude: "
                                    + yaml(output.text())
                                    + " }");
        }

        private static String yaml(String path) {
            return path.matches("[A-Za-z./_-]+") ? path : "'" + path.replace("'", "''") + "'";
        }
    }

    /// A task's input lies inside what it writes.
    record InputInsideOutput(Place place, String input, WorkspacePath output) implements Problem {
        @Override
        public String message() {
            return "the input '" + input + "' lies inside the task's own output '" + output + "'";
        }

        @Override
        public Optional<String> help() {
            return Optional.of(
                    "a folder output is emptied before the task runs: read from another folder");
        }
    }

    /// An output in weir's own folder.
    record OutputInCache(Place place, WorkspacePath path) implements Problem {
        @Override
        public String message() {
            return "output '"
                    + path
                    + "' lies in a folder that is kept for weir or for version control";
        }

        @Override
        public Optional<String> help() {
            return Optional.of("write to another folder, 'data/' or 'artifacts/'");
        }
    }
}
