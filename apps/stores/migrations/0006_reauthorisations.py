import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

_UNANSWERED = models.Q(answer="", answered_at__isnull=True, answered_by="")
_ANSWERED = ~models.Q(answer="") & models.Q(answered_at__isnull=False) & ~models.Q(answered_by="")


class Migration(migrations.Migration):
    dependencies = [("stores", "0005_mail_seals")]

    operations = [
        migrations.CreateModel(
            name="Reauthorisation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("refused_at", models.DateTimeField()),
                ("authorised_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("installed_at", models.DateTimeField()),
                ("issues_automatically", models.BooleanField()),
                ("issue_since", models.DateField(blank=True, null=True)),
                (
                    "answer",
                    models.CharField(blank=True, choices=[("stayed", "Stayed"), ("removed", "Removed")], max_length=7),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("answered_by", models.CharField(blank=True, max_length=64)),
                (
                    "store",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="stores.store"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(answer=""), fields=("store",), name="one_open_reauthorisation_a_store"
                    ),
                    models.CheckConstraint(
                        condition=_UNANSWERED | _ANSWERED, name="an_answer_tells_when_and_by_whom"
                    ),
                ],
            },
        ),
    ]
