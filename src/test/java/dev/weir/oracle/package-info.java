/// Random pipelines, edits and builds against a small model of what weir promises. The model shares
/// no code with the engine: it knows contents, not digests, and reads the disk for itself. Entry:
/// `OracleTest`.
@NullMarked
package dev.weir.oracle;

import org.jspecify.annotations.NullMarked;
