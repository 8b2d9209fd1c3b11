"""Whether the service can work: for load balancers and monitoring."""

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe


def database_answers() -> bool:
    """Whether the database answers a question."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone() == (1,)


def migrations_are_applied() -> bool:
    """Whether the tables are those the code was written for."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def cache_answers() -> bool:
    """Whether the cache, which counts failed sign-ins, keeps what it is given."""
    cache.set("health", "well", timeout=5)
    return cache.get("health") == "well"


CHECKS = {
    "database": database_answers,
    "migrations": migrations_are_applied,
    "cache": cache_answers,
}


@login_not_required
@require_safe
def health(_request: HttpRequest) -> JsonResponse:
    """Each check by name; 503 where one fails, without saying more in public."""
    results = {}
    for name, check in CHECKS.items():
        try:
            results[name] = check()
        except DatabaseError:
            results[name] = False
    return JsonResponse(results, status=200 if all(results.values()) else 503)
