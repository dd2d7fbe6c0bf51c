package dev.weir.pipelinefile.render;

import dev.weir.diagnostic.Quoted;
import dev.weir.pipeline.CoreSchema;
import dev.weir.pipeline.Value;
import dev.weir.pipelinefile.expression.Interpolation;
import dev.weir.pipelinefile.yaml.Node;

/// Values and nodes in the words of messages.
public final class Describe {
    private Describe() {}

    /// What a value is, with its article.
    public static String kind(Value value) {
        return switch (value) {
            case Value.Text _ -> "a text";
            case Value.Whole _ -> "a whole number";
            case Value.Decimal _ -> "a number";
            case Value.Flag _ -> "true or false";
            case Value.Nothing _ -> "nothing";
            case Value.Sequence _ -> "a list";
            case Value.Mapping _ -> "a mapping";
        };
    }

    /// A value that is not what was wanted: `'six'`, `8`, `a list`.
    public static String wrong(Value value) {
        return switch (value) {
            case Value.Text(String text) -> Quoted.of(text);
            case Value.Whole _, Value.Decimal _, Value.Flag _ -> value.text();
            case Value.Nothing _, Value.Sequence _, Value.Mapping _ -> kind(value);
        };
    }

    /// A node that is not what was wanted.
    public static String wrong(Node node) {
        if (!(node instanceof Node.Scalar scalar)) {
            return node.kind();
        }
        boolean text = !scalar.plain() || CoreSchema.isText(scalar.text());
        return text ? Quoted.of(scalar.text()) : scalar.isNothing() ? "nothing" : scalar.text();
    }

    /// What helps someone who wrote a text where a number or boolean is due: YAML 1.2 reads `yes`
    /// and `012` as texts. `""` when that is not the reason.
    public static String textHelp(Node node) {
        if (!(node instanceof Node.Scalar scalar) || Interpolation.isIn(scalar.text())) {
            return "";
        }
        String text = scalar.text();
        if (!scalar.plain()) {
            return CoreSchema.isText(text) ? "" : "write it without quotes";
        }
        if (CoreSchema.looksLikeFlag(text)) {
            return Quoted.of(text) + " is a text in YAML 1.2: write true or false";
        }
        return CoreSchema.looksLikeNumber(text)
                ? "a number with a leading zero is a text: write it without the zero"
                : "";
    }
}
