package dev.weir.pipelinefile.render;

import dev.weir.pipelinefile.expression.Expression;

/// What expressions can name in some place of a Pipelinefile.
public interface Names {
    /// What an expression names; a name that is not known is reported.
    Resolution resolve(Expression expression);
}
