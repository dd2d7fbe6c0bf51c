package dev.weir.cli.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.weir.cli.session.ExitCode;
import dev.weir.pipeline.Param;
import dev.weir.report.JsonValues;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/// Shows the params with the values they have in this call.
final class ParamsCommand implements Command {
    @Override
    public String synopsis() {
        return "weir params [OPTION…]";
    }

    @Override
    public String help() {
        return "Show the params, their values and what they may be";
    }

    @Override
    public List<String> examples() {
        return List.of(
                "weir params",
                "weir params --year 2024 --json  # as values would be with this param");
    }

    @Override
    public Set<Option> options() {
        return Set.of(Option.JSON);
    }

    @Override
    public ExitCode run(Call call) throws IOException {
        call.takesNoOperands();
        List<Param> params = call.project().pipeline().params();
        if (call.arguments().has(Option.JSON)) {
            return call.answerJson(json(params));
        }
        Columns columns = new Columns();
        for (Param param : params) {
            columns.row(param.path(), param.value().text(), ParamText.of(param));
        }
        return call.answer(columns.text());
    }

    private static JsonArray json(List<Param> params) {
        JsonArray all = new JsonArray();
        for (Param param : params) {
            JsonObject one = new JsonObject();
            one.addProperty("name", param.path());
            one.addProperty("type", param.type().text());
            one.add("value", JsonValues.of(param.value()));
            one.add("default", JsonValues.of(param.initial()));
            param.min().ifPresent(min -> one.add("min", JsonValues.of(min)));
            param.max().ifPresent(max -> one.add("max", JsonValues.of(max)));
            if (!param.choices().isEmpty()) {
                JsonArray choices = new JsonArray();
                param.choices().forEach(choice -> choices.add(JsonValues.of(choice)));
                one.add("choices", choices);
            }
            one.addProperty("help", param.help());
            all.add(one);
        }
        return all;
    }
}
