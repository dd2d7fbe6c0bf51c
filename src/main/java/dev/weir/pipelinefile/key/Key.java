package dev.weir.pipelinefile.key;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Every key of a Pipelinefile: the one table from which the reader, the reference page and the
/// list of what is in a TaskKey are made. A key that is not in it is a mistake.
public enum Key {
    VERSION(Of.PIPELINE, "version", Takes.WHOLE, false, "The version of this format: 1"),
    NAME(Of.PIPELINE, "name", Takes.TEXT, false, "What the pipeline is called"),
    DEFAULT(Of.PIPELINE, "default", Takes.TASK, false, "The task built when none is named"),
    PARAMS(Of.PIPELINE, "params", Takes.PARAMS, false, "What the pipeline can be told"),
    PARAM_FILES(
            Of.PIPELINE,
            "param_files",
            Takes.TEXTS,
            false,
            "YAML, JSON or TOML files of other values"),
    DOTENV(
            Of.PIPELINE,
            "dotenv",
            Takes.DOTENV,
            false,
            "Files with variables, for `env`, `secrets` and `${{ env.X }}`"),
    TEMPORARY(
            Of.PIPELINE,
            "temporary",
            Takes.TEXTS,
            false,
            "Folders: outputs below are removed once nothing needs them"),
    ENV(Of.PIPELINE, "env", Takes.ENV, true, "Variables of every command"),
    POOLS(
            Of.PIPELINE,
            "pools",
            Takes.POOLS,
            false,
            "What running tasks share, and how much there is"),
    DEFAULTS(
            Of.PIPELINE,
            "defaults",
            Takes.DEFAULTS,
            true,
            "Keys of all tasks that do not have them themselves"),
    TASKS(Of.PIPELINE, "tasks", Takes.TASKS, false, "What there is to do"),
    INCLUDE(Of.PIPELINE, "include", Takes.FILES, false, "Files whose tasks are there too"),

    HELP(Of.TASK, "help", Takes.TEXT, false, "One line for the list of tasks"),
    RUN(Of.TASK, "run", Takes.TEXTS, true, "Shell scripts, run in order"),
    USES(Of.TASK, "uses", Takes.STEP, true, "The step that does the work; its code counts too"),
    CLASSPATH(
            Of.TASK,
            "classpath",
            Takes.TEXTS,
            true,
            "Jars and folders of classes of a step of your own"),
    WITH(Of.TASK, "with", Takes.SETTINGS, true, "The step's settings"),
    INPUTS(Of.TASK, "inputs", Takes.PATHS, true, "Files and folders it reads"),
    OUTPUTS(Of.TASK, "outputs", Takes.PATHS, true, "Files and folders it makes"),
    TASK_PARAMS(Of.TASK, "params", Takes.TEXTS, true, "Params the command reads from $WEIR_PARAMS"),
    NEEDS(Of.TASK, "needs", Takes.TASK_NAMES, false, "Tasks that must have succeeded before"),
    TASK_ENV(Of.TASK, "env", Takes.ENV, true, "Variables of the command"),
    SECRETS(Of.TASK, "secrets", Takes.TEXTS, false, "Variables passed on, masked in logs"),
    TOOLS(Of.TASK, "tools", Takes.TEXTS, true, "Commands whose output counts as an input"),
    RETRY(Of.TASK, "retry", Takes.RETRY, false, "How often it is tried"),
    TIMEOUT(Of.TASK, "timeout", Takes.DURATION, false, "The longest one try may take"),
    RESOURCES(Of.TASK, "resources", Takes.RESOURCES, false, "What one run occupies"),
    MATRIX(Of.TASK, "matrix", Takes.AXES, false, "Values it is there once for each of"),
    WHEN(Of.TASK, "when", Takes.CONDITIONS, false, "The params for which the task is there"),
    REFRESH(Of.TASK, "refresh", Takes.REFRESH, false, "When an old success no longer counts"),
    EFFECT(Of.TASK, "effect", Takes.FLAG, false, "Whether it acts on the world: never restored"),
    SHELL(Of.TASK, "shell", Takes.TEXTS, true, "The program that runs the scripts: `sh -e`"),
    ENVIRONMENT(
            Of.TASK,
            "environment",
            Takes.ENVIRONMENT,
            true,
            "`inherit` passes all variables from outside, their values in no key"),
    WORKDIR(Of.TASK, "workdir", Takes.TEXT, true, "The folder the command runs in"),

    DOTENV_PATH(Of.DOTENV, "path", Takes.TEXT, false, "The file"),
    DOTENV_OPTIONAL(Of.DOTENV, "optional", Takes.FLAG, false, "Whether it need not be there"),

    INPUT_PATH(Of.INPUT, "path", Takes.TEXT, true, "A file, a folder or a glob"),
    OPTIONAL(Of.INPUT, "optional", Takes.FLAG, false, "Whether nothing needs to be there"),
    EXCLUDE(Of.INPUT, "exclude", Takes.TEXTS, false, "What of a folder or glob does not count"),
    LITERAL(Of.INPUT, "literal", Takes.FLAG, false, "Whether `*`, `?`, `[` mean themselves"),

    OUTPUT_PATH(Of.OUTPUT, "path", Takes.TEXT, true, "A file, or a folder with `/` at its end"),
    OUTPUT_TEMPORARY(
            Of.OUTPUT, "temporary", Takes.FLAG, false, "Whether it goes once nothing needs it"),
    STORE(
            Of.OUTPUT,
            "store",
            Takes.FLAG,
            false,
            "`false` when it is too big to keep: made again, never restored"),
    KIND(Of.OUTPUT, "kind", Takes.KIND, false, "What it holds, for reports"),

    FILE_PATH(Of.INCLUDE, "path", Takes.TEXT, false, "The file, another Pipelinefile"),
    FILE_AS(Of.INCLUDE, "as", Takes.TEXT, false, "What stands before its tasks and params"),
    FILE_PARAMS(Of.INCLUDE, "params", Takes.PARAMS, false, "Values for its params"),

    PARAM_DEFAULT(Of.PARAM, "default", Takes.VALUE, false, "The value when nothing else is said"),
    TYPE(Of.PARAM, "type", Takes.TYPE, false, "The type, when the default does not tell"),
    MIN(Of.PARAM, "min", Takes.VALUE, false, "The least value allowed"),
    MAX(Of.PARAM, "max", Takes.VALUE, false, "The greatest value allowed"),
    CHOICES(Of.PARAM, "choices", Takes.VALUES, false, "The values allowed"),
    PARAM_HELP(Of.PARAM, "help", Takes.TEXT, false, "One line for `--help`"),

    ATTEMPTS(Of.RETRY, "attempts", Takes.WHOLE, false, "All tries, the first one counted"),
    BACKOFF(Of.RETRY, "backoff", Takes.DURATION, false, "The wait before the second try"),

    CPU(Of.RESOURCES, "cpu", Takes.WHOLE, false, "Processors it keeps busy"),
    MEMORY(Of.RESOURCES, "memory", Takes.SIZE, false, "Memory it takes"),
    GPU(Of.RESOURCES, "gpu", Takes.WHOLE, false, "How much of the pool `gpu` it takes"),
    TAKEN(Of.RESOURCES, "pools", Takes.POOLS, false, "How much of each pool it takes");

    private static final Map<Of, Map<String, Key>> BY_WORD = new EnumMap<>(Of.class);

    static {
        for (Key key : values()) {
            BY_WORD.computeIfAbsent(key.of, of -> new HashMap<>()).put(key.word, key);
        }
    }

    private final Of of;
    private final String word;
    private final Takes takes;
    private final boolean inTaskKey;
    private final String help;

    Key(Of of, String word, Takes takes, boolean inTaskKey, String help) {
        this.of = of;
        this.word = word;
        this.takes = takes;
        this.inTaskKey = inTaskKey;
        this.help = help;
    }

    /// The key a word stands for in a mapping of that sort.
    public static Optional<Key> find(Of of, String word) {
        return Optional.ofNullable(BY_WORD.getOrDefault(of, Map.of()).get(word));
    }

    /// The keys of a mapping of that sort, in the order of the reference.
    public static List<Key> all(Of of) {
        return List.of(values()).stream().filter(key -> key.of == of).toList();
    }

    /// Which mapping it belongs to.
    public Of of() {
        return of;
    }

    /// The key as it is written.
    public String word() {
        return word;
    }

    /// What may stand behind it.
    public Takes takes() {
        return takes;
    }

    /// Whether what stands behind it is part of the TaskKey.
    public boolean isInTaskKey() {
        return inTaskKey;
    }

    /// One line on what it is for.
    public String help() {
        return help;
    }

    /// A sort of mapping with keys of its own.
    public enum Of {
        PIPELINE("a Pipelinefile"),
        TASK("a task"),
        DOTENV("a dotenv file"),
        INPUT("an input"),
        OUTPUT("an output"),
        PARAM("a param"),
        INCLUDE("an included file"),
        RETRY("'retry'"),
        RESOURCES("'resources'");

        private final String text;

        Of(String text) {
            this.text = text;
        }

        /// What users call it, with its article.
        public String text() {
            return text;
        }
    }

    /// What may stand behind a key.
    public enum Takes {
        TEXT("a text"),
        TEXTS("a text or a list of texts"),
        WHOLE("a whole number"),
        FLAG("true or false"),
        DURATION("a time such as 500ms, 2s, 10m, 6h or 30d"),
        SIZE("a size such as 512MiB or 4GB"),
        REFRESH("always, never, or a time such as 6h or 30d"),
        KIND("metrics, plot, model or report"),
        TYPE("int, float, bool, string, date or list"),
        VALUE("a number, a text, true, false, or a list"),
        VALUES("a list of values"),
        TASK("the name of a task"),
        TASK_NAMES("the name of a task or a list of names"),
        STEP("the name of a step"),
        PATHS("a path, a list of paths, or a mapping of name to path"),
        ENV("a mapping of NAME to value, or a list of names passed from outside"),
        AXES("a mapping of names to lists of values"),
        ENVIRONMENT("inherit or strict"),
        CONDITIONS("a mapping of a param's or an axis' path to the values wanted"),
        SETTINGS("a mapping of the step's settings"),
        DOTENV("a path, or a list of paths"),
        PARAMS("a mapping of params"),
        DEFAULTS("a mapping of keys of a task"),
        TASKS("a mapping of task names to tasks"),
        FILES("a list of mappings with path and as"),
        RETRY("a mapping with attempts and backoff"),
        RESOURCES("a mapping with cpu, memory, gpu and pools"),
        POOLS("a mapping of a pool's name to a whole number");

        private final String text;

        Takes(String text) {
            this.text = text;
        }

        /// What users call it.
        public String text() {
            return text;
        }
    }
}
