"""Made-up documents in the layouts that Ofsted has used; the council does not exist."""

from tests.intake.papers import Text, heading, items, pdf

SIF_TITLE = (
    heading("Inspection of services for children in need of help and", down=26),
    heading("protection, children looked after and care leavers", down=17),
    Text("and", size=14, down=23),
    heading("Review of the effectiveness of the Local Safeguarding Children", down=23),
    heading("Board", down=17),
)
NUMBER_OF_PAGE = 730  # below the first line, at the foot of the page


def row(area: str, grade: str, *, down: float = 27) -> list[Text]:
    """A row of the table of grades; the grade stands beside the middle of its area."""
    lines = area.split("\n")
    cells = [Text(line, down=14 if at else down) for at, line in enumerate(lines)]
    rise = 7 * (len(lines) - 1)
    return [*cells, Text(grade, x=390, down=-rise), Text(" ", down=rise)]


def foot(number: int, lines: list[Text]) -> list[Text]:
    """A page with its number and running foot."""
    used = sum(line.down for line in lines)
    return [
        *lines,
        Text("Inspection of Northmere children’s services", size=8, down=715 - used),
        Text(str(number), x=515, size=20, down=6),
    ]


def sif_2014() -> bytes:
    """Priority actions and areas for improvement, numbered on from the paragraphs."""
    cover = [
        Text("Northmere County Council", size=26, down=20),
        *SIF_TITLE,
        Text("1", x=115, size=8, down=-5),
        heading("Inspection date: 2 September 2014 – 24 September 2014", down=28),
        heading("Report published: 10 November 2014"),
        heading("The overall judgement is that children’s services require"),
        heading("improvement", down=17),
        *row("1. Children who need help and protection", "Requires Improvement"),
        *row("2. Children looked after and achieving\npermanence", "Good"),
        *row("2.1 Adoption performance", "Not Judged"),
        *row("3. Leadership, management and governance", "Good"),
    ]
    contents = [
        Text("Contents", size=26),
        heading("The Local Safeguarding Children Board (LSCB)   9"),
        Text("What does the LSCB need to improve?   9", size=14),
    ]
    authority = [
        *items("8.  The council knows its services and has plans for them."),
        heading("What does the local authority need to improve?"),
        heading("Priority and immediate action", size=12),
        Text("Care leavers", down=22),
        *items(
            "9.  Make a plan for leaving care, including support for 16-18\nyear-olds.",
        ),
        heading("Areas for Improvement", size=12),
        *items("10. Ensure that assessments are\nthorough (paragraph\n14)."),
        Text("Adoption", down=22),
        *items("11. Improve reports."),
    ]
    over_the_page = [
        *items("12. Agree a strategy that says"),
        *items("(i)   who leads it", "(ii)  what it costs."),
        Text("1 A note at the foot of the page, set small.", size=10, down=30),
        heading("The local authority’s strengths"),
        *items("13. Children are heard."),
    ]
    over_the_page[1:3] = [
        Text(each.words, x=108, down=27) for each in over_the_page[1:3]
    ]
    board = [
        heading("The Local Safeguarding Children Board (LSCB)", size=16),
        heading("The Local Safeguarding Children Board requires improvement"),
        heading("What does the LSCB need to improve?"),
        heading("Areas for improvement", size=12),
        *items("140.Give closer scrutiny to the work of partners.", "141.Report it."),
        heading("Inspection judgement about the LSCB"),
        *items("142.The Board meets often."),
    ]
    team = [
        heading("The inspection team"),
        Text("Lead inspector: Ann Archer HMI"),
        Text("This report is of Ofsted, which inspects services for children."),
    ]
    pages = [cover, contents, authority, over_the_page, board, team]
    return pdf(*(foot(number, lines) for number, lines in enumerate(pages, 1)))


def sif_2016() -> bytes:
    """Numbered recommendations, with bullets inside; those of the Board are bullets."""
    cover = [
        Text("Northmere", size=26, down=20),
        *SIF_TITLE,
        Text("Inspection dates: 12 September to 6 October 2016", size=14, down=28),
        Text("Report published: 28 November 2016", size=14),
        heading("Children’s services in Northmere are inadequate"),
        *row("1. Children who need help and protection", "Inadequate"),
    ]
    authority = [
        heading("Recommendations"),
        Text("1.", down=27),
        Text("Ensure that managers use information, in relation to:", x=100, down=0),
        Text("• the timeliness of reviews", x=124, down=27),
        Text("• visits to children who are looked", x=124, down=27),
    ]
    over_the_page = [
        Text("after far away (paragraph 20).", x=142),
        Text("2.", down=27),
        Text("Complete the pre-", x=100, down=0),
        Text("proceedings work.", x=100),
        heading("Summary for children and young people"),
        *items("• Inspectors came to Northmere."),
    ]
    board = [
        heading("The Local Safeguarding Children Board (LSCB)", size=16),
        heading("The Local Safeguarding Children Board is inadequate"),
        heading("Recommendations"),
        *items("• The board should audit its\nwork.", "• The board should report."),
        heading("Inspection findings"),
        *items("3.  The board is new."),
    ]
    team = [Text("Lead inspector: Bob de Brown HMI"), Text("Deputy: Ann Archer HMI")]
    return pdf(cover, authority, over_the_page, board, [*team, Text("Ofsted")])


def ilacs(*, overall: bool = True, improve: list[Text] | None = None) -> bytes:
    """Bullets under “What needs to improve?”, grades in a table of two columns."""
    cover = [
        Text("Inspection of Northmere local", size=26, down=20),
        Text("authority children’s services", size=26, down=31),
        heading("Inspection dates: 29 November to 10 December 2021", size=12),
        heading("Lead inspector: Ann Archer, His Majesty’s Inspector", size=12),
        heading("Judgement", size=12),
        Text("Grade", x=390, bold=True, down=0),
        *row(
            "The impact of leaders on social work\npractice with children and families",
            "Good",
        ),
        *row(
            "The experiences and progress of\nchildren in care",
            "Requires improvement to be good",
        ),
    ]
    if overall:
        cover += row("Overall effectiveness", "Good")
    cover += [
        Text("Services for children in Northmere have improved since Ofsted came.")
    ]
    listed = items(
        "• The quality of plans, so that they say what will change for children and\nby "
        "when. (Enabler 1)",
        "• Oversight, to show:",
    )
    listed += [
        Text("- an understanding of risk", x=90, down=20),
        Text("and of need;", x=108),
        Text("- reflection.", x=90, down=20),
    ]
    second = [
        Text("Leaders know what has to be done."),
        heading("What needs to improve?"),
        *(listed if improve is None else improve),
        heading("The experiences and progress of children who need help and"),
        heading("protection: good", down=17),
        *items("1.  Children receive help early."),
        *items("• This is no area for improvement."),
    ]
    return pdf(cover, second)


LETTER = (
    "Ofsted\nAgora\n\n21 March 2022\n\nDana Dale\nNorthmere Council\n\nDear Ms Dale\n\n"
    "{heading}\n\nThis letter summarises the findings of the focused visit to Northmere "
    "children's services on 16 and 17 February 2022. Her Majesty's Inspectors for this "
    "visit were Ann Archer and Bob Brown.\n\nThis visit was carried out in line with "
    "the inspection of local authority children's services (ILACS) framework.\n\n"
    "{improve}\n\n{rest}"
)


def letter_text(
    *,
    heading: str = "Focused visit to Northmere children's services",
    improve: str = (
        "What needs to improve in this area of social work practice?\n\n"
        "- The quality of case recording.\n- Supervision, and its\neffectiveness.\n"
    ),
    rest: str = "Main findings\n\nMost children are safe.\n\nYours sincerely\n\nAnn Archer",
) -> str:
    """The text of a letter, as it is pasted."""
    return LETTER.format(heading=heading, improve=improve, rest=rest)


def letter_pdf() -> bytes:
    """The letter of a focused visit as a PDF, with areas of both kinds."""
    first = [
        Text("Ofsted"),
        Text("21 March 2022", down=40),
        Text("Dana Dale", down=30),
        Text("Dear Ms Dale", down=40),
        heading("Focused visit to Northmere children’s services", size=12),
        Text(
            "This letter summarises the findings of the focused visit to Northmere",
            down=30,
        ),
        Text("children’s services on 1 and 2 March 2022. Her Majesty’s Inspectors for"),
        Text("this visit were Ann Archer and Bob Brown."),
        heading("Areas for priority action", size=12),
        Text("The local authority needs to take swift action to improve:", down=24),
        *items("• Strategy meetings."),
        heading("What needs to improve in this area of social work practice?", size=12),
        *items("• Supervision."),
        heading("Main findings", size=12),
        *items("• This is a finding, and no area."),
    ]
    return pdf(first)
