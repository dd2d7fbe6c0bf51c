package dev.weir.together;

import dev.weir.pipeline.Pipeline;
import dev.weir.pipeline.PipelineBuilder;
import dev.weir.pipeline.TaskBuilder;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/// The tasks of a case, and what they make: a pure function of variant and sources.
record Plot(List<Part> parts) {
    static final int VARIANTS = 3;

    static Plot of(Random random) {
        int count = 3 + random.nextInt(6);
        List<Part> parts = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            List<Integer> sources = new ArrayList<>();
            for (int source = 0; source < number; source++) {
                if (random.nextInt(4) == 0 && sources.size() < 2) {
                    sources.add(source);
                }
            }
            boolean moving = random.nextInt(4) == 0;
            boolean folder = !moving && random.nextInt(4) == 0;
            boolean temporary = !moving && !folder && random.nextInt(4) == 0;
            boolean failing = random.nextInt(6) == 0;
            boolean varied = failing || random.nextInt(3) == 0;
            parts.add(new Part(number, sources, varied, moving, folder, temporary, failing));
        }
        return new Plot(List.copyOf(parts));
    }

    /// The pipeline of one variant, as if it were a param.
    Pipeline pipeline(int variant) {
        PipelineBuilder builder = new PipelineBuilder("together");
        for (Part part : parts) {
            builder.task(part.name(), task -> declare(part, variant, task));
        }
        return builder.build();
    }

    private TaskBuilder declare(Part part, int variant, TaskBuilder task) {
        task.run("make " + part.name() + (part.varied() ? " " + variant : ""));
        task.input(part.source());
        for (int source : part.sources()) {
            task.input(parts.get(source).output(variant));
        }
        return part.temporary()
                ? task.temporary("", part.output(variant))
                : task.output(part.output(variant) + (part.folder() ? "/" : ""));
    }

    /// The files a part reads, in order.
    List<String> reads(Part part, int variant) {
        List<String> reads = new ArrayList<>(List.of(part.source()));
        part.sources().forEach(source -> reads.addAll(parts.get(source).files(variant)));
        return reads;
    }

    /// The parts, and those they need.
    List<Part> closure(Collection<Integer> targets) {
        BitSet wanted = new BitSet();
        targets.forEach(wanted::set);
        for (int number = parts.size() - 1; number >= 0; number--) {
            if (wanted.get(number)) {
                parts.get(number).sources().forEach(wanted::set);
            }
        }
        return parts.stream().filter(part -> wanted.get(part.number())).toList();
    }

    /// The parts of a closure that a build brings to an end: none that fails, and none that needs
    /// one.
    List<Part> good(Collection<Integer> targets, int variant) {
        BitSet bad = new BitSet();
        List<Part> good = new ArrayList<>();
        for (Part part : closure(targets)) {
            if (part.fails(variant) || part.sources().stream().anyMatch(bad::get)) {
                bad.set(part.number());
            } else {
                good.add(part);
            }
        }
        return good;
    }

    /// What a build of targets leaves in their files, those that are temporary with it.
    ///
    /// @param sources what the files hold that nobody makes, by path
    SortedMap<String, String> made(
            Collection<Integer> targets, int variant, SortedMap<String, String> sources) {
        SortedMap<String, String> made = new TreeMap<>();
        for (Part part : good(targets, variant)) {
            List<String> read = new ArrayList<>();
            for (String path : reads(part, variant)) {
                read.add(path.equals(part.source()) ? sources.get(path) : made.get(path));
            }
            String text = part.text(variant, read);
            part.files(variant).forEach(file -> made.put(file, text));
        }
        return made;
    }
}
