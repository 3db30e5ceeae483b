"""Give each earlier document its rendering: done where it has its PDF, else with what its posting did for it so far.

A posting whose document has no PDF becomes due with all its tries, for it was not posted yet; so does a mailing that
waited for the PDF. Work of documents with a PDF stays as it is.
"""

from django.db import migrations

# Earlier workers may be running: from here on they neither claim nor close these postings.
_LOCK = """
SELECT p.id FROM invoices_posting p
WHERE p.state <> 'done' AND NOT EXISTS (SELECT 1 FROM invoices_rendition r WHERE r.invoice_id = p.invoice_id)
ORDER BY p.id FOR UPDATE
"""
_RENDERED = """
INSERT INTO invoices_rendering (store_id, invoice_id, state, attempts, due_at, error, finished_at)
SELECT p.store_id, p.invoice_id, 'done', 1, r.rendered_at, '', r.rendered_at
FROM invoices_posting p JOIN invoices_rendition r ON r.invoice_id = p.invoice_id
"""
_UNRENDERED = """
INSERT INTO invoices_rendering (store_id, invoice_id, state, attempts, due_at, error, finished_at)
SELECT p.store_id, p.invoice_id, p.state, p.attempts, p.due_at, p.error, p.finished_at
FROM invoices_posting p
WHERE p.id = ANY(%(locked)s)
AND NOT EXISTS (SELECT 1 FROM invoices_rendering r WHERE r.invoice_id = p.invoice_id)
"""
_POSTINGS = """
UPDATE invoices_posting p SET state = 'due', attempts = 0, due_at = now(), rung_at = NULL, error = '', finished_at = NULL
FROM invoices_rendering r WHERE r.invoice_id = p.invoice_id AND r.state <> 'done' AND p.id = ANY(%(locked)s)
"""
_MAILINGS = """
UPDATE invoices_mailing SET attempts = 0, due_at = now(), rung_at = NULL, error = ''
WHERE state = 'due' AND error = 'The PDF is not rendered yet.'
"""


def give_renderings(apps, schema_editor):
    """Insert a rendering for each posting, and let postings and mailings begin anew where it is not done."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(_LOCK)
        locked = [row_id for (row_id,) in cursor.fetchall()]
        for statement in (_RENDERED, _UNRENDERED, _POSTINGS, _MAILINGS):
            cursor.execute(statement, {"locked": locked})


class Migration(migrations.Migration):
    dependencies = [("invoices", "0008_rendering_has_a_row_of_its_own")]

    operations = [migrations.RunPython(give_renderings, migrations.RunPython.noop)]
