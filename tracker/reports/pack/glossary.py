"""What the words and ratings of a pack mean; the same in every pack."""

from tracker.reports.document import Column, Kind, Section, Table, Tag

RATINGS = (
    ("Red", "red", "Said to be Red, or past its due date and not delivered"),
    ("Amber", "orange", "Said to be Amber"),
    ("Green", "green", "Said to be Green, or delivered or verified"),
    ("Blue", "blue", "Sustained: it was checked again and still holds"),
    ("Grey", "grey", "Not started, and not due to have been"),
    ("Not rated", "grey", "Under way, without an update that rates it"),
)
WORDS = (
    ("Self-rated", "The owner's own rating, which nobody else has looked at yet"),
    ("Delivered", "The owner says it is done, with the difference made and evidence"),
    ("Verified", "A second person found it delivered and evidenced"),
    ("Sustained", "Twelve months later it was found to last, or inspectors said so"),
    ("Put back", "It had been delivered and was found not to hold"),
    ("Part", "One of the separable things that a recommendation asks for"),
    ("Answered", "An action that is tracked and not closed deals with it"),
    ("Moved", "A due date that another person approved in place of the one before"),
)


def glossary_section() -> Section:
    """The rating key and the words."""
    return Section(
        key="glossary",
        heading="What the words mean",
        blocks=(
            Table(
                key="ratings",
                caption="Ratings",
                columns=(
                    Column("Rating", Kind.TAG),
                    Column("Meaning"),
                ),
                rows=tuple(
                    (Tag(name, colour), words) for name, colour, words in RATINGS
                ),
            ),
            Table(
                key="words",
                caption="Words",
                columns=(Column("Word"), Column("Meaning")),
                rows=WORDS,
            ),
        ),
    )
