package dev.weir.pipelinefile.task;

import dev.weir.step.catalogue.OwnStep;
import dev.weir.step.catalogue.OwnSteps;
import dev.weir.step.catalogue.OwnSteps.Answer;
import dev.weir.step.catalogue.StepCatalogue;
import dev.weir.step.catalogue.StepEntry;
import java.util.LinkedHashMap;
import java.util.Map;

/// The steps there are, and which of the user's own the tasks use.
public final class UsedSteps {
    private final StepCatalogue builtIn;
    private final OwnSteps own;
    private final Map<OwnStep, StepEntry> used = new LinkedHashMap<>();

    public UsedSteps(StepCatalogue builtIn, OwnSteps own) {
        this.builtIn = builtIn;
        this.own = own;
    }

    StepCatalogue builtIn() {
        return builtIn;
    }

    Answer find(OwnStep step) {
        Answer answer = own.find(step);
        if (answer instanceof Answer.Known(StepEntry entry)) {
            used.put(step, entry);
        }
        return answer;
    }

    /// The own steps that were found.
    public Map<OwnStep, StepEntry> own() {
        return used;
    }
}
