"""What the reader made of a report, as the workflow keeps it."""

from datetime import date

from tests.intake.made_reports import ilacs, letter_text, sif_2014
from tracker.forms.report_reading import review_from
from tracker.intake.report import read_pdf, read_text
from tracker.workflow.report_review import ReadValue


def test_report_keeps_what_was_read_with_page_and_words():
    review = review_from(read_pdf(ilacs()))

    visit = review.visit
    assert (visit.kind, visit.framework) == ("full_inspection", "ilacs")
    assert (visit.starts_on, visit.ends_on) == (date(2021, 11, 29), date(2021, 12, 10))
    assert review.read["starts_on"] == ReadValue(
        "29 November 2021", 1, "Inspection dates: 29 November to 10 December 2021"
    )
    assert (visit.published_on, review.read["published_on"].value) == (None, "")
    assert review.read["published_on"].missing
    grades = [(grade.area, grade.grade, grade.page) for grade in review.grades]
    assert grades[-1] == ("Overall effectiveness", "good", 1)
    assert all(area.as_read == area.words for area in review.areas)


def test_letter_keeps_its_inspectors_one_a_line():
    review = review_from(read_text(letter_text()))

    assert review.visit.inspectors == "Ann Archer\nBob Brown"
    assert review.read["inspectors"].value == "Ann Archer\nBob Brown"
    assert review.read["inspectors"].page == 1
    assert review.visit.published_on == date(2022, 3, 21)


def test_numbers_and_grades_that_are_not_ours_are_kept_as_printed():
    review = review_from(read_pdf(sif_2014()))

    numbers = [area.words.number for area in review.areas]
    assert numbers == ["9", "10", "11", "12", "140", "141"]
    printed = {grade.area: (grade.grade, grade.printed) for grade in review.grades}
    assert printed["2.1 Adoption performance"] == ("", "Not Judged")
