package dev.weir.report;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import dev.weir.build.event.BuildEvent;
import dev.weir.build.event.BuildListener;
import java.time.InstantSource;

/// Prints each event as a line of JSON, for programs.
public final class JsonEvents implements BuildListener {
    private final Gson gson = new GsonBuilder().disableHtmlEscaping().create();
    private final TextOutput out;
    private final InstantSource clock;

    public JsonEvents(TextOutput out, InstantSource clock) {
        this.out = out;
        this.clock = clock;
    }

    @Override
    public void on(BuildEvent event) {
        out.print(gson.toJson(EventJson.of(event, clock.instant())) + "\n");
    }
}
