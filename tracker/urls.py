"""The table of contents of the site."""

app_name = "tracker"
urlpatterns: list = []
