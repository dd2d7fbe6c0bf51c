/// Tests of reading Pipelinefiles: golden pairs, hostile texts, and what the manual says.
@NullMarked
package dev.weir.pipelinefile;

import org.jspecify.annotations.NullMarked;
