"""Members, posts and organisations."""

from django.db.models import TextChoices


class Role(TextChoices):
    """What a member of a plan may do; owner is not a role (see permissions)."""

    VIEWER = "viewer", "Viewer"
    BOARD_MEMBER = "board_member", "Board member"
    MODERATOR = "moderator", "Moderator"
    PLAN_MANAGER = "plan_manager", "Plan manager"


class OrganisationKind(TextChoices):
    """What kind of body a post belongs to."""

    COUNCIL = "council", "Council"
    COMPANY = "company", "Company"
    PARTNER = "partner", "Partner"
    BOARD = "board", "Board or committee"


class HoldingKind(TextChoices):
    """Who holds a post and who deputises are two separate lines of rows."""

    HOLDER = "holder", "Holder"
    DEPUTY = "deputy", "Deputy"


class HoldingBasis(TextChoices):
    """How the first day of a holding is known."""

    STATED = "stated", "Stated"
    FIRST_NAMED = "first_named", "First named in a document"
