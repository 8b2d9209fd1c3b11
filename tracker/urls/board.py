"""Addresses of the board: meetings, the challenge log, the decision log."""

from django.urls import path

from tracker.views import board, challenges, decisions

urlpatterns = [
    path("", board.board, name="board"),
    path("boards/add/", board.board_create, name="board-create"),
    path("boards/<slug:board>/edit/", board.board_update, name="board-update"),
    path("meetings/", board.meeting_list, name="meeting-list"),
    path("meetings.<format:suffix>", board.meeting_export, name="meeting-export"),
    path("meetings/add/", board.meeting_create, name="meeting-create"),
    path("meetings/<meeting:ref>/", board.meeting_detail, name="meeting-detail"),
    path("meetings/<meeting:ref>/edit/", board.meeting_update, name="meeting-update"),
    path(
        "meetings/<meeting:ref>/attendance/",
        board.meeting_attendance,
        name="meeting-attendance",
    ),
    path(
        "meetings/<meeting:ref>/decisions/add/",
        decisions.decision_create,
        name="decision-create",
    ),
    path("challenges/", challenges.challenge_list, name="challenge-list"),
    path(
        "challenges.<format:suffix>",
        challenges.challenge_export,
        name="challenge-export",
    ),
    path("challenges/add/", challenges.challenge_create, name="challenge-create"),
    path(
        "challenges/<challenge:ref>/",
        challenges.challenge_detail,
        name="challenge-detail",
    ),
    path(
        "challenges/<challenge:ref>/reply/",
        challenges.challenge_reply,
        name="challenge-reply",
    ),
    path(
        "challenges/<challenge:ref>/close/",
        challenges.challenge_close,
        name="challenge-close",
    ),
    path("decisions/", decisions.decision_list, name="decision-list"),
    path(
        "decisions.<format:suffix>", decisions.decision_export, name="decision-export"
    ),
    path(
        "decisions/<decision:ref>/", decisions.decision_detail, name="decision-detail"
    ),
    path(
        "decisions/<decision:ref>/done/", decisions.decision_done, name="decision-done"
    ),
]
