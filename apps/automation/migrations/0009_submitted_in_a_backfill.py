from django.db import migrations, models

_FATES = [
    ("issued", "Issued"),
    ("held", "Held"),
    ("skipped", "Skipped"),
    ("sent", "Submitted"),
    ("outside", "Outside"),
]


class Migration(migrations.Migration):
    dependencies = [("automation", "0008_submitted_orders")]

    operations = [
        migrations.AlterField(
            model_name="backfilledorder",
            name=name,
            field=models.CharField(blank=True, choices=_FATES, max_length=7),
        )
        for name in ("foreseen", "outcome")
    ]
