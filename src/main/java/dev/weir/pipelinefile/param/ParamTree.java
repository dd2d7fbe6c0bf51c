package dev.weir.pipelinefile.param;

import dev.weir.diagnostic.Diagnostic.Where;
import dev.weir.diagnostic.Span;
import dev.weir.pipeline.Param;
import dev.weir.pipelinefile.yaml.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// Params as declared, with what was said about them elsewhere.
public sealed interface ParamTree {
    /// Its path with dots.
    String path();

    /// Params under a common name.
    final class Group implements ParamTree {
        private final String path;
        private final SequencedMap<String, ParamTree> members = new LinkedHashMap<>();
        private boolean broken;

        public Group(String path) {
            this.path = path;
        }

        @Override
        public String path() {
            return path;
        }

        /// Whether a member may be missing because of a mistake that was reported.
        boolean isBroken() {
            return broken;
        }

        /// Notes that a member may be missing.
        public void breakUp() {
            broken = true;
        }

        /// The members by name.
        public SequencedMap<String, ParamTree> members() {
            return members;
        }

        /// The path of a member of that name.
        String pathOf(String name) {
            return path.isEmpty() ? name : path + "." + name;
        }
    }

    /// One param.
    final class Leaf implements ParamTree {
        private final Declaration declaration;
        private final Group file;
        private final List<Said> said = new ArrayList<>();

        Leaf(Declaration declaration, Group file) {
            this.declaration = declaration;
            this.file = file;
        }

        @Override
        public String path() {
            return declaration.path();
        }

        Declaration declaration() {
            return declaration;
        }

        /// All params of the file that declares it: what its default may name.
        Group file() {
            return file;
        }

        /// What param files and command line say, in order: the last one counts.
        List<Said> said() {
            return said;
        }
    }

    /// @param broken whether a mistake in the declaration was reported: its value is not known
    record Declaration(
            String path,
            Span name,
            boolean broken,
            Optional<Param.Type> type,
            Node initial,
            Optional<Node> min,
            Optional<Node> max,
            List<Node> choices,
            String help) {}

    /// A value given outside of the declaration.
    sealed interface Said {
        /// Where to point at when it is wrong.
        Where where();

        /// In a param file, or where the file is included.
        ///
        /// @param file all params of the file that says so
        record InFile(Node value, Group file) implements Said {
            @Override
            public Where where() {
                return new Where.Text(value.span());
            }
        }

        /// On the command line.
        record OnCommandLine(Where where, String text) implements Said {}
    }
}
