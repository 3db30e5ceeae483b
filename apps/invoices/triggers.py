"""Rules between issued rows that no constraint can express, held by PostgreSQL whoever writes.

Two transactions cannot each see room for one more: the second invoice of an order is stopped by its unique revision,
the second credit note waits for the lock on the invoice that it credits.
"""

import pgtrigger

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
        SELECT i.number INTO open FROM {meta.db_table} i
        WHERE i.store_id = NEW.store_id AND i.order_id = NEW.order_id AND i.kind = 'invoice'
        AND (SELECT coalesce(sum(c.gross_total), -1) FROM {meta.db_table} c WHERE c.credits_id = i.id) < i.gross_total
        LIMIT 1;
        IF open IS NOT NULL THEN
            RAISE EXCEPTION 'order % has the open invoice %', NEW.order_id, open
            USING ERRCODE = 'unique_violation';
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
    declare=[("original", "record"), ("credited", "numeric"), ("times", "integer")],
    func=pgtrigger.Func(
        """
        SELECT * INTO original FROM {meta.db_table} WHERE id = NEW.credits_id FOR UPDATE;
        SELECT coalesce(sum(gross_total), 0), count(*) INTO credited, times
        FROM {meta.db_table} WHERE credits_id = NEW.credits_id;
        IF original.kind <> 'invoice' OR original.store_id <> NEW.store_id OR original.order_id <> NEW.order_id
        OR original.currency <> NEW.currency THEN
            RAISE EXCEPTION 'credit note % does not fit the document it credits', NEW.number
            USING ERRCODE = 'check_violation';
        END IF;
        IF credited + NEW.gross_total > original.gross_total OR (times > 0 AND credited = original.gross_total) THEN
            RAISE EXCEPTION 'credit note % goes beyond invoice %', NEW.number, original.number
            USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    """
    ),
)
