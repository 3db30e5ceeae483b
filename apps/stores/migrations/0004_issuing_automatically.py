from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("stores", "0003_sign_ins_end")]

    operations = [
        # Stores of before have issued by themselves all along.
        migrations.AddField("invoicingsettings", "issues_automatically", models.BooleanField(default=True)),
        migrations.AlterField("invoicingsettings", "issues_automatically", models.BooleanField(default=False)),
        migrations.AddField("invoicingsettings", "steps_done", models.JSONField(blank=True, default=list)),
    ]
