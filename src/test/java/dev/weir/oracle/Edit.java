package dev.weir.oracle;

import java.io.IOException;
import java.time.Duration;

/// Something done to a case between two builds. What it needs and does not find makes it do
/// nothing, so that cases can be cut down.
sealed interface Edit {
    /// Does it.
    void on(Stage stage) throws IOException;

    /// A file is written, with the same times as before if asked for and possible.
    record Write(String path, String text, boolean executable, boolean keepTime) implements Edit {
        @Override
        public void on(Stage stage) throws IOException {
            stage.files().write(path, Node.of(text, executable), keepTime);
        }
    }

    /// A file or folder is removed.
    record Remove(String path) implements Edit {
        @Override
        public void on(Stage stage) throws IOException {
            stage.files().remove(path);
        }
    }

    /// A file is renamed; what stands there before takes its name.
    record Swap(String path, String other) implements Edit {
        @Override
        public void on(Stage stage) throws IOException {
            stage.files().swap(path, other);
        }
    }

    /// Only the times of a file change.
    record Touch(String path) implements Edit {
        @Override
        public void on(Stage stage) throws IOException {
            stage.files().touch(path);
        }
    }

    /// A file may be run, or no longer.
    record FlipMode(String path) implements Edit {
        @Override
        public void on(Stage stage) throws IOException {
            stage.files().flipMode(path);
        }
    }

    /// A folder becomes a file, a file a folder.
    record Turn(String path) implements Edit {
        @Override
        public void on(Stage stage) throws IOException {
            stage.files().turn(path);
        }
    }

    /// A link to a file.
    record Link(String path, String target) implements Edit {
        @Override
        public void on(Stage stage) throws IOException {
            stage.files().write(path, new Node("", false, target), false);
        }
    }

    /// Something is done to a file at one of the outputs.
    record Tamper(int salt, How how) implements Edit {
        /// What is done.
        enum How {
            REWRITE,
            REWRITE_KEEPING_TIME,
            FLIP_MODE,
            TOUCH,
            REMOVE,
            REMOVE_WHOLE,
            ADD_BESIDE,
            FOLDER_INSTEAD,
            FILE_INSTEAD
        }

        @Override
        public void on(Stage stage) throws IOException {
            new Tampering(stage, salt).on(how);
        }
    }

    /// A task is declared, in place of one of that name.
    record Declare(TaskSpec task) implements Edit {
        @Override
        public void on(Stage stage) {
            stage.declare(task);
        }
    }

    /// A task is no longer declared.
    record Undeclare(String task) implements Edit {
        @Override
        public void on(Stage stage) {
            stage.undeclare(task);
        }
    }

    /// A param has another value.
    record SetParam(String param, String value) implements Edit {
        @Override
        public void on(Stage stage) {
            stage.surround(stage.surroundings().withParam(param, value));
        }
    }

    /// Something outside of the workspace has changed.
    record SetOutside(String variable, String tool, String code) implements Edit {
        @Override
        public void on(Stage stage) {
            stage.surround(
                    stage.surroundings().withVariable(variable).withTool(tool).withCode(code));
        }
    }

    /// Time passes, or the clock is set back.
    record Pass(Duration time) implements Edit {
        @Override
        public void on(Stage stage) {
            stage.surround(stage.surroundings().at(stage.surroundings().now().plus(time)));
        }
    }

    /// Something in weir's folder is lost or damaged.
    record Damage(int salt, What what) implements Edit {
        /// What.
        enum What {
            BLOB_LOST,
            BLOB_FLIPPED,
            BLOB_CUT,
            BLOBS_LOST,
            ACTION_LOST,
            ACTION_FLIPPED,
            ACTION_CUT,
            ACTIONS_LOST,
            TRACE_LOST,
            TRACE_FLIPPED,
            TRACE_CUT,
            STAT_LOST,
            STAT_FLIPPED,
            STAT_CUT,
            CACHE_LOST
        }

        @Override
        public void on(Stage stage) throws IOException {
            new Damaging(stage, salt).on(what);
        }
    }
}
