"""People with an account."""

from typing import Any, ClassVar

from django.contrib.auth.models import (
    AbstractBaseUser,
    BaseUserManager,
    PermissionsMixin,
)
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

from tracker.models.recorded import Recorded, RecordedQuerySet


class UserManager(BaseUserManager.from_queryset(RecordedQuerySet)):  # type: ignore[misc]
    """Makes accounts; an e-mail address is the name to sign in with."""

    def create_user(
        self, email: str, password: str | None = None, **values: Any
    ) -> "User":
        """Store an account; without a password it can only be invited."""
        user = self.model(email=self.normalize_email(email).lower(), **values)
        user.set_password(password)
        user.full_clean()
        user.save()
        return user

    def create_superuser(
        self, email: str, password: str | None = None, **values: Any
    ) -> "User":
        """Store an account that may do everything in the back office."""
        return self.create_user(
            email, password, is_staff=True, is_superuser=True, **values
        )

    def get_by_natural_key(self, email: str) -> "User":
        """The account that signs in with this address, in any spelling."""
        return self.get(email__iexact=email)


class User(Recorded, AbstractBaseUser, PermissionsMixin):
    """A person who signs in. People who are only named in documents are not users."""

    email = models.EmailField(
        "email address",
        unique=True,
        error_messages={"unique": "This email address already has an account."},
    )
    full_name = models.CharField(
        max_length=150, help_text="First and last name, as others should read it."
    )
    telephone = models.CharField(
        max_length=30, blank=True, help_text="Stands in the reports this person makes."
    )
    is_active = models.BooleanField(
        "may sign in", default=True, help_text="Take this away instead of deleting."
    )
    is_staff = models.BooleanField(
        "may use the back office", default=False, help_text="Opens Django admin."
    )
    joined_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["full_name"]
    natural: ClassVar = ("email",)
    unrecorded: ClassVar = frozenset({"last_login"})
    secret: ClassVar = frozenset({"password"})

    class Meta:
        ordering = [Lower("full_name"), "email"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_unique",
                violation_error_message="This email address already has an account.",
            )
        ]

    def __str__(self) -> str:
        return self.full_name or self.email

    def get_plan_id(self) -> None:
        """An account belongs to no plan."""

    def get_full_name(self) -> str:
        """The name as others read it."""
        return self.full_name

    def get_short_name(self) -> str:
        """The name as others read it; nobody's name is cut."""
        return self.full_name
