package dev.weir.cli.command;

import java.util.Optional;

/// The options of all commands, each once: what is parsed, what help shows, and what tells an
/// option from a param are made from this table.
public enum Option {
    DIRECTORY("-C", "--directory", "DIR", "Work in DIR"),
    FILE("-f", "--file", "FILE", "Read FILE instead of the Pipelinefile.yaml here or above"),
    PARAM("-P", "--param", "NAME=VALUE", "Set a param: -P model.max_depth=8"),
    FORCE("-B", "--force", "", "Run every task that the targets need, whatever is known"),
    RERUN("", "--rerun", "TASK", "Run TASK whatever is known; may be given several times"),
    ONLY("", "--only", "", "Run just the named tasks; what they need must be up to date"),
    DRY_RUN("-n", "--dry-run", "", "Say what would run and why; change nothing"),
    JOBS("-j", "--jobs", "N", "Keep up to N processors busy; all of them by default"),
    KEEP_GOING("-k", "--keep-going", "", "After a failure, go on with what does not depend on it"),
    OVERWRITE("", "--overwrite", "", "Replace folders that hold files weir did not make"),
    KEEP_TEMPORARY("", "--keep-temporary", "", "Keep temporary outputs"),
    ATTACH("", "--attach", "", "Run the one named task at this terminal, for a debugger"),
    LOGS("", "--logs", "", "Show what restored tasks said when they ran"),
    LIST("-l", "--list", "", "List the tasks, as 'weir list'"),
    CLEAN("", "--clean", "", "Forget all results, as 'weir clean --cache'"),
    KEY("", "--key", "", "Show all that the task's key is made of"),
    FORMAT("", "--format", "FORMAT", "text, dot or mermaid"),
    CACHE("", "--cache", "", "Remove all stored results too"),
    KEEP("", "--keep", "SIZE", "Keep results of up to SIZE: 10GB, 500MB"),
    OLDER("", "--older", "TIME", "Drop what was of no use for TIME: 30d, 12h"),
    SHARED("", "--shared", "", "Also a store that other workspaces share"),
    TO("", "--to", "NAME", "The deployment to change; the pipeline's own by default"),
    OUTPUT("", "--output", "FILE", "Write rows and predictions to a .csv or .parquet"),
    JSON("", "--json", "", "Answer in JSON"),
    QUIET("-q", "--quiet", "", "Say nothing but what goes wrong"),
    VERBOSE("-v", "--verbose", "", "Say more: what is up to date, all reasons"),
    COLOR("", "--color", "WHEN", "Colours: auto, always or never"),
    HELP("-h", "--help", "", "Show help"),
    VERSION("", "--version", "", "Show the version");

    private final String brief;
    private final String full;
    private final String label;
    private final String help;

    Option(String brief, String full, String label, String help) {
        this.brief = brief;
        this.full = full;
        this.label = label;
        this.help = help;
    }

    /// The option of that name, `-j` or `--jobs`.
    static Optional<Option> named(String name) {
        for (Option option : values()) {
            if (option.full.equals(name) || option.brief.equals(name) && !name.isEmpty()) {
                return Optional.of(option);
            }
        }
        return Optional.empty();
    }

    /// The long name, `--jobs`.
    public String full() {
        return full;
    }

    /// `-j, --jobs N`.
    String synopsis() {
        String names = brief.isEmpty() ? "    " + full : brief + ", " + full;
        return label.isEmpty() ? names : names + " " + label;
    }

    /// One line that says what it does.
    String help() {
        return help;
    }

    /// Whether a value follows.
    boolean takesValue() {
        return !label.isEmpty();
    }

    /// Whether all values count, not just the last.
    boolean isRepeatable() {
        return this == DIRECTORY || this == PARAM || this == RERUN;
    }

    /// The short name, if it has one, and the long one.
    String[] names() {
        return brief.isEmpty() ? new String[] {full} : new String[] {brief, full};
    }
}
