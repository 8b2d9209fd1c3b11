"""The columns of a list of posts: who holds each, since when, and how much is open.

Members stand on the page only: who has an account is not for a file that travels.
"""

from tracker.exports.columns import Column, Kind

VACANT = {None: "Vacant", "": "Vacant"}

POST_COLUMNS = (
    Column("Post", "title"),
    Column("Organisation", "organisation__name"),
    Column("Holder", "holder_name", choices=VACANT),
    Column("Since", "holder_since", Kind.DATE),
    Column("Deputy", "deputy_name"),
    Column("Deputy since", "deputy_since", Kind.DATE),
    Column("Open actions", "open_actions", Kind.NUMBER),
)
