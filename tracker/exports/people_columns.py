"""The columns of a list of posts: who holds each, since when, and how much is open.

Members stand on the page only: who has an account is not for a file that travels.
"""

from tracker.choices import DatePrecision, HoldingBasis
from tracker.exports.columns import Column, Kind

HOLDERS = {None: "No holder on record", "": "Vacant"}
DEPUTIES = {None: "", "": ""}

POST_COLUMNS = (
    Column("Post", "title"),
    Column("Organisation", "organisation__name"),
    Column("Holder", "holder_name", choices=HOLDERS),
    Column("Since", "holder_since", Kind.DATE),
    Column("Since is", "holder_basis", choices=dict(HoldingBasis.choices)),
    Column("As exact as", "holder_precision", choices=dict(DatePrecision.choices)),
    Column("Deputy", "deputy_name", choices=DEPUTIES),
    Column("Deputy since", "deputy_since", Kind.DATE),
    Column("Open actions", "open_actions", Kind.NUMBER),
)
