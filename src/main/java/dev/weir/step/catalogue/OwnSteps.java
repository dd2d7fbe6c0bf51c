package dev.weir.step.catalogue;

import dev.weir.diagnostic.Diagnostic;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// Finds steps that the user wrote.
@FunctionalInterface
public interface OwnSteps {
    /// Where there are none.
    OwnSteps NONE = step -> new Answer.Unfit("no step named '" + step.uses() + "'", "");

    /// What is known of a step; the same answer each time while weir runs.
    Answer find(OwnStep step);

    /// What was found.
    sealed interface Answer {
        /// A step that can run.
        ///
        /// @param madeFrom files and folders of the workspace that its code is from, relative to it
        record Known(StepEntry entry, SortedSet<String> madeFrom) implements Answer {
            public Known {
                madeFrom = Collections.unmodifiableSortedSet(new TreeSet<>(madeFrom));
            }
        }

        /// Nothing that can run.
        ///
        /// @param message what is wrong: lower case, no full stop
        /// @param help what to do about it, `""` for nothing
        record Unfit(String message, String help) implements Answer {}

        /// Sources with mistakes in them.
        record Broken(List<Diagnostic> mistakes) implements Answer {
            public Broken {
                mistakes = List.copyOf(mistakes);
            }
        }
    }
}
