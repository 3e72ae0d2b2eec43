from migdesk.ui.dialogs.ask_until_saved import ask_until_saved


def test_what_was_typed_is_there_again_until_it_is_saved() -> None:
    asked: list[str | None] = []
    answers = iter(["with a number", "without"])

    def ask(typed: str | None) -> str:
        asked.append(typed)
        return next(answers)

    assert ask_until_saved(ask, lambda text: text == "without") == "without"
    assert asked == [None, "with a number"]


def test_stepping_back_saves_nothing() -> None:
    assert ask_until_saved(lambda _: None, lambda _: True) is None
