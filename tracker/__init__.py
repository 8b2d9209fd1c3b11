"""One app in floors; a room imports from the floors below it, never sideways or up.

urls         the table of contents of the site
views        pages          admin  the back office          management  commands
filters      the list pages' filters                        exports     report to bytes
forms        input to clean values   templatetags  drawing   edge       HTTP before views
workflow     what happens to the record (writes)            reports     what people are told (reads)
intake       documents to drafts (pure, saves nothing)
permissions  who may do what, and what they may see
models       the record, one concept a file
choices      vocabularies                                   dates       days and the statutory clock
"""
