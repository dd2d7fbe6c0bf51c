package dev.weir.oracle;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A task as a case declares it.
///
/// @param word part of its command, so that tasks differ and can be changed
/// @param param the name of a param in its command, `""` for none
/// @param attempts how often it is tried
record TaskSpec(
        String name,
        Kind kind,
        String word,
        String param,
        int attempts,
        Set<Trait> traits,
        List<In> inputs,
        List<Out> outputs,
        List<String> needs) {
    TaskSpec {
        EnumSet<Trait> copy = EnumSet.noneOf(Trait.class);
        copy.addAll(traits);
        traits = java.util.Collections.unmodifiableSet(copy);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        needs = List.copyOf(needs);
    }

    /// Who does the work.
    enum Kind {
        /// Nobody.
        GROUP,
        /// A command that the test carries out itself.
        COMMAND,
        /// A command for a real `sh`.
        SHELL,
        /// A step that the test carries out itself.
        STEP
    }

    /// What is peculiar about a task.
    enum Trait {
        /// Makes something else each time.
        NONDETERMINISTIC,
        /// Makes one of two results, whatever it reads: often the same again.
        COARSE,
        FAILS,
        /// Fails on about every third content of its inputs.
        FAILS_ON_SOME,
        /// Every other try fails.
        FLAKY,
        /// Leaves out its last output on about every third content of its inputs.
        FORGETFUL,
        /// Makes files that may be run.
        EXECUTABLE,
        /// Its command names its inputs.
        NAMES_INPUTS,
        /// Reads the params file.
        READS_PARAMS,
        /// Is passed a variable from outside.
        PASSES_ENV,
        /// Has a tool in its key.
        ASKS_TOOL,
        EFFECT,
        /// Has inputs and no outputs, but says that it is no effect.
        NO_EFFECT,
        REFRESH_ALWAYS,
        REFRESH_HOURLY,
        FROZEN,
        /// Its folder holds a link, a hidden file, an empty folder.
        ODD_FOLDER,
        /// Changes a file while it reads it.
        MEDDLES,
        /// Takes a while, in which what it makes is half made.
        SLOW,
        /// Prints.
        TALKS
    }

    /// An input.
    record In(String name, Pattern pattern, boolean optional, List<Pattern> exclude) {
        In {
            exclude = List.copyOf(exclude);
        }

        static In of(String pattern) {
            return new In("", new Pattern(pattern), false, List.of());
        }

        @Override
        public String toString() {
            return pattern.text()
                    + (optional ? "?" : "")
                    + (exclude.isEmpty() ? "" : " without " + exclude);
        }

        boolean excludes(String path) {
            return exclude.stream().anyMatch(pattern -> pattern.covers(path));
        }
    }

    /// An output.
    record Out(String path, boolean folder, boolean temporary) {
        @Override
        public String toString() {
            return path + (folder ? "/" : "") + (temporary ? "~" : "");
        }
    }

    /// The file that a meddling task changes.
    String own() {
        return "own/" + name + ".txt";
    }

    boolean meddles() {
        return has(Trait.MEDDLES)
                && inputs.stream().anyMatch(input -> input.pattern().text().equals(own()));
    }

    boolean has(Trait trait) {
        return traits.contains(trait);
    }

    boolean isGroup() {
        return kind == Kind.GROUP;
    }

    boolean isEffect() {
        return has(Trait.EFFECT)
                || !isGroup() && outputs.isEmpty() && !inputs.isEmpty() && !has(Trait.NO_EFFECT);
    }

    boolean isPlain() {
        return !isGroup() && inputs.isEmpty() && outputs.isEmpty() && !isEffect();
    }

    TaskSpec withWord(String other) {
        return new TaskSpec(name, kind, other, param, attempts, traits, inputs, outputs, needs);
    }

    TaskSpec withOutputs(List<Out> others) {
        return new TaskSpec(name, kind, word, param, attempts, traits, inputs, others, needs);
    }

    TaskSpec withNeeds(List<String> others) {
        return new TaskSpec(name, kind, word, param, attempts, traits, inputs, outputs, others);
    }

    /// The same with one thing less.
    List<TaskSpec> simpler() {
        List<TaskSpec> simpler = new ArrayList<>();
        for (Trait trait : traits) {
            Set<Trait> fewer = new HashSet<>(traits);
            fewer.remove(trait);
            simpler.add(
                    new TaskSpec(name, kind, word, param, attempts, fewer, inputs, outputs, needs));
        }
        for (int i = 0; i < inputs.size(); i++) {
            simpler.add(
                    new TaskSpec(
                            name,
                            kind,
                            word,
                            param,
                            attempts,
                            traits,
                            Case.without(inputs, i),
                            outputs,
                            needs));
        }
        for (int i = 0; i < outputs.size(); i++) {
            simpler.add(withOutputs(Case.without(outputs, i)));
        }
        for (int i = 0; i < needs.size(); i++) {
            simpler.add(withNeeds(Case.without(needs, i)));
        }
        return simpler;
    }

    @Override
    public String toString() {
        return name
                + " "
                + kind
                + " "
                + word
                + " "
                + param
                + " x"
                + attempts
                + " "
                + traits
                + " in "
                + inputs.stream().map(In::toString).toList()
                + " out "
                + outputs
                + " needs "
                + needs;
    }
}
