package dev.weir.ml.model;

import dev.weir.step.Default;
import dev.weir.step.Help;
import java.util.Optional;

/// Which model to fit and how. Settings of the other algorithm are allowed and change nothing, so
/// that one list of params serves both.
///
/// @param threads 0 for as many as the task has processors; never changes the result
public record ModelSettings(
        @Help("What to fit") Algorithm algorithm,
        @Help("How many splits deep a tree may be; by default 6 for xgboost, 20 for random_forest")
                Optional<Integer> maxDepth,
        @Help("How much each round corrects (xgboost only; 0.1)") Optional<Double> learningRate,
        @Help("How many trees are added one after the other (xgboost only; 100)")
                Optional<Integer> rounds,
        @Help("How many trees are averaged (random_forest only; 100)") Optional<Integer> trees,
        @Help("Where chance starts") @Default("42") long seed,
        @Help("Threads to fit with, 0 for the task's processors; the result is the same")
                @Default("0")
                int threads) {
    /// What can be fitted.
    public enum Algorithm {
        /// Gradient boosted trees.
        XGBOOST,
        /// A random forest of regression trees with exact splits.
        RANDOM_FOREST
    }

    public ModelSettings {
        atLeastOne("max_depth", maxDepth);
        atLeastOne("rounds", rounds);
        atLeastOne("trees", trees);
        if (learningRate.isPresent() && !(learningRate.get() > 0 && learningRate.get() <= 1)) {
            throw new IllegalArgumentException(
                    "learning_rate is %s, not in (0, 1]".formatted(learningRate.get()));
        }
        if (threads < 0) {
            throw new IllegalArgumentException("threads is %d, below 0".formatted(threads));
        }
    }

    private static void atLeastOne(String name, Optional<Integer> value) {
        if (value.isPresent() && value.get() < 1) {
            throw new IllegalArgumentException("%s is %d, below 1".formatted(name, value.get()));
        }
    }

    int threads(int cpus) {
        return threads == 0 ? cpus : threads;
    }
}
