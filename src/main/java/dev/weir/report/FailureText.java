package dev.weir.report;

import dev.weir.build.event.Outcome;
import dev.weir.build.verdict.Durations;
import dev.weir.pipeline.TaskName;

/// What is said of a failed task: what happened, its last words, and where to go on from.
final class FailureText {
    private FailureText() {}

    static String of(TaskName task, Outcome.Failed failed, Telling telling, Paint paint) {
        StringBuilder text = new StringBuilder();
        text.append(paint.bad("error"))
                .append(": task '")
                .append(task)
                .append("' failed after ")
                .append(Durations.text(failed.took()))
                .append(": ")
                .append(failed.message())
                .append('\n');
        for (String line : failed.lastLines()) {
            text.append("  | ").append(line).append('\n');
        }
        failed.log().ifPresent(log -> item(text, "whole log", telling.path(log)));
        failed.partialOutputs()
                .ifPresent(partial -> item(text, "partial outputs", telling.path(partial)));
        item(text, "run just it again", telling.again(task));
        return text.toString();
    }

    private static void item(StringBuilder text, String what, String where) {
        text.append("  ").append(what).append(": ").append(where).append('\n');
    }
}
