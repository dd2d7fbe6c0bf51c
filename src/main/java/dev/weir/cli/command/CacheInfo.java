package dev.weir.cli.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.weir.build.upkeep.Holdings;
import dev.weir.build.verdict.Durations;
import dev.weir.cache.garbage.Budget;
import dev.weir.cache.garbage.Inventory.Result;
import dev.weir.digest.Digest;
import dev.weir.digest.TaskKey;
import dev.weir.report.Sizes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What a store holds, for people and for programs.
///
/// @param place of the store, as the user would write it
/// @param budget the usual one
record CacheInfo(String place, Holdings holdings, Budget budget, Instant now) {
    /// What there is of one task.
    private record Share(int results, long bytes, Duration took, Instant used) {}

    String text() {
        long all = holdings.inventory().size();
        Columns facts = new Columns();
        facts.row("store", place);
        facts.row("holds", Sizes.text(all) + " in " + counts());
        facts.row("needed now", Sizes.text(neededBytes()) + " of it" + undoable());
        if (!results().isEmpty()) {
            facts.row("last used", age(oldest()) + " (the oldest), " + age(newest()));
        }
        facts.row("budget", budgetText() + ": gc would free " + freed());
        facts.row("records", Sizes.text(holdings.records()) + " of logs and records of builds");
        StringBuilder text = new StringBuilder(facts.text());
        Map<String, Share> shares = shares();
        if (!shares.isEmpty()) {
            Columns tasks = new Columns();
            tasks.row("task", "results", "size", "took", "last used");
            shares.forEach((task, share) ->
                    tasks.row(
                            task,
                            Integer.toString(share.results()),
                            Sizes.text(share.bytes()),
                            Durations.text(share.took()),
                            age(share.used())));
            text.append('\n').append(tasks.text());
        }
        return text.toString();
    }

    private String counts() {
        return Sizes.count(results().size(), "result")
                + " and "
                + Sizes.count(holdings.inventory().blobs().size(), "file");
    }

    private String undoable() {
        int files = holdings.undoable();
        return files == 0 ? "" : ", with " + Sizes.count(files, "file") + " for 'weir undo'";
    }

    private String budgetText() {
        List<String> parts = new ArrayList<>();
        budget.keep().ifPresent(most -> parts.add(Sizes.text(most)));
        budget.older().ifPresent(age -> parts.add("unused for " + limit(age)));
        return parts.isEmpty() ? "everything" : String.join(", ", parts);
    }

    /// Whole days as such: `90 d`.
    private static String limit(Duration age) {
        return Duration.ofDays(age.toDays()).equals(age)
                ? age.toDays() + " d"
                : Durations.text(age);
    }

    private String freed() {
        return holdings.spare().isEmpty() ? "nothing" : Sizes.text(holdings.spare().freed());
    }

    private String age(Instant used) {
        Duration age = Duration.between(used, now);
        return age.isNegative() ? "just now" : Durations.text(age) + " ago";
    }

    private Collection<Result> results() {
        return holdings.inventory().results().values();
    }

    private Instant oldest() {
        return results().stream().map(Result::used).min(Instant::compareTo).orElse(now);
    }

    private Instant newest() {
        return results().stream().map(Result::used).max(Instant::compareTo).orElse(now);
    }

    private long neededBytes() {
        Set<Digest> bytes = new HashSet<>(holdings.needed().bytes());
        long records = 0;
        for (TaskKey key : holdings.needed().results()) {
            Result result = holdings.inventory().results().get(key);
            if (result != null) {
                bytes.addAll(result.bytes());
                records += result.size();
            }
        }
        return records + bytes(bytes);
    }

    private long bytes(Set<Digest> digests) {
        return digests.stream()
                .mapToLong(digest -> holdings.inventory().blobs().getOrDefault(digest, 0L))
                .sum();
    }

    /// By task; bytes that several results of a task share count once for it.
    private Map<String, Share> shares() {
        Map<String, List<Result>> byTask = new TreeMap<>();
        for (Result result : results()) {
            String task = result.isDamaged() ? "(damaged)" : result.task();
            byTask.computeIfAbsent(task, _ -> new ArrayList<>()).add(result);
        }
        Map<String, Share> shares = new TreeMap<>();
        byTask.forEach((task, all) -> shares.put(task, share(all)));
        return shares;
    }

    private Share share(List<Result> results) {
        Set<Digest> bytes = new HashSet<>();
        Duration took = Duration.ZERO;
        Instant used = Instant.MIN;
        for (Result result : results) {
            bytes.addAll(result.bytes());
            took = took.plus(result.took());
            used = result.used().isAfter(used) ? result.used() : used;
        }
        return new Share(results.size(), bytes(bytes), took, used);
    }

    JsonObject json() {
        JsonObject json = new JsonObject();
        json.addProperty("store", place);
        json.addProperty("bytes", holdings.inventory().size());
        json.addProperty("results", results().size());
        json.addProperty("files", holdings.inventory().blobs().size());
        json.addProperty("needed_bytes", neededBytes());
        json.addProperty("undoable_files", holdings.undoable());
        json.addProperty("record_bytes", holdings.records());
        json.addProperty("oldest_use", oldest().toString());
        json.addProperty("newest_use", newest().toString());
        budget.keep().ifPresent(most -> json.addProperty("budget_bytes", most));
        budget.older().ifPresent(age -> json.addProperty("budget_seconds", age.toSeconds()));
        json.addProperty("gc_would_free_bytes", holdings.spare().freed());
        JsonArray tasks = new JsonArray();
        shares().forEach((task, share) -> {
            JsonObject one = new JsonObject();
            one.addProperty("task", task);
            one.addProperty("results", share.results());
            one.addProperty("bytes", share.bytes());
            one.addProperty("seconds", share.took().toMillis() / 1000.0);
            one.addProperty("last_use", share.used().toString());
            tasks.add(one);
        });
        json.add("tasks", tasks);
        return json;
    }
}
