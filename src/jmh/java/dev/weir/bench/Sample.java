package dev.weir.bench;

import dev.weir.digest.Entry;
import dev.weir.digest.Hasher;
import dev.weir.pipeline.WorkspacePath;
import java.util.SortedMap;
import java.util.TreeMap;

/// The graph of `bench/run`, in memory: tasks of `cat a > b`, in trees of ten.
final class Sample {
    private Sample() {}

    /// The text of a Pipelinefile.
    static String pipelinefile(int tasks) {
        StringBuilder text = new StringBuilder("version: 1\ntasks:\n");
        for (int number = 0; number < tasks; number++) {
            text.append("  ")
                    .append(name(number))
                    .append(": { run: \"cat ${{ inputs }} > ${{ outputs }}\", inputs: ")
                    .append(input(number))
                    .append(", outputs: ")
                    .append(output(number))
                    .append(" }\n");
        }
        text.append("  all: { needs: [");
        for (int number = 0; number < tasks; number++) {
            text.append(number == 0 ? "" : ", ").append(name(number));
        }
        return text.append("] }\n").toString();
    }

    static String name(int number) {
        return "t" + number / 10 + "_" + number % 10;
    }

    static String input(int number) {
        int group = number / 10;
        int at = number % 10;
        return at == 0 ? "src/" + group + ".txt" : output(group * 10 + (at - 1) / 2);
    }

    static String output(int number) {
        return "out/" + number / 1000 + "/" + number / 10 + "_" + number % 10 + ".txt";
    }

    /// What the key of such a task is made of, inputs aside.
    static SortedMap<String, String> config(int number) {
        SortedMap<String, String> config = new TreeMap<>();
        config.put("command", "cat " + input(number) + " > " + output(number));
        config.put("shell", "sh -e");
        config.put("workdir", ".");
        config.put("output " + output(number), "file");
        return config;
    }

    /// A small file at a path.
    static SortedMap<WorkspacePath, Entry> file(String path) {
        SortedMap<WorkspacePath, Entry> files = new TreeMap<>();
        files.put(new WorkspacePath(path), new Entry(Entry.Kind.FILE, Hasher.digest(path), 64));
        return files;
    }
}
