package dev.weir.oracle;

import java.util.ArrayList;
import java.util.List;

/// A pipeline, and what happens to it: all that is needed to see a mistake again.
record Case(List<TaskSpec> tasks, Surroundings surroundings, List<Step> steps) {
    Case {
        tasks = List.copyOf(tasks);
        steps = List.copyOf(steps);
    }

    /// Edits, then a build.
    record Step(List<Edit> edits, Asked asked) {
        Step {
            edits = List.copyOf(edits);
        }
    }

    /// Plays the case in an empty folder.
    void play(java.nio.file.Path root) throws Exception {
        Stage stage = new Stage(root, tasks, surroundings);
        for (int i = 0; i < steps.size(); i++) {
            try {
                for (Edit edit : steps.get(i).edits()) {
                    edit.on(stage);
                }
                stage.build(steps.get(i).asked());
            } catch (AssertionError wrong) {
                throw new AssertionError("in step " + i + ": " + wrong.getMessage(), wrong);
            }
        }
    }

    /// Cases that are this one with something left out, those with most left out first.
    List<Case> smaller() {
        List<Case> smaller = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            smaller.add(new Case(tasks, surroundings, without(steps, i)));
        }
        for (TaskSpec task : tasks) {
            smaller.add(new Case(Stage.undeclared(tasks, task.name()), surroundings, steps));
        }
        for (int i = 0; i < steps.size(); i++) {
            for (int k = 0; k < steps.get(i).edits().size(); k++) {
                smaller.add(
                        with(i, new Step(without(steps.get(i).edits(), k), steps.get(i).asked())));
            }
            for (Asked simpler : simpler(steps.get(i).asked())) {
                smaller.add(with(i, new Step(steps.get(i).edits(), simpler)));
            }
        }
        for (int i = 0; i < tasks.size(); i++) {
            for (TaskSpec simpler : tasks.get(i).simpler()) {
                List<TaskSpec> others = new ArrayList<>(tasks);
                others.set(i, simpler);
                smaller.add(new Case(others, surroundings, steps));
            }
        }
        return smaller;
    }

    private Case with(int step, Step other) {
        List<Step> others = new ArrayList<>(steps);
        others.set(step, other);
        return new Case(tasks, surroundings, others);
    }

    private static List<Asked> simpler(Asked asked) {
        List<Asked> simpler = new ArrayList<>();
        List<String> targets = asked.targets();
        for (int i = 0; targets.size() > 1 && i < targets.size(); i++) {
            simpler.add(
                    new Asked(
                            without(targets, i),
                            asked.force(),
                            asked.rerun(),
                            asked.keepGoing(),
                            asked.jobs(),
                            asked.overwrite(),
                            asked.keepTemporary()));
        }
        Asked plain = new Asked(targets, false, java.util.Set.of(), false, 1, false, false);
        if (!plain.equals(asked)) {
            simpler.add(plain);
        }
        return simpler;
    }

    static <T> List<T> without(List<T> all, int index) {
        List<T> others = new ArrayList<>(all);
        others.remove(index);
        return others;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(surroundings + "\n");
        tasks.forEach(task -> text.append("  ").append(task).append('\n'));
        for (int i = 0; i < steps.size(); i++) {
            text.append("step ").append(i).append('\n');
            steps.get(i).edits().forEach(edit -> text.append("  ").append(edit).append('\n'));
            text.append("  ").append(steps.get(i).asked()).append('\n');
        }
        return text.toString();
    }
}
