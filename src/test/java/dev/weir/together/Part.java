package dev.weir.together;

import java.util.List;

/// One task of a plot. It reads a source of its own and what its sources made.
///
/// @param sources numbers of parts before this one
/// @param varied whether what it makes depends on the variant
/// @param moving whether its output lies elsewhere in each variant
/// @param folder whether it makes a folder of two files; one that moves makes none, as a folder
///   that its task made before the last one counts as foreign
/// @param temporary whether what it makes goes once nobody needs it
/// @param failing whether it fails in the last variant, and has never succeeded with that
record Part(
        int number,
        List<Integer> sources,
        boolean varied,
        boolean moving,
        boolean folder,
        boolean temporary,
        boolean failing) {
    /// The folder of what is not temporary.
    static final String OUT = "out";

    String name() {
        return "t" + number;
    }

    /// The file that nobody makes.
    String source() {
        return "in" + number + ".txt";
    }

    /// Where it makes what it makes.
    String output(int variant) {
        return (temporary ? "temporary/" : OUT + "/")
                + (moving ? "v" + variant + "/" : "")
                + name()
                + (folder ? "" : ".txt");
    }

    boolean fails(int variant) {
        return failing && variant == Plot.VARIANTS - 1;
    }

    /// The files it makes.
    List<String> files(int variant) {
        String output = output(variant);
        return folder ? List.of(output + "/a", output + "/b") : List.of(output);
    }

    /// What each of its files holds.
    ///
    /// @param read what was read, in the order it is declared
    String text(int variant, List<String> read) {
        return "begin %s %s\n%x\n".formatted(name(), varied ? variant : "-", read.hashCode())
                + ".".repeat(200)
                + "\nend "
                + name()
                + "\n";
    }

    /// Whether a file holds something it could have made, whole.
    boolean couldMake(String text) {
        return text.startsWith("begin " + name() + " ") && text.endsWith("\nend " + name() + "\n");
    }
}
