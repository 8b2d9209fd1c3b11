"""The project's settings for tests: debug is said, hashing is quick, nobody is locked out."""

import os

os.environ.setdefault("DEBUG", "true")

from config.settings import *  # noqa: F403  the real settings, after DEBUG is set
from config.settings import TEMPLATES

ACCOUNT_RATE_LIMITS = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
DEBUG = False
TEMPLATES[0]["OPTIONS"]["debug"] = True
SECURE_SSL_REDIRECT = False
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
WHITENOISE_AUTOREFRESH = True  # serve what is built, without collecting it first
