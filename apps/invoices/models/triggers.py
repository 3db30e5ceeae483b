"""Rules between issued rows that no constraint can express, enforced by PostgreSQL for every program that writes.

Concurrent transactions cannot both pass. A second invoice of an order is stopped by its unique revision. A second
credit note waits for the lock on the invoice that it credits, and its lines and rates are inserted after it.
"""

import pgtrigger

from apps.formats.document import SEAL_VERSION

one_open_invoice_an_order = pgtrigger.Trigger(
    name="one_open_invoice_an_order",
    operation=pgtrigger.Insert,
    when=pgtrigger.Before,
    condition=pgtrigger.Q(new__kind="invoice"),
    declare=[("earlier", "integer"), ("open", "text")],
    func=pgtrigger.Func(
        """
        SELECT count(*) INTO earlier FROM {meta.db_table}
        WHERE store_id = NEW.store_id AND order_id = NEW.order_id AND kind = 'invoice';
        IF NEW.revision <> earlier + 1 THEN
            RAISE EXCEPTION 'invoice revision % of order %, but it has %', NEW.revision, NEW.order_id, earlier
            USING ERRCODE = 'unique_violation';
        END IF;
        IF EXISTS (SELECT 1 FROM invoices_submission s WHERE s.store_id = NEW.store_id AND s.order_id = NEW.order_id
        AND s.kind = 'invoice' AND s.stage NOT IN ('recorded', 'refused', 'withdrawn')) THEN
            RAISE EXCEPTION 'order % has a document on its way to a provider', NEW.order_id
            USING ERRCODE = 'unique_violation';
        END IF;
        IF earlier = 0 THEN
            RETURN NEW;
        END IF;
        SELECT i.number INTO open FROM {meta.db_table} i
        WHERE i.store_id = NEW.store_id AND i.order_id = NEW.order_id AND i.kind = 'invoice'
        AND NOT EXISTS (SELECT 1 FROM invoices_void v WHERE v.invoice_id = i.id)
        AND (SELECT coalesce(sum(c.gross_total), -1) FROM {meta.db_table} c WHERE c.credits_id = i.id
        AND NOT EXISTS (SELECT 1 FROM invoices_void v WHERE v.invoice_id = c.id)) < i.gross_total
        LIMIT 1;
        IF open IS NOT NULL THEN
            RAISE EXCEPTION 'order % has the open invoice %', NEW.order_id, open
            USING ERRCODE = 'unique_violation';
        END IF;
        RETURN NEW;
    """
    ),
)

submission_fits_its_order = pgtrigger.Trigger(
    name="submission_fits_its_order",
    operation=pgtrigger.Insert | pgtrigger.Update,
    when=pgtrigger.Before,
    condition=pgtrigger.Q(new__stage="waiting"),
    declare=[("open", "text")],
    func=pgtrigger.Func(
        """
        IF NOT EXISTS (SELECT 1 FROM invoices_provideraccount a
        WHERE a.id = NEW.account_id AND a.store_id = NEW.store_id) THEN
            RAISE EXCEPTION 'the account of submission % is another store''s', NEW.key
            USING ERRCODE = 'check_violation';
        END IF;
        IF NEW.kind = 'credit_note' THEN
            IF NOT EXISTS (SELECT 1 FROM invoices_invoice i WHERE i.id = NEW.credits_id AND i.store_id = NEW.store_id
            AND i.order_id = NEW.order_id AND i.kind = 'invoice') THEN
                RAISE EXCEPTION 'submission % credits no invoice of its order', NEW.key
                USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        END IF;
        SELECT i.number INTO open FROM invoices_invoice i
        WHERE i.store_id = NEW.store_id AND i.order_id = NEW.order_id AND i.kind = 'invoice'
        AND NOT EXISTS (SELECT 1 FROM invoices_void v WHERE v.invoice_id = i.id)
        AND (SELECT coalesce(sum(c.gross_total), -1) FROM invoices_invoice c WHERE c.credits_id = i.id
        AND NOT EXISTS (SELECT 1 FROM invoices_void v WHERE v.invoice_id = c.id)) < i.gross_total
        LIMIT 1;
        IF open IS NOT NULL THEN
            RAISE EXCEPTION 'order % has the open invoice %', NEW.order_id, open
            USING ERRCODE = 'unique_violation';
        END IF;
        RETURN NEW;
    """
    ),
)

# The number comes from the series: the transaction that inserts the document has locked and advanced its counter. Where
# a provider gives numbers, the series only counts, and dates may run back.
document_fits_its_store = pgtrigger.Trigger(
    name="document_fits_its_store",
    operation=pgtrigger.Insert,
    when=pgtrigger.Before,
    declare=[("fits", "boolean")],
    func=pgtrigger.Func(
        """
        SELECT s.store_id = NEW.store_id AND s.kind = NEW.kind AND s.next_number = NEW.sequence + 1
        AND (s.account_id IS NOT NULL OR s.last_date = NEW.issue_date)
        INTO fits FROM invoices_series s WHERE s.id = NEW.series_id;
        IF fits IS NOT TRUE THEN
            RAISE EXCEPTION 'document % has a number or date that its series did not give', NEW.number
            USING ERRCODE = 'unique_violation';
        END IF;
        IF NEW.snapshot_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM orders_ordersnapshot o
        WHERE o.id = NEW.snapshot_id AND o.store_id = NEW.store_id AND o.order_id = NEW.order_id) THEN
            RAISE EXCEPTION 'document % names the evidence of another order', NEW.number
            USING ERRCODE = 'check_violation';
        END IF;
        IF NEW.replaces_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM {meta.db_table} i WHERE i.id = NEW.replaces_id
        AND i.store_id = NEW.store_id AND i.order_id = NEW.order_id AND i.kind = 'invoice') THEN
            RAISE EXCEPTION 'document % replaces a document of another order', NEW.number
            USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    """
    ),
)

no_credit_beyond_the_invoice = pgtrigger.Trigger(
    name="no_credit_beyond_the_invoice",
    operation=pgtrigger.Insert,
    when=pgtrigger.Before,
    condition=pgtrigger.Q(new__kind="credit_note"),
    declare=[("original", "record"), ("credited", "record")],
    func=pgtrigger.Func(
        """
        SELECT * INTO original FROM {meta.db_table} WHERE id = NEW.credits_id FOR UPDATE;
        IF NOT FOUND THEN
            RAISE EXCEPTION 'credit note % credits nothing', NEW.number USING ERRCODE = 'check_violation';
        END IF;
        SELECT coalesce(sum(gross_total), 0) AS gross, coalesce(sum(gift_card_amount), 0) AS gift_cards,
        coalesce(sum(amount_paid), 0) AS paid, count(*) AS times
        INTO credited FROM {meta.db_table} c WHERE credits_id = NEW.credits_id
        AND NOT EXISTS (SELECT 1 FROM invoices_void v WHERE v.invoice_id = c.id);
        IF EXISTS (SELECT 1 FROM invoices_void v WHERE v.invoice_id = NEW.credits_id) THEN
            RAISE EXCEPTION 'credit note % credits the void document %', NEW.number, original.number
            USING ERRCODE = 'check_violation';
        END IF;
        IF original.kind <> 'invoice' OR original.store_id <> NEW.store_id OR original.order_id <> NEW.order_id
        OR original.currency <> NEW.currency THEN
            RAISE EXCEPTION 'credit note % does not fit the document it credits', NEW.number
            USING ERRCODE = 'check_violation';
        END IF;
        IF credited.gross + NEW.gross_total > original.gross_total
        OR credited.gift_cards + NEW.gift_card_amount > original.gift_card_amount
        OR credited.paid + NEW.amount_paid > original.amount_paid
        OR (credited.times > 0 AND credited.gross = original.gross_total) THEN
            RAISE EXCEPTION 'credit note % goes beyond invoice %', NEW.number, original.number
            USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    """
    ),
)

totals_are_sums = pgtrigger.Trigger(
    name="totals_are_sums",
    operation=pgtrigger.Insert,
    when=pgtrigger.After,
    timing=pgtrigger.Deferred,
    declare=[("stated", "record"), ("summed", "record")],
    func=pgtrigger.Func(
        """
        SELECT NEW.net_total AS net, NEW.tax_total AS tax, NEW.gross_total AS gross INTO stated;
        SELECT count(*) AS rows, coalesce(sum(net), 0) AS net, coalesce(sum(tax), 0) AS tax,
        coalesce(sum(gross), 0) AS gross INTO summed FROM invoices_invoiceline WHERE invoice_id = NEW.id;
        IF (summed.rows, summed.net, summed.tax, summed.gross)
        <> (NEW.line_count, stated.net, stated.tax, stated.gross) THEN
            RAISE EXCEPTION 'the lines of document % do not add up to its totals', NEW.number
            USING ERRCODE = 'check_violation';
        END IF;
        SELECT count(*) AS rows, coalesce(sum(net), 0) AS net, coalesce(sum(tax), 0) AS tax,
        coalesce(sum(gross), 0) AS gross INTO summed FROM invoices_invoicetax WHERE invoice_id = NEW.id;
        IF (summed.rows, summed.net, summed.tax, summed.gross)
        <> (NEW.rate_count, stated.net, stated.tax, stated.gross) THEN
            RAISE EXCEPTION 'the tax rates of document % do not add up to its totals', NEW.number
            USING ERRCODE = 'check_violation';
        END IF;
        IF EXISTS (SELECT 1 FROM (
            SELECT tax_rate AS rate, tax_label AS label, net, tax - fixed_tax AS tax
            FROM invoices_invoiceline WHERE invoice_id = NEW.id
            UNION ALL SELECT NULL, '', 0, fixed_tax FROM invoices_invoiceline WHERE invoice_id = NEW.id
            UNION ALL SELECT rate, label, -net, -tax FROM invoices_invoicetax WHERE invoice_id = NEW.id
        ) shares GROUP BY rate, label HAVING sum(net) <> 0 OR sum(tax) <> 0) THEN
            RAISE EXCEPTION 'the tax rates of document % are not those of its lines', NEW.number
            USING ERRCODE = 'check_violation';
        END IF;
        IF NOT EXISTS (SELECT 1 FROM invoices_seal
        WHERE invoice_id = NEW.id AND series_id = NEW.series_id AND sequence = NEW.sequence) THEN
            RAISE EXCEPTION 'document % is not sealed', NEW.number USING ERRCODE = 'check_violation';
        END IF;
        RETURN NULL;
    """
    ),
)

# Positions run from 1 to the document's count and are unique, so a complete document has no free position.
line_fits_its_document = pgtrigger.Trigger(
    name="line_fits_its_document",
    operation=pgtrigger.Insert,
    when=pgtrigger.Before,
    declare=[("document", "record"), ("original", "record"), ("credited", "record")],
    func=pgtrigger.Func(
        """
        SELECT number, credits_id, line_count, store_id INTO document FROM invoices_invoice WHERE id = NEW.invoice_id;
        IF NOT FOUND OR NEW.position < 1 OR NEW.position > document.line_count OR NEW.store_id <> document.store_id THEN
            RAISE EXCEPTION 'document % has no line %', document.number, NEW.position USING ERRCODE = 'check_violation';
        END IF;
        IF NEW.credits_id IS NULL THEN
            RETURN NEW;
        END IF;
        SELECT * INTO original FROM {meta.db_table} WHERE id = NEW.credits_id;
        SELECT coalesce(sum(quantity), 0) AS quantity, coalesce(sum(net), 0) AS net, coalesce(sum(tax), 0) AS tax,
        coalesce(sum(fixed_tax), 0) AS fixed_tax INTO credited FROM {meta.db_table} l WHERE credits_id = NEW.credits_id
        AND NOT EXISTS (SELECT 1 FROM invoices_void v WHERE v.invoice_id = l.invoice_id);
        IF original.id IS NULL OR original.invoice_id IS DISTINCT FROM document.credits_id
        OR original.tax_rate IS DISTINCT FROM NEW.tax_rate OR original.tax_label <> NEW.tax_label
        OR credited.quantity + NEW.quantity > original.quantity OR credited.net + NEW.net > original.net
        OR credited.tax + NEW.tax > original.tax OR credited.fixed_tax + NEW.fixed_tax > original.fixed_tax THEN
            RAISE EXCEPTION 'line % of credit note % goes beyond the line it credits', NEW.position, document.number
            USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    """
    ),
)

rate_fits_its_document = pgtrigger.Trigger(
    name="rate_fits_its_document",
    operation=pgtrigger.Insert,
    when=pgtrigger.Before,
    declare=[("document", "record"), ("original", "record"), ("credited", "record")],
    func=pgtrigger.Func(
        """
        SELECT number, credits_id, rate_count, store_id INTO document FROM invoices_invoice WHERE id = NEW.invoice_id;
        IF NOT FOUND OR NEW.position < 1 OR NEW.position > document.rate_count OR NEW.store_id <> document.store_id THEN
            RAISE EXCEPTION 'document % has no tax row %', document.number, NEW.position
            USING ERRCODE = 'check_violation';
        END IF;
        IF document.credits_id IS NULL THEN
            RETURN NEW;
        END IF;
        SELECT * INTO original FROM {meta.db_table}
        WHERE invoice_id = document.credits_id AND rate IS NOT DISTINCT FROM NEW.rate AND label = NEW.label;
        SELECT coalesce(sum(t.net), 0) AS net, coalesce(sum(t.tax), 0) AS tax INTO credited
        FROM {meta.db_table} t JOIN invoices_invoice i ON i.id = t.invoice_id
        WHERE i.credits_id = document.credits_id AND t.rate IS NOT DISTINCT FROM NEW.rate AND t.label = NEW.label
        AND NOT EXISTS (SELECT 1 FROM invoices_void v WHERE v.invoice_id = i.id);
        IF original.id IS NULL OR credited.net + NEW.net > original.net OR credited.tax + NEW.tax > original.tax THEN
            RAISE EXCEPTION 'tax row % of credit note % goes beyond the invoice', NEW.position, document.number
            USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    """
    ),
)

# The lock on the series' row makes transactions add links one after another. Processes of the release before, which run
# beside this one during a deployment, write the version before.
seal_fits_its_chain = pgtrigger.Trigger(
    name="seal_fits_its_chain",
    operation=pgtrigger.Insert,
    when=pgtrigger.Before,
    declare=[("latest", "text")],
    func=pgtrigger.Func(
        f"""
        PERFORM 1 FROM invoices_series WHERE id = NEW.series_id FOR UPDATE;
        IF NOT EXISTS (SELECT 1 FROM invoices_invoice i WHERE i.id = NEW.invoice_id AND i.store_id = NEW.store_id
        AND i.series_id = NEW.series_id AND i.sequence = NEW.sequence)
        OR NEW.body::jsonb ->> 'sequence' IS DISTINCT FROM NEW.sequence::text
        OR coalesce(NEW.body::jsonb ->> 'version', '') NOT IN ('{SEAL_VERSION}', '{SEAL_VERSION - 1}') THEN
            RAISE EXCEPTION 'the seal of number % is not one of its document', NEW.sequence
            USING ERRCODE = 'check_violation';
        END IF;
        SELECT r.sha256 INTO latest FROM invoices_renditionseal r
        WHERE r.series_id = NEW.series_id AND r.after_sequence = NEW.sequence - 1 ORDER BY r.place DESC LIMIT 1;
        IF latest IS NULL THEN
            SELECT s.sha256 INTO latest FROM {{meta.db_table}} s
            WHERE s.series_id = NEW.series_id AND s.sequence = NEW.sequence - 1;
        END IF;
        IF NEW.previous <> coalesce(latest, '') THEN
            RAISE EXCEPTION 'the seal of number % does not follow the latest of its series', NEW.sequence
            USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    """  # noqa: S608
    ),
)

rendition_seal_fits_its_chain = pgtrigger.Trigger(
    name="rendition_seal_fits_its_chain",
    operation=pgtrigger.Insert,
    when=pgtrigger.Before,
    declare=[("newest", "bigint"), ("sealed", "record"), ("latest", "record"), ("said", "jsonb")],
    func=pgtrigger.Func(
        """
        SELECT next_number - 1 INTO newest FROM invoices_series WHERE id = NEW.series_id FOR UPDATE;
        SELECT r.sha256, r.size, i.number, i.sequence, d.sha256 AS seal INTO sealed FROM invoices_rendition r
        JOIN invoices_invoice i ON i.id = r.invoice_id JOIN invoices_seal d ON d.invoice_id = i.id
        WHERE r.id = NEW.rendition_id AND r.store_id = NEW.store_id AND i.series_id = NEW.series_id;
        said = NEW.body::jsonb;
        IF (said ->> 'link', said ->> 'version', said ->> 'pdf_sha256', said ->> 'size', said ->> 'number',
        said ->> 'sequence', said ->> 'seal') IS DISTINCT FROM ('rendition', '2', sealed.sha256, sealed.size::text,
        sealed.number, sealed.sequence::text, sealed.seal) THEN
            RAISE EXCEPTION 'the seal of rendition % is not one of its PDF', NEW.rendition_id
            USING ERRCODE = 'check_violation';
        END IF;
        SELECT l.sha256, l.place INTO latest FROM (
            SELECT r.sha256, r.place FROM {meta.db_table} r
            WHERE r.series_id = NEW.series_id AND r.after_sequence = newest
            UNION ALL SELECT s.sha256, 0 FROM invoices_seal s WHERE s.series_id = NEW.series_id AND s.sequence = newest
        ) l ORDER BY l.place DESC LIMIT 1;
        IF (NEW.previous, NEW.after_sequence, NEW.place) IS DISTINCT FROM (latest.sha256, newest, latest.place + 1) THEN
            RAISE EXCEPTION 'the seal of rendition % does not follow the latest of its series', NEW.rendition_id
            USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    """
    ),
)

rendition_is_sealed = pgtrigger.Trigger(
    name="rendition_is_sealed",
    operation=pgtrigger.Insert,
    when=pgtrigger.After,
    timing=pgtrigger.Deferred,
    func=pgtrigger.Func(
        """
        IF NOT EXISTS (SELECT 1 FROM invoices_renditionseal WHERE rendition_id = NEW.id) THEN
            RAISE EXCEPTION 'rendition % is not sealed', NEW.id USING ERRCODE = 'check_violation';
        END IF;
        RETURN NULL;
    """
    ),
)
