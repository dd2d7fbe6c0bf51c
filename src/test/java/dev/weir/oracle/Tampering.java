package dev.weir.oracle;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/// A user's hand on outputs: on one that is there, chosen by a number.
record Tampering(Stage stage, int salt) {
    void on(Edit.Tamper.How how) throws IOException {
        Tree tree = Tree.of(stage.root());
        List<String> outputs = new ArrayList<>();
        List<String> files = new ArrayList<>();
        for (TaskSpec task : stage.tasks()) {
            for (TaskSpec.Out output : task.outputs()) {
                tree.at(output.path())
                        .ifPresent(thing -> {
                            outputs.add(output.path());
                            thing.members()
                                    .forEach((below, node) -> {
                                        if (node.link().isEmpty()) {
                                            files.add(
                                                    below.isEmpty()
                                                            ? output.path()
                                                            : output.path() + "/" + below);
                                        }
                                    });
                        });
            }
        }
        if (!files.isEmpty()) {
            on(how, outputs.get(salt % outputs.size()), files.get(salt % files.size()));
        }
    }

    private void on(Edit.Tamper.How how, String output, String file) throws IOException {
        WorkFiles files = stage.files();
        boolean folder = Files.isDirectory(stage.root().resolve(output));
        switch (how) {
            case REWRITE -> files.write(file, Node.of("edited " + salt, false), false);
            case REWRITE_KEEPING_TIME -> files.write(file, changed(file), true);
            case FLIP_MODE -> files.flipMode(file);
            case TOUCH -> files.touch(file);
            case REMOVE -> files.remove(file);
            case REMOVE_WHOLE -> files.remove(output);
            case ADD_BESIDE -> {
                if (folder) {
                    files.write(output + "/foreign.txt", Node.of("foreign", false), false);
                }
            }
            case FOLDER_INSTEAD -> {
                // Hidden from globs: they are not joined to what stands below a file.
                if (!folder) {
                    files.remove(output);
                    files.write(output + "/.foreign", Node.of("foreign", false), false);
                }
            }
            case FILE_INSTEAD -> {
                if (folder) {
                    files.remove(output);
                    files.write(output, Node.of("instead", false), false);
                }
            }
        }
    }

    /// Other text of the same length.
    private Node changed(String file) throws IOException {
        String text = Files.readString(stage.root().resolve(file), StandardCharsets.ISO_8859_1);
        char last = text.isEmpty() ? 'z' : text.charAt(0) == 'z' ? 'y' : 'z';
        return Node.of(text.isEmpty() ? text : last + text.substring(1), false);
    }
}
