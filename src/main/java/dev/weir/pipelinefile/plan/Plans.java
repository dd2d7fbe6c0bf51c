package dev.weir.pipelinefile.plan;

import dev.weir.diagnostic.SourceText;
import dev.weir.disk.CacheFolder;
import dev.weir.disk.RecordFile;
import dev.weir.disk.RecordReader;
import dev.weir.disk.RecordWriter;
import dev.weir.pipeline.Action;
import dev.weir.pipeline.Outside;
import dev.weir.pipeline.Task;
import dev.weir.pipelinefile.DotenvFiles;
import dev.weir.pipelinefile.Elsewhere.DotenvFile;
import dev.weir.pipelinefile.Loaded;
import dev.weir.pipelinefile.ReadRequest;
import dev.weir.step.catalogue.OwnStep;
import dev.weir.step.catalogue.OwnSteps;
import dev.weir.step.catalogue.StepCatalogue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The plans of a workspace, `state/plan-0` to `state/plan-7`: one for each way in which its
/// Pipelinefile was lately read. A plan holds while everything it was made from is the same to the
/// last character: the Pipelinefile, its param files, the params of the command line, the
/// environment variables it names, the code of own steps, and weir.
///
/// Asking writes nothing. Of several processes that keep a plan the last wins.
public final class Plans {
    static final String KIND = "weir plan 7";
    private static final int FILES = 8;

    private final CacheFolder cache;
    private final String weir;

    /// @param weir names this build of weir and no other; `""` when that is not known: then there
    ///   are no plans
    public Plans(CacheFolder cache, String weir) {
        this.cache = cache;
        this.weir = weir;
    }

    /// The plan for a text and what it is read with.
    public Optional<Plan> find(SourceText text, ReadRequest request) {
        if (weir.isEmpty()) {
            return Optional.empty();
        }
        try {
            return file(request).read().flatMap(record -> plan(record, text, request));
        } catch (IndexOutOfBoundsException | IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }

    private Optional<Plan> plan(RecordReader record, SourceText text, ReadRequest request) {
        if (!record.text().equals(weir)
                || !record.text().equals(text.text())
                || !isToldTheSame(record, request)) {
            return Optional.empty();
        }
        return outside(record, request).map(outside -> new PlanReader(record).plan(outside));
    }

    private static boolean isToldTheSame(RecordReader record, ReadRequest request) {
        int given = record.count();
        if (given != request.given().size()) {
            return false;
        }
        for (ReadRequest.Given one : request.given()) {
            if (!record.text().equals(one.path()) || !record.text().equals(one.text())) {
                return false;
            }
        }
        for (int files = record.count(); files > 0; files--) {
            Optional<SourceText> file = request.files().read(record.text());
            if (!record.text().equals(file.map(SourceText::text).orElse(null))) {
                return false;
            }
        }
        return true;
    }

    /// The variables, if those that were asked for are as they were.
    private static Optional<Outside> outside(RecordReader record, ReadRequest request) {
        List<DotenvFile> files = new ArrayList<>();
        for (int dotenv = record.count(); dotenv > 0; dotenv--) {
            files.add(new DotenvFile(record.text(), record.number() == 1));
        }
        Optional<Outside> outside =
                files.isEmpty()
                        ? Optional.of(Outside.of(request.environment()))
                        : DotenvFiles.again(files, request);
        if (outside.isEmpty()) {
            return outside;
        }
        for (int variables = record.count(); variables > 0; variables--) {
            String value = outside.get().value(record.text());
            boolean set = record.number() == 1;
            if (set != (value != null) || set && !record.text().equals(value)) {
                return Optional.empty();
            }
        }
        for (int steps = record.count(); steps > 0; steps--) {
            if (!isSame(ownStep(record), record.text(), request)) {
                return Optional.empty();
            }
        }
        return outside;
    }

    private static OwnStep ownStep(RecordReader record) {
        String uses = record.text();
        List<String> classpath = new ArrayList<>();
        for (int paths = record.count(); paths > 0; paths--) {
            classpath.add(record.text());
        }
        return new OwnStep(uses, classpath);
    }

    private static boolean isSame(OwnStep step, String known, ReadRequest request) {
        return request.own().find(step) instanceof OwnSteps.Answer.Known now
                && now.entry().text().equals(known);
    }

    /// Keeps what was read, for the next time. A text with something to warn of is not kept: it is
    /// to be said again. Nor is what would not be read back as it is.
    public void keep(SourceText text, ReadRequest request, Loaded loaded) throws IOException {
        if (weir.isEmpty() || !loaded.warnings().isEmpty()) {
            return;
        }
        RecordWriter record = new RecordWriter().text(weir).text(text.text());
        record.number(request.given().size());
        request.given().forEach(given -> record.text(given.path()).text(given.text()));
        record.number(loaded.elsewhere().files().size());
        loaded.elsewhere().files().forEach((path, file) -> record.text(path).text(file));
        record.number(loaded.elsewhere().dotenv().size());
        loaded.elsewhere()
                .dotenv()
                .forEach(file -> record.text(file.path()).number(file.optional() ? 1 : 0));
        record.number(loaded.elsewhere().variables().size());
        loaded.elsewhere()
                .variables()
                .forEach((name, value) -> {
                    record.text(name).number(value.isPresent() ? 1 : 0);
                    value.ifPresent(record::text);
                });
        record.number(loaded.elsewhere().own().size());
        loaded.elsewhere()
                .own()
                .forEach((step, entry) -> {
                    record.text(step.uses()).number(step.classpath().size());
                    step.classpath().forEach(record::text);
                    record.text(entry.text());
                });
        RecordWriter plan = new RecordWriter();
        StepCatalogue steps = request.steps().and(loaded.elsewhere().own().values());
        new PlanWriter(plan).write(loaded.pipeline(), steps.text(steps(loaded)));
        if (!plan.isExact()) {
            return;
        }
        record.raw(plan.finish());
        cache.folder("state");
        file(request).write(record.finish());
    }

    private static Set<String> steps(Loaded loaded) {
        Set<String> steps = new TreeSet<>();
        for (Task task : loaded.pipeline().tasks().values()) {
            if (task.action() instanceof Action.StepCall call) {
                steps.add(call.step());
            }
        }
        return steps;
    }

    private RecordFile file(ReadRequest request) {
        int way = 0;
        for (ReadRequest.Given given : request.given()) {
            way = (way * 31 + given.path().hashCode()) * 31 + given.text().hashCode();
        }
        return new RecordFile(cache.path("state/plan-" + Math.floorMod(way, FILES)), KIND);
    }
}
