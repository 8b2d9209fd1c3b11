"""Addresses of issued packs."""

from django.urls import path

from tracker.views import packs

urlpatterns = [
    path("", packs.pack_list, name="pack-list"),
    path("<pack:ref>/", packs.pack_detail, name="pack-detail"),
    path("<pack:ref>.<drawn:suffix>", packs.pack_file, name="pack-file"),
    path("<pack:ref>/later/", packs.pack_later, name="pack-later"),
    path("<pack:ref>/note/", packs.pack_note, name="pack-note"),
]
