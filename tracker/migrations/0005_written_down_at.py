import django.utils.timezone
from django.db import migrations, models


def decided_when_asked(apps, schema_editor):
    """Of decisions made before, only their day is known: no pack was issued yet."""
    changes = apps.get_model("tracker", "DueDateChange").objects.exclude(decision="")
    changes.update(decided_at=models.F("recorded_at"))


class Migration(migrations.Migration):

    dependencies = [
        ('tracker', '0004_boards_and_meetings'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='duedatechange',
            name='due_date_decided_whole',
        ),
        migrations.AddField(
            model_name='action',
            name='recorded_at',
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False),
        ),
        migrations.AddField(
            model_name='answer',
            name='recorded_at',
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False),
        ),
        migrations.AddField(
            model_name='duedatechange',
            name='decided_at',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='decision written down'),
        ),
        migrations.AddField(
            model_name='recommendation',
            name='recorded_at',
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False),
        ),
        migrations.RunPython(decided_when_asked, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='duedatechange',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('decided_by__isnull', True), ('decided_on__isnull', True), ('decision', '')), models.Q(models.Q(('decision', ''), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False), ('decided_on__isnull', False)), _connector='OR'), name='due_date_decided_whole', violation_error_message='A decision has a day and a person.'),
        ),
    ]
