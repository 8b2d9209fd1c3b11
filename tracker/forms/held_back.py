"""Text that may identify a child is held back once, for the person to look again."""

from django import forms

from tracker.forms.identifiers import found_in

TICK = "not_about_a_child"
TICK_LABEL = "This is not about a child"
CONFIRMED_TEXT = "Confirmed: the text is not about a child."


class HoldsBackMixin:
    """A form that comes back where what was typed holds a number of a child.

    The field with which a person confirms that it does not appears only then.
    `confirmed` is what was confirmed, for the history (views.submit).
    """

    holds_back = True  # a filter form stores nothing and has nothing to hold back
    confirmed = ""

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        if self.holds_back:
            self.hold_back()

    def hold_back(self) -> None:
        """Ask for a tick where a number was found; keep that it was given."""
        found = self.found_in_texts()
        if not found:
            return
        self.fields[TICK] = forms.BooleanField(label=TICK_LABEL, required=False)
        if self[TICK].data:
            self.confirm(CONFIRMED_TEXT)
        else:
            self.add_error(TICK, sentence(found))

    def confirm(self, what: str) -> None:
        """Keep what a person confirmed beside the reason of the change."""
        if what not in self.confirmed:
            self.confirmed = f"{self.confirmed} {what}".strip()

    def found_in_texts(self) -> list[tuple[str, str]]:
        """Each field's label with the kind of number that its text seems to hold."""
        return [
            (str(bound.label), kind)
            for bound in self
            if isinstance(bound.field, forms.CharField)
            for kind in found_in(str(bound.data or ""))
        ]


def sentence(found: list[tuple[str, str]]) -> str:
    """What a person is told, and asked to do."""
    said = " and ".join(f"“{label}” seems to hold {kind}" for label, kind in found)
    return f"{said}. Take it out, or tick that it is not about a child"
