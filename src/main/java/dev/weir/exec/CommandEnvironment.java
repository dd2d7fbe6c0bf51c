package dev.weir.exec;

import dev.weir.pipeline.Environment;
import dev.weir.pipeline.Outside;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Makes the whole environment of a command: what every command gets, then what its task declares.
/// Nothing else of weir's own environment reaches it, unless the task inherits all of it.
public final class CommandEnvironment {
    /// The variable that names the file of a task's params.
    public static final String PARAMS = "WEIR_PARAMS";

    /// The variable that names the folder of a task's checkpoints.
    public static final String RESUME = "WEIR_RESUME";

    /// A shorter secret would mask half of the log.
    private static final int SHORTEST_SECRET = 4;

    /// Same for everyone, so that a key need not hold them, unless a task declares its own.
    private static final SortedMap<String, String> FIXED =
            Collections.unmodifiableSortedMap(
                    new TreeMap<>(Map.of("LANG", "C.UTF-8", "TZ", "UTC", "PYTHONUNBUFFERED", "1")));

    /// Passed and in no key: where things are found and how the network is reached, not what a task
    /// computes.
    private static final Set<String> PASSED =
            Set.of(
                    "PATH",
                    "HOME",
                    "USER",
                    "TMPDIR",
                    "SHELL",
                    "TERM",
                    "VIRTUAL_ENV",
                    "CONDA_PREFIX",
                    "LD_LIBRARY_PATH",
                    "http_proxy",
                    "HTTP_PROXY",
                    "https_proxy",
                    "HTTPS_PROXY",
                    "ftp_proxy",
                    "FTP_PROXY",
                    "all_proxy",
                    "ALL_PROXY",
                    "no_proxy",
                    "NO_PROXY",
                    "SSL_CERT_FILE",
                    "SSL_CERT_DIR",
                    "CURL_CA_BUNDLE",
                    "REQUESTS_CA_BUNDLE",
                    "PIP_CERT",
                    "GIT_SSL_CAINFO",
                    "AWS_CA_BUNDLE",
                    "NODE_EXTRA_CA_CERTS",
                    "NIX_SSL_CERT_FILE");

    private CommandEnvironment() {}

    /// What came of it.
    public sealed interface Made {}

    /// All variables, and the values among them that no log may show.
    public record Complete(SortedMap<String, String> variables, List<String> secrets)
            implements Made {
        public Complete {
            variables = Collections.unmodifiableSortedMap(new TreeMap<>(variables));
            secrets = List.copyOf(secrets);
        }
    }

    /// The task cannot run.
    ///
    /// @param problems at least one
    public record Refused(List<Problem> problems) implements Made {
        public Refused {
            problems = List.copyOf(problems);
        }

        /// All problems in one line.
        public String message() {
            return problems.stream().map(Problem::message).collect(Collectors.joining("; "));
        }
    }

    /// Something the user has to put right outside.
    public sealed interface Problem {
        /// What, and what to do.
        String message();

        /// A secret that weir's own environment does not hold.
        record SecretNotSet(String name) implements Problem {
            @Override
            public String message() {
                return "the secret '" + name + "' is not set; export it before you start weir";
            }
        }

        /// A secret that cannot be masked.
        record SecretTooShort(String name) implements Problem {
            @Override
            public String message() {
                return "the secret '"
                        + name
                        + "' has fewer than "
                        + SHORTEST_SECRET
                        + " characters and cannot be masked in logs; pass it with 'env'";
            }
        }
    }

    /// The environment of a task's command.
    ///
    /// @param places the files and folders that weir gives the task, by variable
    public static Made make(Environment declared, Outside outside, Map<String, Path> places) {
        SortedMap<String, String> variables = withoutSecrets(declared, outside);
        pass(declared.secrets(), outside, variables);
        places.forEach((name, place) -> variables.put(name, place.toString()));
        List<Problem> problems = problems(declared.secrets(), outside);
        return problems.isEmpty()
                ? new Complete(variables, values(declared.secrets(), variables))
                : new Refused(problems);
    }

    /// The same without secrets and what weir gives: for what a task's tools are asked with.
    public static SortedMap<String, String> withoutSecrets(Environment declared, Outside outside) {
        SortedMap<String, String> variables =
                declared.inherited() ? inherited(outside.own()) : strict(outside.own());
        variables.keySet().removeAll(declared.passed());
        variables.putAll(declared.fixed());
        pass(declared.passed(), outside, variables);
        variables.keySet().removeAll(declared.secrets());
        return variables;
    }

    private static SortedMap<String, String> strict(Map<String, String> outside) {
        SortedMap<String, String> variables = new TreeMap<>(FIXED);
        pass(PASSED, Outside.of(outside), variables);
        return variables;
    }

    /// All that weir has; a weir around it may have named files of its own.
    private static SortedMap<String, String> inherited(Map<String, String> outside) {
        SortedMap<String, String> variables = new TreeMap<>(outside);
        variables.keySet().removeAll(List.of(PARAMS, RESUME));
        variables.putIfAbsent("PYTHONUNBUFFERED", "1");
        return variables;
    }

    private static void pass(
            Iterable<String> names, Outside outside, Map<String, String> variables) {
        for (String name : names) {
            String value = outside.value(name);
            if (value != null) {
                variables.put(name, value);
            }
        }
    }

    private static List<Problem> problems(List<String> secrets, Outside outside) {
        List<Problem> problems = new ArrayList<>();
        for (String name : secrets) {
            String set = outside.value(name);
            String value = set == null ? "" : set.strip();
            if (value.isEmpty()) {
                problems.add(new Problem.SecretNotSet(name));
            } else if (value.length() < SHORTEST_SECRET) {
                problems.add(new Problem.SecretTooShort(name));
            }
        }
        return problems;
    }

    private static List<String> values(List<String> names, Map<String, String> variables) {
        return names.stream().map(name -> variables.getOrDefault(name, "")).toList();
    }

    /// The variables that a script of a POSIX shell names, that are set outside, and that it does
    /// not get because its task does not declare them; in alphabetical order.
    public static List<String> undeclared(String script, Environment declared, Outside outside) {
        if (declared.inherited()) {
            return List.of();
        }
        Set<String> names = new TreeSet<>(ShellNames.read(script));
        names.removeIf(name -> outside.value(name) == null);
        names.removeAll(FIXED.keySet());
        names.removeAll(PASSED);
        names.removeAll(declared.fixed().keySet());
        names.removeAll(declared.passed());
        declared.secrets().forEach(names::remove);
        names.removeAll(Set.of(PARAMS, RESUME));
        return List.copyOf(names);
    }
}
