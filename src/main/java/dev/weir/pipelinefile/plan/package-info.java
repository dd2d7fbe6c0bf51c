/// What a Pipelinefile came to, kept so that an unchanged one need not be read again. Entry type:
/// [dev.weir.pipelinefile.plan.Plans]. A plan stands for the reader, never for a verdict; without
/// one, or with a damaged one, the text is read.
@NullMarked
package dev.weir.pipelinefile.plan;

import org.jspecify.annotations.NullMarked;
