"""What a clinician may read when a request is impossible."""


class PlannerError(ValueError):
    """A request that cannot be carried out, said in the clinician's words with what to do next.

    ``message`` is a text for translation with named placeholders; ``values`` fills them. ``str()`` gives the
    English sentence; the screen and the command line translate ``message`` first.
    """

    def __init__(self, message: str, /, **values: object) -> None:
        self.message = message
        self.values = values
        super().__init__(message.format(**values) if values else message)


class ImpossibleValue(PlannerError):
    """A value that cannot be: a negative dose, a name of ten million letters, 30 February."""


class ImpossibleTime(PlannerError):
    """A wall-clock time that does not exist, or exists twice, in the plan's time zone."""


class NotFound(PlannerError):
    """Something was asked for by an id that the plan does not hold."""


class ChoiceNotOffered(PlannerError):
    """A combination of weeks, sessions a week and routes that a template does not offer."""
