package dev.weir.build.verify;

import dev.weir.pipeline.WorkspacePath;

/// The first place at which an output differs from the recorded one.
///
/// @param path the file: the output itself or one in its folder
/// @param others how many more files or empty folders of the output differ
/// @param recorded what the recorded one has there, shortened; `""` where the place says all
/// @param again what this run made there
public record Difference(
        WorkspacePath path, Place place, String recorded, String again, int others) {
    /// Where two files differ.
    public sealed interface Place {
        /// In a text; both numbers from 1.
        record Line(long line, long column) implements Place {}

        /// In a table; the row from 1.
        record Cell(long row, String column) implements Place {}

        /// Bytes that are neither; from 0.
        record Bytes(long offset) implements Place {}

        /// One of the two is not there, or something else than a file.
        record Kind() implements Place {}

        /// Only in what is not content: whether it may be executed.
        record Mode() implements Place {}

        /// The recorded bytes are not kept, so nothing more can be said.
        record Unknown() implements Place {}
    }
}
