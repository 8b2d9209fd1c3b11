"""Addresses of people: members, posts, handover."""

from django.urls import include, path

from tracker.views import handover, people

people_urls = [
    path("", people.people, name="people"),
    path("posts/add/", people.post_create, name="post-create"),
    path("posts/<slug:post>/holder/", people.holder_create, name="holder-create"),
    path("handover/", handover.handover, name="handover"),
    path("members/add/", people.member_create, name="member-create"),
    path("members/<int:number>/invite/", people.member_invite, name="member-invite"),
    path("members/<int:number>/end/", people.member_end, name="member-end"),
]

urlpatterns = [
    path("people/", include(people_urls)),
    path("people.<format:suffix>", people.people_export, name="people-export"),
]
