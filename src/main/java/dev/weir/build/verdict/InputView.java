package dev.weir.build.verdict;

import dev.weir.digest.Entry;
import dev.weir.digest.Manifest;
import dev.weir.graph.OutputIndex;
import dev.weir.pipeline.Input;
import dev.weir.pipeline.PathPattern;
import dev.weir.pipeline.TaskName;
import dev.weir.pipeline.WorkspacePath;
import dev.weir.workspace.Contents;
import dev.weir.workspace.FileStates;
import dev.weir.workspace.OnDisk;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a task's inputs are: what lies on the disk, and in place of other tasks' outputs what those
/// tasks are known to have made, whether it is there or not. So an absent temporary output counts
/// as its recorded content, and one that is about to be restored as what it will be.
public final class InputView {
    private final FileStates disk;
    private final OutputIndex outputs;
    private final Made made;

    /// What is known of tasks' outputs.
    interface Made {
        /// The entry an output has once its task is done; empty when that task is unknown or has no
        /// such output.
        Optional<Entry> entry(OutputIndex.Made output);

        /// The files of a folder output; empty when they are not known.
        Optional<Manifest> manifest(OutputIndex.Made output);

        /// Whether the disk holds exactly that.
        boolean isOnDisk(OutputIndex.Made output);

        /// What lies about on the disk as if it were not there.
        SortedMap<WorkspacePath, TaskName> leftovers();
    }

    InputView(FileStates disk, OutputIndex outputs, Made made) {
        this.disk = disk;
        this.outputs = outputs;
        this.made = made;
    }

    /// What the inputs were that a survey found.
    public static InputView of(Survey survey, FileStates disk, OutputIndex outputs) {
        return new InputView(disk, outputs, survey.knowledge());
    }

    /// The files of a folder as an input that names it sees them; empty when they are not known any
    /// more.
    public Optional<Manifest> manifest(Input declared) throws InterruptedException {
        Input input = withoutLeftovers(List.of(declared)).getFirst();
        List<OutputIndex.Made> feeding = outputs.feeding(input);
        Optional<OutputIndex.Made> named = named(input, feeding);
        Optional<Entry> entry = named.flatMap(made::entry);
        if (entry.isPresent() && isWhole(named.get(), entry.get())) {
            return manifest(named.get(), entry.get());
        }
        List<OutputIndex.Made> elsewhere = elsewhere(feeding);
        try {
            return Optional.of(
                    elsewhere.isEmpty()
                            ? disk.manifest(input)
                            : new Overlay(disk, elsewhere, made).manifest(input));
        } catch (LostException _) {
            return Optional.empty();
        }
    }

    private Optional<Manifest> manifest(OutputIndex.Made whole, Entry entry)
            throws InterruptedException {
        return disk.output(whole.output().path()) instanceof OnDisk.Folder folder
                        && folder.entry().sameAs(entry)
                ? Optional.of(folder.manifest())
                : made.manifest(whole).filter(recorded -> recorded.entry().sameAs(entry));
    }

    /// What stands behind each input of a list.
    ResolvedInputs resolve(List<Input> declared)
            throws ImpossibleException, LostException, InterruptedException {
        SortedMap<String, List<WorkspacePath>> byName = new TreeMap<>();
        SortedMap<WorkspacePath, Entry> entries = new TreeMap<>();
        SortedMap<String, String> further = new TreeMap<>();
        List<WorkspacePath> all = new ArrayList<>();
        List<Input> inputs = withoutLeftovers(declared);
        if (inputs.size() > 1) {
            disk.prepare(inputs);
        }
        for (Input input : inputs) {
            SortedMap<WorkspacePath, Entry> found =
                    counted(input, entries(input, further), outputs);
            if (found.isEmpty() && !input.optional()) {
                throw new ImpossibleException(missing(input));
            }
            byName.computeIfAbsent(input.name(), _ -> new ArrayList<>()).addAll(found.keySet());
            all.addAll(found.keySet());
            found.forEach((path, entry) -> {
                Entry other = entries.putIfAbsent(path, entry);
                if (other != null && !other.sameAs(entry)) {
                    further.put("again " + further.size() + " " + path, entry.digest().hex());
                }
            });
        }
        return new ResolvedInputs(byName, all, entries, further);
    }

    /// Leaves out what an input could pick up, and changes no other: what a task made is read as it
    /// was recorded only where nothing is left out.
    private List<Input> withoutLeftovers(List<Input> inputs) throws InterruptedException {
        if (made.leftovers().isEmpty()) {
            return inputs;
        }
        List<Input> others = new ArrayList<>();
        for (Input input : inputs) {
            List<PathPattern> exclude = new ArrayList<>(input.exclude());
            for (WorkspacePath path : made.leftovers().keySet()) {
                if (path.overlaps(input.pattern().root())) {
                    leaveOut(path, exclude);
                }
            }
            others.add(new Input(input.name(), input.pattern(), input.optional(), exclude));
        }
        return others;
    }

    /// A task may make something where a folder was left, or in it: that counts.
    private void leaveOut(WorkspacePath path, List<PathPattern> exclude)
            throws InterruptedException {
        if (outputs.at(path).isEmpty() && outputs.below(path).isEmpty()) {
            exclude.add(PathPattern.literal(path.text()));
            return;
        }
        Input folder = new Input("", PathPattern.literal(path.text()), true, List.of());
        for (String below : disk.manifest(folder).members().keySet()) {
            WorkspacePath member = path.resolve(below);
            if (outputs.at(member).isEmpty() && outputs.above(member).isEmpty()) {
                exclude.add(PathPattern.literal(member.text()));
            }
        }
    }

    private static String missing(Input input) {
        return input.pattern().isGlob()
                ? "no file matches the input '" + input.pattern() + "'"
                : "the input '" + input.pattern() + "' does not exist";
    }

    /// @param further is told of a folder what links in it hide: what a task made there counts
    ///   whole, also names that inputs pass over
    private SortedMap<WorkspacePath, Entry> entries(Input input, SortedMap<String, String> further)
            throws ImpossibleException, LostException, InterruptedException {
        WorkspacePath root = input.pattern().root();
        List<OutputIndex.Made> feeding = outputs.feeding(input);
        Optional<OutputIndex.Made> named = named(input, feeding);
        Optional<Entry> entry = named.flatMap(made::entry);
        if (entry.isPresent()) {
            if (isWhole(named.get(), entry.get())) {
                return single(root, entry.get());
            }
            further.put("contents of " + root, entry.get().digest().hex());
        }
        List<OutputIndex.Made> elsewhere = elsewhere(feeding);
        return elsewhere.isEmpty()
                ? onDisk(input)
                : new Overlay(disk, elsewhere, made).entries(input);
    }

    /// The output that an input names just so.
    private static Optional<OutputIndex.Made> named(Input input, List<OutputIndex.Made> feeding) {
        return !input.pattern().isGlob()
                        && feeding.size() == 1
                        && input.exclude().isEmpty()
                        && feeding.getFirst().output().path().equals(input.pattern().root())
                ? Optional.of(feeding.getFirst())
                : Optional.empty();
    }

    private List<OutputIndex.Made> elsewhere(List<OutputIndex.Made> feeding) {
        return feeding.stream().filter(output -> !made.isOnDisk(output)).toList();
    }

    /// Whether an entry says all that a reader of the output sees: of a folder with links that lead
    /// out of it that is not so, and it is read as one that no task makes. What is cached has none.
    private boolean isWhole(OutputIndex.Made output, Entry entry) throws InterruptedException {
        return entry.kind() != Entry.Kind.FOLDER
                || made.manifest(output).filter(kept -> kept.entry().sameAs(entry)).isPresent()
                || disk.output(output.output().path()).isWhole();
    }

    private SortedMap<WorkspacePath, Entry> onDisk(Input input)
            throws ImpossibleException, InterruptedException {
        Contents contents = disk.contents(input);
        if (!contents.unreadable().isEmpty()) {
            throw new ImpossibleException(
                    "the input " + contents.unreadable().getFirst().message());
        }
        return contents.entries();
    }

    private static SortedMap<WorkspacePath, Entry> single(WorkspacePath path, Entry entry) {
        SortedMap<WorkspacePath, Entry> one = new TreeMap<>();
        one.put(path, entry);
        return one;
    }

    /// What of an input counts. A file that a glob finds in the way of what a task makes is
    /// nobody's source, whether that task has run yet or not. Empty folders come and go with what
    /// is made below them, so where an input may be missing, an empty one is.
    public static SortedMap<WorkspacePath, Entry> counted(
            Input input, SortedMap<WorkspacePath, Entry> found, OutputIndex outputs) {
        if (input.pattern().isGlob()) {
            if (!outputs.touches(input.pattern().root())) {
                return found;
            }
            SortedMap<WorkspacePath, Entry> counted = new TreeMap<>(found);
            counted.keySet().removeIf(outputs::isObstructedBy);
            return counted;
        }
        return input.optional() && found.values().stream().allMatch(InputView::isEmpty)
                ? Collections.emptySortedMap()
                : found;
    }

    private static boolean isEmpty(Entry entry) {
        return entry.kind() == Entry.Kind.FOLDER
                && entry.size() == 0
                && entry.sameAs(new Manifest(new TreeMap<>(), new TreeSet<>()).entry());
    }
}
