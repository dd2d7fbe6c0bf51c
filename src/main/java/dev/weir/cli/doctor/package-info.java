/// A look at all that has to be right for builds to go well: the Pipelinefile, the machine, what
/// weir keeps. Changes nothing. Entry type: [dev.weir.cli.doctor.Examination].
@NullMarked
package dev.weir.cli.doctor;

import org.jspecify.annotations.NullMarked;
