"""Made-up reports and letters in each layout, read into drafts."""

from datetime import date

import pytest

from tests.intake.made_reports import (
    ilacs,
    letter_pdf,
    letter_text,
    sif_2014,
    sif_2016,
)
from tests.intake.papers import Text, heading, items, pdf
from tracker.choices import Framework, RecommendationKind, VisitKind
from tracker.intake.draft import ReportRefusedError
from tracker.intake.report import NO_REPORT, NOT_OF_OFSTED, read_pdf, read_text

LISTED = [heading("Recommendations"), *items("1.  Improve plans of children.")]


def values(draft):
    """What the draft says of the visit."""
    return {
        "authority": draft.authority.value,
        "kind": draft.kind.value,
        "framework": draft.framework.value,
        "days": (draft.started_on.value, draft.ended_on.value),
        "published": draft.published_on.value,
        "by": draft.names,
    }


def areas(draft):
    """The areas as number, kind, section, page and text."""
    return [
        (area.number, area.kind.value, area.section.value, area.page, area.text)
        for area in draft.areas
    ]


def grades(draft):
    """The grades as area, grade and section."""
    return [(each.area, each.grade, each.section.value) for each in draft.judgements]


def test_sif_cover_is_read():
    draft = read_pdf(sif_2014())

    assert values(draft) == {
        "authority": "Northmere County Council",
        "kind": VisitKind.FULL_INSPECTION,
        "framework": Framework.SIF,
        "days": (date(2014, 9, 2), date(2014, 9, 24)),
        "published": date(2014, 11, 10),
        "by": ("Ann Archer",),
    }
    assert (draft.lead_inspector.page, draft.published_on.words) == (
        6,
        "Report published: 10 November 2014",
    )
    assert draft.warnings == ()


def test_sif_lists_are_read_with_their_kinds_sections_and_pages():
    assert areas(read_pdf(sif_2014())) == [
        (
            "9",
            "priority_action",
            "local_authority",
            3,
            "Make a plan for leaving care, including support for 16-18 year-olds.",
        ),
        (
            "10",
            "area_for_improvement",
            "local_authority",
            3,
            "Ensure that assessments are thorough (paragraph 14).",
        ),
        ("11", "area_for_improvement", "local_authority", 3, "Improve reports."),
        (
            "12",
            "area_for_improvement",
            "local_authority",
            4,
            "Agree a strategy that says (i) who leads it (ii) what it costs.",
        ),
        (
            "140",
            "area_for_improvement",
            "lscb",
            5,
            "Give closer scrutiny to the work of partners.",
        ),
        ("141", "area_for_improvement", "lscb", 5, "Report it."),
    ]


def test_sif_grades_are_a_sentence_a_table_and_the_boards_headline():
    assert grades(read_pdf(sif_2014())) == [
        ("Overall effectiveness", "Requires improvement", "local_authority"),
        (
            "1. Children who need help and protection",
            "Requires improvement",
            "local_authority",
        ),
        (
            "2. Children looked after and achieving permanence",
            "Good",
            "local_authority",
        ),
        ("2.1 Adoption performance", "Not Judged", "local_authority"),
        ("3. Leadership, management and governance", "Good", "local_authority"),
        ("The Local Safeguarding Children Board", "Requires improvement", "lscb"),
    ]


def test_recommendation_with_bullets_inside_goes_over_the_page():
    draft = read_pdf(sif_2016())

    assert values(draft)["by"] == ("Bob de Brown",)
    assert areas(draft) == [
        (
            "1",
            "recommendation",
            "local_authority",
            2,
            (
                "Ensure that managers use information, in relation to: the timeliness of "
                "reviews visits to children who are looked after far away (paragraph 20)."
            ),
        ),
        (
            "2",
            "recommendation",
            "local_authority",
            3,
            "Complete the pre-proceedings work.",
        ),
        (None, "recommendation", "lscb", 4, "The board should audit its work."),
        (None, "recommendation", "lscb", 4, "The board should report."),
    ]


def test_ilacs_report_is_read():
    draft = read_pdf(ilacs())

    assert values(draft) == {
        "authority": "Northmere",
        "kind": VisitKind.FULL_INSPECTION,
        "framework": Framework.ILACS,
        "days": (date(2021, 11, 29), date(2021, 12, 10)),
        "published": None,
        "by": ("Ann Archer",),
    }
    assert draft.published_on.missing == "The day of publication is not printed."
    assert areas(draft) == [
        (
            None,
            "area_for_improvement",
            "local_authority",
            2,
            (
                "The quality of plans, so that they say what will change for children and "
                "by when. (Enabler 1)"
            ),
        ),
        (
            None,
            "area_for_improvement",
            "local_authority",
            2,
            "Oversight, to show: an understanding of risk and of need; reflection.",
        ),
    ]


@pytest.mark.parametrize("overall", [True, False])
def test_overall_grade_may_be_absent(overall):
    read = grades(read_pdf(ilacs(overall=overall)))

    assert read[:2] == [
        (
            "The impact of leaders on social work practice with children and families",
            "Good",
            "local_authority",
        ),
        (
            "The experiences and progress of children in care",
            "Requires improvement to be good",
            "local_authority",
        ),
    ]
    assert (("Overall effectiveness", "Good", "local_authority") in read) == overall
    assert len(read) == 2 + overall


def test_title_that_names_no_authority_leaves_it_to_the_cover():
    cover = [
        Text("Northmere Borough Council", size=26),
        heading("Inspection of local authority children's services", size=16),
        heading("Inspection dates: 02 March 2020 to 13 March 2020", size=12),
        heading("Lead inspector: Ann Archer", size=12),
        heading("Her Majesty's Inspector", size=12, down=14),
        *[Text("Services for children have improved since Ofsted came.")] * 5,
    ]
    draft = read_pdf(pdf(cover))

    assert (
        draft.authority.value,
        draft.framework.value,
        draft.lead_inspector.value,
    ) == (
        "Northmere Borough Council",
        Framework.ILACS,
        "Ann Archer",
    )


def test_report_whose_list_is_missing_says_so():
    draft = read_pdf(ilacs(improve=[Text("Nothing that a bullet stands before.")]))

    assert draft.areas == ()
    assert draft.warnings == (
        (
            "Under “What needs to improve?” on page 2 no list was found. Look there, and "
            "add what it asks for by hand."
        ),
        "No list of what must improve was found. Add what is asked for by hand.",
    )


def test_text_of_each_page_stands_beside_the_draft():
    draft = read_pdf(ilacs())

    assert len(draft.pages) == 2
    assert "What needs to improve?\n• The quality of plans" in draft.pages[1]


def test_letter_is_read_from_pasted_text():
    draft = read_text(letter_text())

    assert values(draft) == {
        "authority": "Northmere",
        "kind": VisitKind.FOCUSED_VISIT,
        "framework": Framework.ILACS,
        "days": (date(2022, 2, 16), date(2022, 2, 17)),
        "published": date(2022, 3, 21),
        "by": ("Ann Archer", "Bob Brown"),
    }
    assert (draft.lead_inspector.missing, draft.warnings) == ("", ())
    assert [(area.kind, area.text) for area in draft.areas] == [
        (RecommendationKind.AREA_FOR_IMPROVEMENT, "The quality of case recording."),
        (
            RecommendationKind.AREA_FOR_IMPROVEMENT,
            "Supervision, and its effectiveness.",
        ),
    ]


@pytest.mark.parametrize(
    ("improve", "texts"),
    [
        pytest.param(
            "What needs to improve?\n• Plans.\n• Reviews, which\ncome late.\n"
            "Main findings\n• This is no area.",
            ["Plans.", "Reviews, which come late."],
            id="no empty lines",
        ),
        pytest.param(
            "What needs to improve?\n\n* Plans\n\n* Reviews\n\nA paragraph.\n\n* None.",
            ["Plans", "Reviews"],
            id="empty lines between",
        ),
        pytest.param(
            "What needs to improve?\n\n- Plans:\n    - of care\n    - of adoption\n- Rest",
            ["Plans: of care of adoption", "Rest"],
            id="bullets inside",
        ),
        pytest.param(
            "## Recommendations\n\n1. Plans in Key Stage\n4. Of all.\n2. Reviews",
            ["Plans in Key Stage 4. Of all.", "Reviews"],
            id="a number that a sentence goes on with",
        ),
        pytest.param(
            "## Recommendations\n\n1. Plans.\n3. Reviews.",
            ["Plans.", "Reviews."],
            id="a number that is missing",
        ),
    ],
)
def test_pasted_list_is_read_however_it_is_spaced(improve, texts):
    draft = read_text(letter_text(improve=improve))

    assert [area.text for area in draft.areas] == texts


def test_letter_in_a_pdf_goes_through_the_same_code():
    draft = read_pdf(letter_pdf())

    assert values(draft) == {
        "authority": "Northmere",
        "kind": VisitKind.FOCUSED_VISIT,
        "framework": None,
        "days": (date(2022, 3, 1), date(2022, 3, 2)),
        "published": date(2022, 3, 21),
        "by": ("Ann Archer", "Bob Brown"),
    }
    assert draft.framework.missing == "The framework is not named."
    assert [(area.kind.value, area.text) for area in draft.areas] == [
        ("priority_action", "Strategy meetings."),
        ("area_for_improvement", "Supervision."),
    ]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Monitoring visit to Northmere children's services", "monitoring_visit"),
        (
            "### **Focused visit to Northmere local authority children’s services**",
            "focused_visit",
        ),
        ("Joint targeted area inspection of abuse in Northmere", "joint_inspection"),
    ],
)
def test_heading_says_what_kind_of_visit_it_was(title, kind):
    draft = read_text(letter_text(heading=title))

    assert draft.kind.value == kind


def test_who_signed_inspected_where_no_sentence_names_them():
    text = letter_text().replace(
        " Her Majesty's Inspectors for this visit were Ann Archer and Bob Brown.", ""
    )

    assert read_text(text).names == ("Ann Archer",)


def test_letter_that_says_little_tells_what_is_missing():
    draft = read_text(
        "Ofsted\n\nDear Ms Dale\n\nFocused visit to Northmere\n\nYours sincerely"
    )

    fields = ("framework", "started_on", "ended_on", "published_on", "inspectors")
    assert [getattr(draft, name).missing for name in fields] == [
        "The framework is not named.",
        "The first day of the fieldwork was not found.",
        "The last day of the fieldwork was not found.",
        "The day of publication is not printed.",
        "No inspectors are named.",
    ]
    assert draft.warnings == (
        "No list of what must improve was found. Add what is asked for by hand.",
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "The visit was carried out by Ann Archer and Bob Brown, His Majesty’s Inspectors.",
        "The inspectors were Ann Archer HMI and Bob Brown, Ofsted Inspector.",
        "Her Majesty’s Inspectors (HMI) for this visit were Ann Archer and Bob Brown.",
    ],
)
def test_inspectors_are_named_in_several_ways(sentence):
    text = letter_text().replace(
        "Her Majesty's Inspectors for this visit were Ann Archer and Bob Brown.",
        sentence,
    )

    assert read_text(text).names == ("Ann Archer", "Bob Brown")


def test_page_without_text_is_told():
    draft = read_pdf(pdf([Text("Ofsted inspects.")] * 9, LISTED, []))

    assert draft.warnings[-1] == (
        "Page 3 holds no text that can be read. Look at it in the file."
    )


def test_words_about_another_visit_are_no_heading():
    text = (
        "Report to the committee on Ofsted\n" + "A line of the report.\n\n" * 20
    ) + "Monitoring visit of Northmere children's services\n\nhttps://example.org\n"

    with pytest.raises(ReportRefusedError, match="no report or letter"):
        read_text(text)


def test_list_without_a_known_heading_above_leaves_the_kind_open():
    page = [
        Text("Ofsted looked at services in Northmere."),
        heading("Recommendations"),
        *items("1.  Improve plans.", "2.  Improve reviews."),
    ]
    draft = read_pdf(pdf(page))

    assert (
        draft.kind.missing == "What kind of visit it was does not stand in its heading."
    )
    assert [area.text for area in draft.areas] == ["Improve plans.", "Improve reviews."]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        pytest.param("Focused visit to Northmere", NOT_OF_OFSTED, id="not of Ofsted"),
        pytest.param("A note that names Ofsted.", NO_REPORT, id="no report"),
    ],
)
def test_text_that_is_no_report_is_refused(text, sentence):
    with pytest.raises(ReportRefusedError) as refused:
        read_text(text)

    assert str(refused.value) == sentence


def test_pdf_that_is_not_of_ofsted_is_refused():
    with pytest.raises(ReportRefusedError) as refused:
        read_pdf(pdf([Text("The minutes of a parish council, which met in the hall.")]))

    assert str(refused.value) == NOT_OF_OFSTED
