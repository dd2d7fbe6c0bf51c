package dev.weir.cli.doctor;

import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Whether the JVM is one that weir works well with.
final class MachineCheck {
    private static final int OLDEST = 25;

    private MachineCheck() {}

    static List<Finding> findings() {
        return List.of(jdk(), locale(), quickStart());
    }

    private static Finding jdk() {
        Runtime.Version version = Runtime.version();
        String said = "JDK " + version + ", in " + System.getProperty("java.home");
        return version.feature() >= OLDEST
                ? Finding.good("jdk", said)
                : Finding.bad("jdk", said, "weir needs JDK " + OLDEST + " or later: set JAVA_HOME");
    }

    /// What file names are written in.
    private static Finding locale() {
        String names = System.getProperty("sun.jnu.encoding", "");
        boolean all =
                Charset.isSupported(names) && Charset.forName(names).equals(StandardCharsets.UTF_8);
        return all
                ? Finding.good("locale", "file names are UTF-8")
                : Finding.bad(
                        "locale",
                        "file names are " + names + ": those with other letters cannot be opened",
                        "start weir by its launcher, or set LC_ALL=C.UTF-8");
    }

    private static Finding quickStart() {
        boolean used =
                ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                        .anyMatch(argument -> argument.startsWith("-XX:AOTCache="));
        return used
                ? Finding.good("start", "an AOT cache is in use")
                : Finding.notable(
                        "start",
                        "no AOT cache is in use: each start takes longer",
                        "WEIR_AOT=wait makes one before the next start; options such as WEIR_JAVA_OPTS go without");
    }
}
