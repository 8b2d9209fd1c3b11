"""Addresses of imports: a spreadsheet, an Ofsted report and its review."""

from django.urls import path

from tracker.views import imports, report_imports, report_review

urlpatterns = [
    path("", imports.import_list, name="import-list"),
    path("spreadsheet/", imports.import_workbook, name="import-workbook"),
    path("report/", report_imports.import_report, name="import-report"),
    path("<int:number>/", imports.import_draft, name="import-draft"),
    path("<int:number>/visit/", report_review.import_visit, name="import-visit"),
    path("<int:number>/grades/", report_review.import_grades, name="import-grades"),
    path(
        "<int:number>/areas/add/",
        report_review.import_area_create,
        name="import-area-create",
    ),
    path(
        "<int:number>/areas/<int:area>/", report_review.import_area, name="import-area"
    ),
    path(
        "<int:number>/areas/<int:area>/parts/",
        report_review.import_parts,
        name="import-parts",
    ),
    path(
        "<int:number>/areas/<int:area>/drop/",
        report_review.import_area_drop,
        name="import-area-drop",
    ),
    path(
        "<int:number>/pages/<int:page>/", report_review.import_page, name="import-page"
    ),
    path("<int:number>/file/", report_imports.import_file, name="import-file"),
    path("<int:number>/confirm/", report_imports.import_confirm, name="import-confirm"),
]
