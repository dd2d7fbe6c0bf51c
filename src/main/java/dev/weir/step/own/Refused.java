package dev.weir.step.own;

import dev.weir.diagnostic.Diagnostic;
import dev.weir.step.catalogue.OwnSteps.Answer;
import java.util.List;

/// No step could be made of what the user wrote; carries what to say of it.
final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Answer answer;

    private Refused(Answer answer) {
        super(answer.toString());
        this.answer = answer;
    }

    static Refused of(String message, String help) {
        return new Refused(new Answer.Unfit(message, help));
    }

    static Refused of(List<Diagnostic> mistakes) {
        return new Refused(new Answer.Broken(mistakes));
    }

    Answer answer() {
        return answer;
    }
}
