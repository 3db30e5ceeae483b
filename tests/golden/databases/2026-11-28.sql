SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET transaction_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

CREATE FUNCTION public._pgtrigger_should_ignore(trigger_name name) RETURNS boolean
    LANGUAGE plpgsql
    AS $$
                DECLARE
                    _pgtrigger_ignore TEXT[];
                    _result BOOLEAN;
                BEGIN
                    BEGIN
                        SELECT INTO _pgtrigger_ignore
                            CURRENT_SETTING('pgtrigger.ignore');
                        EXCEPTION WHEN OTHERS THEN
                    END;
                    IF _pgtrigger_ignore IS NOT NULL THEN
                        SELECT trigger_name = ANY(_pgtrigger_ignore)
                        INTO _result;
                        RETURN _result;
                    ELSE
                        RETURN FALSE;
                    END IF;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_document_fits_its_store_d4869() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                DECLARE fits boolean;
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
        SELECT s.store_id = NEW.store_id AND s.kind = NEW.kind AND s.next_number = NEW.sequence + 1
        AND s.last_date = NEW.issue_date INTO fits FROM invoices_series s WHERE s.id = NEW.series_id;
        IF fits IS NOT TRUE THEN
            RAISE EXCEPTION 'document % has a number or date that its series did not give', NEW.number
            USING ERRCODE = 'unique_violation';
        END IF;
        IF NEW.snapshot_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM orders_ordersnapshot o
        WHERE o.id = NEW.snapshot_id AND o.store_id = NEW.store_id AND o.order_id = NEW.order_id) THEN
            RAISE EXCEPTION 'document % names the evidence of another order', NEW.number
            USING ERRCODE = 'check_violation';
        END IF;
        IF NEW.replaces_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM invoices_invoice i WHERE i.id = NEW.replaces_id
        AND i.store_id = NEW.store_id AND i.order_id = NEW.order_id AND i.kind = 'invoice') THEN
            RAISE EXCEPTION 'document % replaces a document of another order', NEW.number
            USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    
                END;
            $$;


CREATE FUNCTION public.pgtrigger_line_fits_its_document_7cd56() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                DECLARE document record; original record; credited record;
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
        SELECT number, credits_id, line_count, store_id INTO document FROM invoices_invoice WHERE id = NEW.invoice_id;
        IF NOT FOUND OR NEW.position < 1 OR NEW.position > document.line_count OR NEW.store_id <> document.store_id THEN
            RAISE EXCEPTION 'document % has no line %', document.number, NEW.position USING ERRCODE = 'check_violation';
        END IF;
        IF NEW.credits_id IS NULL THEN
            RETURN NEW;
        END IF;
        SELECT * INTO original FROM invoices_invoiceline WHERE id = NEW.credits_id;
        SELECT coalesce(sum(quantity), 0) AS quantity, coalesce(sum(net), 0) AS net, coalesce(sum(tax), 0) AS tax,
        coalesce(sum(fixed_tax), 0) AS fixed_tax INTO credited FROM invoices_invoiceline WHERE credits_id = NEW.credits_id;
        IF original.id IS NULL OR original.invoice_id IS DISTINCT FROM document.credits_id
        OR original.tax_rate IS DISTINCT FROM NEW.tax_rate OR original.tax_label <> NEW.tax_label
        OR credited.quantity + NEW.quantity > original.quantity OR credited.net + NEW.net > original.net
        OR credited.tax + NEW.tax > original.tax OR credited.fixed_tax + NEW.fixed_tax > original.fixed_tax THEN
            RAISE EXCEPTION 'line % of credit note % goes beyond the line it credits', NEW.position, document.number
            USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    
                END;
            $$;


CREATE FUNCTION public.pgtrigger_no_credit_beyond_the_invoice_83eab() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                DECLARE original record; credited record;
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
        SELECT * INTO original FROM invoices_invoice WHERE id = NEW.credits_id FOR UPDATE;
        IF NOT FOUND THEN
            RAISE EXCEPTION 'credit note % credits nothing', NEW.number USING ERRCODE = 'check_violation';
        END IF;
        SELECT coalesce(sum(gross_total), 0) AS gross, coalesce(sum(gift_card_amount), 0) AS gift_cards,
        coalesce(sum(amount_paid), 0) AS paid, count(*) AS times
        INTO credited FROM invoices_invoice WHERE credits_id = NEW.credits_id;
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
    
                END;
            $$;


CREATE FUNCTION public.pgtrigger_one_open_invoice_an_order_a0331() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                DECLARE earlier integer; open text;
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
        SELECT count(*) INTO earlier FROM invoices_invoice
        WHERE store_id = NEW.store_id AND order_id = NEW.order_id AND kind = 'invoice';
        IF NEW.revision <> earlier + 1 THEN
            RAISE EXCEPTION 'invoice revision % of order %, but it has %', NEW.revision, NEW.order_id, earlier
            USING ERRCODE = 'unique_violation';
        END IF;
        IF earlier = 0 THEN
            RETURN NEW;
        END IF;
        SELECT i.number INTO open FROM invoices_invoice i
        WHERE i.store_id = NEW.store_id AND i.order_id = NEW.order_id AND i.kind = 'invoice'
        AND (SELECT coalesce(sum(c.gross_total), -1) FROM invoices_invoice c WHERE c.credits_id = i.id) < i.gross_total
        LIMIT 1;
        IF open IS NOT NULL THEN
            RAISE EXCEPTION 'order % has the open invoice %', NEW.order_id, open
            USING ERRCODE = 'unique_violation';
        END IF;
        RETURN NEW;
    
                END;
            $$;


CREATE FUNCTION public.pgtrigger_rate_fits_its_document_a816d() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                DECLARE document record; original record; credited record;
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
        SELECT number, credits_id, rate_count, store_id INTO document FROM invoices_invoice WHERE id = NEW.invoice_id;
        IF NOT FOUND OR NEW.position < 1 OR NEW.position > document.rate_count OR NEW.store_id <> document.store_id THEN
            RAISE EXCEPTION 'document % has no tax row %', document.number, NEW.position
            USING ERRCODE = 'check_violation';
        END IF;
        IF document.credits_id IS NULL THEN
            RETURN NEW;
        END IF;
        SELECT * INTO original FROM invoices_invoicetax
        WHERE invoice_id = document.credits_id AND rate IS NOT DISTINCT FROM NEW.rate AND label = NEW.label;
        SELECT coalesce(sum(t.net), 0) AS net, coalesce(sum(t.tax), 0) AS tax INTO credited
        FROM invoices_invoicetax t JOIN invoices_invoice i ON i.id = t.invoice_id
        WHERE i.credits_id = document.credits_id AND t.rate IS NOT DISTINCT FROM NEW.rate AND t.label = NEW.label;
        IF original.id IS NULL OR credited.net + NEW.net > original.net OR credited.tax + NEW.tax > original.tax THEN
            RAISE EXCEPTION 'tax row % of credit note % goes beyond the invoice', NEW.position, document.number
            USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    
                END;
            $$;


CREATE FUNCTION public.pgtrigger_refuse_delete_2635c() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_refuse_delete_2874a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_refuse_delete_3916a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_refuse_delete_7fb67() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_refuse_delete_8b927() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_refuse_delete_8bbbe() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_refuse_delete_8cfc7() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_refuse_delete_a35e3() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_refuse_delete_c5d05() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_refuse_delete_cd023() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_refuse_empty_82069() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot insert rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_refuse_truncate_22275() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot truncate rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_refuse_truncate_24f3d() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot truncate rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_refuse_truncate_420ea() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot truncate rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_refuse_truncate_42944() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot truncate rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_refuse_truncate_7fce3() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot truncate rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_refuse_truncate_84e50() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot truncate rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_refuse_truncate_8ddb6() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot truncate rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_refuse_truncate_b5d27() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot truncate rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_refuse_truncate_b7d6f() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot truncate rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_refuse_truncate_d790a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot truncate rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_refuse_update_369eb() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_refuse_update_380d9() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_refuse_update_48484() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
        IF NEW.personal = '' AND (OLD.personal_sha256 = '' AND NEW.body = '' OR OLD.personal_sha256 <> '' AND NEW.body = OLD.body) AND to_jsonb(NEW) - ARRAY['body', 'personal'] = to_jsonb(OLD) - ARRAY['body', 'personal']
        AND EXISTS (SELECT 1 FROM orders_erasure e
        WHERE e.store_id = OLD.store_id AND e.order_id = (SELECT i.order_id FROM invoices_invoice i WHERE i.id = OLD.invoice_id) AND e.erased_at = transaction_timestamp()) THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
        
                END;
            $$;


CREATE FUNCTION public.pgtrigger_refuse_update_54ef6() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_refuse_update_68baa() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_refuse_update_85cfc() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
        IF NEW.buyer_name = '' AND NEW.buyer_tax_id = '' AND NEW.buyer_activity = '' AND NEW.buyer_taxpayer_type = '' AND NEW.buyer_address = '' AND NEW.buyer_email = '' AND NEW.remarks = '' AND to_jsonb(NEW) - ARRAY['buyer_name', 'buyer_tax_id', 'buyer_activity', 'buyer_taxpayer_type', 'buyer_address', 'buyer_email', 'remarks'] = to_jsonb(OLD) - ARRAY['buyer_name', 'buyer_tax_id', 'buyer_activity', 'buyer_taxpayer_type', 'buyer_address', 'buyer_email', 'remarks']
        AND EXISTS (SELECT 1 FROM orders_erasure e
        WHERE e.store_id = OLD.store_id AND e.order_id = OLD.order_id AND e.erased_at = transaction_timestamp()) THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
        
                END;
            $$;


CREATE FUNCTION public.pgtrigger_refuse_update_989d7() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_refuse_update_caedd() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_refuse_update_cc2bc() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_refuse_update_f42a0() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
        IF NEW.body = '' AND to_jsonb(NEW) - ARRAY['body'] = to_jsonb(OLD) - ARRAY['body']
        AND EXISTS (SELECT 1 FROM orders_erasure e
        WHERE e.store_id = OLD.store_id AND e.order_id = OLD.order_id AND e.erased_at = transaction_timestamp()) THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
        
                END;
            $$;


CREATE FUNCTION public.pgtrigger_rendition_is_sealed_c1496() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
        IF NOT EXISTS (SELECT 1 FROM invoices_renditionseal WHERE rendition_id = NEW.id) THEN
            RAISE EXCEPTION 'rendition % is not sealed', NEW.id USING ERRCODE = 'check_violation';
        END IF;
        RETURN NULL;
    
                END;
            $$;


CREATE FUNCTION public.pgtrigger_rendition_seal_fits_its_chain_23490() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                DECLARE newest bigint; sealed record; latest record; said jsonb;
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
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
            SELECT r.sha256, r.place FROM invoices_renditionseal r
            WHERE r.series_id = NEW.series_id AND r.after_sequence = newest
            UNION ALL SELECT s.sha256, 0 FROM invoices_seal s WHERE s.series_id = NEW.series_id AND s.sequence = newest
        ) l ORDER BY l.place DESC LIMIT 1;
        IF (NEW.previous, NEW.after_sequence, NEW.place) IS DISTINCT FROM (latest.sha256, newest, latest.place + 1) THEN
            RAISE EXCEPTION 'the seal of rendition % does not follow the latest of its series', NEW.rendition_id
            USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    
                END;
            $$;


CREATE FUNCTION public.pgtrigger_seal_fits_its_chain_44fdd() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                DECLARE latest text;
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
        PERFORM 1 FROM invoices_series WHERE id = NEW.series_id FOR UPDATE;
        IF NOT EXISTS (SELECT 1 FROM invoices_invoice i WHERE i.id = NEW.invoice_id AND i.store_id = NEW.store_id
        AND i.series_id = NEW.series_id AND i.sequence = NEW.sequence)
        OR (NEW.body::jsonb ->> 'version', NEW.body::jsonb ->> 'sequence')
        IS DISTINCT FROM ('2', NEW.sequence::text) THEN
            RAISE EXCEPTION 'the seal of number % is not one of its document', NEW.sequence
            USING ERRCODE = 'check_violation';
        END IF;
        SELECT r.sha256 INTO latest FROM invoices_renditionseal r
        WHERE r.series_id = NEW.series_id AND r.after_sequence = NEW.sequence - 1 ORDER BY r.place DESC LIMIT 1;
        IF latest IS NULL THEN
            SELECT s.sha256 INTO latest FROM invoices_seal s
            WHERE s.series_id = NEW.series_id AND s.sequence = NEW.sequence - 1;
        END IF;
        IF NEW.previous <> coalesce(latest, '') THEN
            RAISE EXCEPTION 'the seal of number % does not follow the latest of its series', NEW.sequence
            USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    
                END;
            $$;


CREATE FUNCTION public.pgtrigger_stamp_83ef1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    NEW.erased_at = transaction_timestamp(); RETURN NEW;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_stamp_95972() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    NEW.at = transaction_timestamp(); RETURN NEW;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_totals_are_sums_be93d() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                DECLARE stated record; summed record;
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
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
    
                END;
            $$;


SET default_tablespace = '';

SET default_table_access_method = heap;

CREATE TABLE public.auth_group (
    id integer NOT NULL,
    name character varying(150) NOT NULL
);


ALTER TABLE public.auth_group ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.auth_group_permissions (
    id bigint NOT NULL,
    group_id integer NOT NULL,
    permission_id integer NOT NULL
);


ALTER TABLE public.auth_group_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.auth_permission (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    content_type_id integer NOT NULL,
    codename character varying(100) NOT NULL
);


ALTER TABLE public.auth_permission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_permission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.auth_user (
    id integer NOT NULL,
    password character varying(128) NOT NULL,
    last_login timestamp with time zone,
    is_superuser boolean NOT NULL,
    username character varying(150) NOT NULL,
    first_name character varying(150) NOT NULL,
    last_name character varying(150) NOT NULL,
    email character varying(254) NOT NULL,
    is_staff boolean NOT NULL,
    is_active boolean NOT NULL,
    date_joined timestamp with time zone NOT NULL
);


CREATE TABLE public.auth_user_groups (
    id bigint NOT NULL,
    user_id integer NOT NULL,
    group_id integer NOT NULL
);


ALTER TABLE public.auth_user_groups ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_user_groups_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


ALTER TABLE public.auth_user ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_user_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.auth_user_user_permissions (
    id bigint NOT NULL,
    user_id integer NOT NULL,
    permission_id integer NOT NULL
);


ALTER TABLE public.auth_user_user_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_user_user_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.automation_backfill (
    id bigint NOT NULL,
    state character varying(10) NOT NULL,
    attempts integer NOT NULL,
    due_at timestamp with time zone NOT NULL,
    rung_at timestamp with time zone,
    error text NOT NULL,
    finished_at timestamp with time zone,
    first_day date NOT NULL,
    last_day date NOT NULL,
    stage character varying(9) NOT NULL,
    page integer NOT NULL,
    added integer NOT NULL,
    asked_by character varying(64) NOT NULL,
    confirmed_by character varying(64) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    store_id bigint NOT NULL,
    CONSTRAINT a_backfill_runs_forwards CHECK ((first_day <= last_day)),
    CONSTRAINT automation_backfill_added_check CHECK ((added >= 0)),
    CONSTRAINT automation_backfill_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT automation_backfill_page_check CHECK ((page >= 0))
);


ALTER TABLE public.automation_backfill ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.automation_backfill_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.automation_backfilledorder (
    id bigint NOT NULL,
    order_id bigint NOT NULL,
    foreseen character varying(7) NOT NULL,
    outcome character varying(7) NOT NULL,
    reasons jsonb NOT NULL,
    paid_on date,
    currency character varying(3) NOT NULL,
    gross_total numeric(20,4),
    backfill_id bigint NOT NULL,
    store_id bigint NOT NULL,
    CONSTRAINT backfilled_order_id_is_positive CHECK ((order_id > 0))
);


ALTER TABLE public.automation_backfilledorder ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.automation_backfilledorder_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.automation_orderrecord (
    id bigint NOT NULL,
    order_id bigint NOT NULL,
    platform_status character varying(20) NOT NULL,
    state character varying(8) NOT NULL,
    reasons jsonb NOT NULL,
    last_ticket bigint NOT NULL,
    applied_ticket bigint NOT NULL,
    released_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    released_snapshot_id bigint,
    snapshot_id bigint,
    store_id bigint NOT NULL,
    backfilled_at timestamp with time zone,
    amount numeric(20,4),
    currency character varying(3) NOT NULL,
    dismissed jsonb NOT NULL,
    paid_on date,
    CONSTRAINT automation_orderrecord_applied_ticket_check CHECK ((applied_ticket >= 0)),
    CONSTRAINT automation_orderrecord_last_ticket_check CHECK ((last_ticket >= 0)),
    CONSTRAINT record_order_id_is_positive CHECK ((order_id > 0))
);


ALTER TABLE public.automation_orderrecord ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.automation_orderrecord_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.automation_reconciliation (
    id bigint NOT NULL,
    state character varying(10) NOT NULL,
    attempts integer NOT NULL,
    due_at timestamp with time zone NOT NULL,
    rung_at timestamp with time zone,
    error text NOT NULL,
    finished_at timestamp with time zone,
    span_days smallint NOT NULL,
    page integer NOT NULL,
    found integer NOT NULL,
    store_id bigint NOT NULL,
    CONSTRAINT automation_reconciliation_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT automation_reconciliation_found_check CHECK ((found >= 0)),
    CONSTRAINT automation_reconciliation_page_check CHECK ((page >= 0)),
    CONSTRAINT automation_reconciliation_span_days_check CHECK ((span_days >= 0))
);


ALTER TABLE public.automation_reconciliation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.automation_reconciliation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.automation_reposting (
    id bigint NOT NULL,
    state character varying(10) NOT NULL,
    attempts integer NOT NULL,
    due_at timestamp with time zone NOT NULL,
    rung_at timestamp with time zone,
    error text NOT NULL,
    finished_at timestamp with time zone,
    span_days smallint NOT NULL,
    started_at timestamp with time zone,
    page integer NOT NULL,
    store_id bigint NOT NULL,
    CONSTRAINT automation_reposting_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT automation_reposting_page_check CHECK ((page >= 0)),
    CONSTRAINT automation_reposting_span_days_check CHECK ((span_days >= 0))
);


ALTER TABLE public.automation_reposting ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.automation_reposting_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.dashboard_archive (
    id bigint NOT NULL,
    state character varying(10) NOT NULL,
    attempts integer NOT NULL,
    due_at timestamp with time zone NOT NULL,
    rung_at timestamp with time zone,
    error text NOT NULL,
    finished_at timestamp with time zone,
    first_day date,
    last_day date,
    token character varying(64) NOT NULL,
    last_id bigint NOT NULL,
    after_id bigint NOT NULL,
    total integer NOT NULL,
    done integer NOT NULL,
    parts smallint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    store_id bigint NOT NULL,
    about text NOT NULL,
    filters jsonb NOT NULL,
    kind character varying(5) NOT NULL,
    stored integer NOT NULL,
    text text NOT NULL,
    CONSTRAINT a_period_runs_forwards CHECK ((first_day <= last_day)),
    CONSTRAINT dashboard_archive_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT dashboard_archive_done_check CHECK ((done >= 0)),
    CONSTRAINT dashboard_archive_parts_check CHECK ((parts >= 0)),
    CONSTRAINT dashboard_archive_stored_check CHECK ((stored >= 0)),
    CONSTRAINT dashboard_archive_total_check CHECK ((total >= 0)),
    CONSTRAINT pdfs_are_of_a_period CHECK ((((kind)::text = 'table'::text) OR ((first_day IS NOT NULL) AND (last_day IS NOT NULL))))
);


ALTER TABLE public.dashboard_archive ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.dashboard_archive_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.django_admin_log (
    id integer NOT NULL,
    action_time timestamp with time zone NOT NULL,
    object_id text,
    object_repr character varying(200) NOT NULL,
    action_flag smallint NOT NULL,
    change_message text NOT NULL,
    content_type_id integer,
    user_id integer NOT NULL,
    CONSTRAINT django_admin_log_action_flag_check CHECK ((action_flag >= 0))
);


ALTER TABLE public.django_admin_log ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_admin_log_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.django_content_type (
    id integer NOT NULL,
    app_label character varying(100) NOT NULL,
    model character varying(100) NOT NULL
);


ALTER TABLE public.django_content_type ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_content_type_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.django_migrations (
    id bigint NOT NULL,
    app character varying(255) NOT NULL,
    name character varying(255) NOT NULL,
    applied timestamp with time zone NOT NULL
);


ALTER TABLE public.django_migrations ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_migrations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.django_session (
    session_key character varying(40) NOT NULL,
    session_data text NOT NULL,
    expire_date timestamp with time zone NOT NULL
);


CREATE TABLE public.intake_delivery (
    id bigint NOT NULL,
    state character varying(10) NOT NULL,
    attempts integer NOT NULL,
    due_at timestamp with time zone NOT NULL,
    rung_at timestamp with time zone,
    error text NOT NULL,
    finished_at timestamp with time zone,
    event character varying(60) NOT NULL,
    body bytea NOT NULL,
    headers jsonb NOT NULL,
    fingerprint character varying(64) NOT NULL,
    order_id bigint,
    received_at timestamp with time zone NOT NULL,
    store_id bigint NOT NULL,
    CONSTRAINT intake_delivery_attempts_check CHECK ((attempts >= 0))
);


ALTER TABLE public.intake_delivery ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.intake_delivery_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.invoices_buyercorrection (
    id bigint NOT NULL,
    state character varying(10) NOT NULL,
    attempts integer NOT NULL,
    due_at timestamp with time zone NOT NULL,
    rung_at timestamp with time zone,
    error text NOT NULL,
    finished_at timestamp with time zone,
    company text NOT NULL,
    tax_id text NOT NULL,
    activity text NOT NULL,
    address text NOT NULL,
    submitted_at timestamp with time zone NOT NULL,
    store_id bigint NOT NULL,
    invoice_id bigint NOT NULL,
    CONSTRAINT invoices_buyercorrection_attempts_check CHECK ((attempts >= 0))
);


ALTER TABLE public.invoices_buyercorrection ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.invoices_buyercorrection_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.invoices_historyline (
    id bigint NOT NULL,
    state character varying(10) NOT NULL,
    attempts integer NOT NULL,
    due_at timestamp with time zone NOT NULL,
    rung_at timestamp with time zone,
    error text NOT NULL,
    finished_at timestamp with time zone,
    store_id bigint NOT NULL,
    invoice_id bigint NOT NULL,
    CONSTRAINT invoices_historyline_attempts_check CHECK ((attempts >= 0))
);


ALTER TABLE public.invoices_historyline ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.invoices_historyline_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.invoices_invoice (
    id bigint NOT NULL,
    kind character varying(11) NOT NULL,
    sequence bigint NOT NULL,
    number character varying(60) NOT NULL,
    uid uuid NOT NULL,
    token character varying(64) NOT NULL,
    order_id bigint NOT NULL,
    revision smallint NOT NULL,
    credit_reason character varying(255) NOT NULL,
    issued_at timestamp with time zone NOT NULL,
    issue_date date NOT NULL,
    supply_date date,
    payment_date date,
    payment_method character varying(255) NOT NULL,
    time_zone character varying(64) NOT NULL,
    country character varying(2) NOT NULL,
    language character varying(2) NOT NULL,
    currency character varying(3) NOT NULL,
    seller_name text NOT NULL,
    seller_tax_id text NOT NULL,
    seller_activity text NOT NULL,
    seller_address text NOT NULL,
    seller_email text NOT NULL,
    buyer_name text NOT NULL,
    buyer_tax_id text NOT NULL,
    buyer_activity text NOT NULL,
    buyer_taxpayer_type text NOT NULL,
    buyer_wants_factura boolean,
    buyer_address text NOT NULL,
    buyer_email text NOT NULL,
    buyer_country character varying(2) NOT NULL,
    line_count smallint NOT NULL,
    rate_count smallint NOT NULL,
    net_total numeric(20,4) NOT NULL,
    tax_total numeric(20,4) NOT NULL,
    gross_total numeric(20,4) NOT NULL,
    gift_card_amount numeric(20,4) NOT NULL,
    amount_paid numeric(20,4) NOT NULL,
    stated_tax numeric(20,4),
    reading text NOT NULL,
    rounding character varying(8) NOT NULL,
    remarks text NOT NULL,
    paper_size character varying(6) NOT NULL,
    accent_colour character varying(7) NOT NULL,
    bank_details text NOT NULL,
    notes text NOT NULL,
    legal_text text NOT NULL,
    footer text NOT NULL,
    credits_id bigint,
    logo_id bigint,
    replaces_id bigint,
    snapshot_id bigint,
    store_id bigint NOT NULL,
    series_id bigint NOT NULL,
    CONSTRAINT document_is_not_empty CHECK (((line_count >= 1) AND (rate_count >= 1) AND (sequence >= 1))),
    CONSTRAINT invoices_invoice_line_count_check CHECK ((line_count >= 0)),
    CONSTRAINT invoices_invoice_rate_count_check CHECK ((rate_count >= 0)),
    CONSTRAINT invoices_invoice_revision_check CHECK ((revision >= 0)),
    CONSTRAINT invoices_invoice_sequence_check CHECK ((sequence >= 0)),
    CONSTRAINT kind_is_known CHECK (((kind)::text = ANY ((ARRAY['invoice'::character varying, 'credit_note'::character varying, 'test'::character varying])::text[]))),
    CONSTRAINT net_and_tax_add_up_to_gross CHECK ((gross_total = (net_total + tax_total))),
    CONSTRAINT only_credit_notes_credit CHECK ((((credits_id IS NOT NULL) AND ((kind)::text = 'credit_note'::text)) OR ((NOT ((kind)::text = 'credit_note'::text)) AND (credits_id IS NULL)))),
    CONSTRAINT only_invoices_replace CHECK (((replaces_id IS NULL) OR ((kind)::text = 'invoice'::text))),
    CONSTRAINT only_test_documents_lack_evidence CHECK (((snapshot_id IS NOT NULL) OR ((kind)::text = 'test'::text))),
    CONSTRAINT payments_add_up_to_gross CHECK ((gross_total = (amount_paid + gift_card_amount))),
    CONSTRAINT total_is_a_number CHECK ((gross_total < ('1000000000000000'::bigint)::numeric)),
    CONSTRAINT totals_are_not_negative CHECK (((amount_paid >= (0)::numeric) AND (gift_card_amount >= (0)::numeric) AND (net_total >= (0)::numeric) AND (tax_total >= (0)::numeric)))
);


ALTER TABLE public.invoices_invoice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.invoices_invoice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.invoices_invoiceline (
    id bigint NOT NULL,
    "position" smallint NOT NULL,
    kind character varying(10) NOT NULL,
    description text NOT NULL,
    sku text NOT NULL,
    quantity numeric(16,4) NOT NULL,
    unit_price numeric(24,8) NOT NULL,
    discount numeric(20,4) NOT NULL,
    tax_inside boolean NOT NULL,
    tax_rate numeric(8,4),
    tax_label text NOT NULL,
    net numeric(20,4) NOT NULL,
    tax numeric(20,4) NOT NULL,
    fixed_tax numeric(20,4) NOT NULL,
    gross numeric(20,4) NOT NULL,
    credits_id bigint,
    invoice_id bigint NOT NULL,
    store_id bigint NOT NULL,
    CONSTRAINT invoices_invoiceline_position_check CHECK (("position" >= 0)),
    CONSTRAINT line_adds_up CHECK ((gross = (net + tax))),
    CONSTRAINT line_is_not_negative CHECK (((fixed_tax >= (0)::numeric) AND (net >= (0)::numeric) AND (quantity >= (0)::numeric) AND (quantity < ('1000000000000'::bigint)::numeric) AND (tax >= fixed_tax)))
);


ALTER TABLE public.invoices_invoiceline ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.invoices_invoiceline_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.invoices_invoicetax (
    id bigint NOT NULL,
    "position" smallint NOT NULL,
    rate numeric(8,4),
    label text NOT NULL,
    parts jsonb NOT NULL,
    net numeric(20,4) NOT NULL,
    tax numeric(20,4) NOT NULL,
    gross numeric(20,4) NOT NULL,
    invoice_id bigint NOT NULL,
    store_id bigint NOT NULL,
    CONSTRAINT invoices_invoicetax_position_check CHECK (("position" >= 0)),
    CONSTRAINT tax_row_adds_up CHECK ((gross = (net + tax))),
    CONSTRAINT tax_row_is_not_negative CHECK (((net >= (0)::numeric) AND (tax >= (0)::numeric)))
);


ALTER TABLE public.invoices_invoicetax ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.invoices_invoicetax_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.invoices_mailattempt (
    id bigint NOT NULL,
    started_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    outcome character varying(11) NOT NULL,
    detail text NOT NULL,
    store_id bigint NOT NULL,
    mailing_id bigint NOT NULL
);


ALTER TABLE public.invoices_mailattempt ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.invoices_mailattempt_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.invoices_mailing (
    id bigint NOT NULL,
    state character varying(10) NOT NULL,
    attempts integer NOT NULL,
    due_at timestamp with time zone NOT NULL,
    rung_at timestamp with time zone,
    error text NOT NULL,
    finished_at timestamp with time zone,
    recipient character varying(254) NOT NULL,
    by_hand boolean NOT NULL,
    created_at timestamp with time zone NOT NULL,
    invoice_id bigint NOT NULL,
    store_id bigint NOT NULL,
    CONSTRAINT invoices_mailing_attempts_check CHECK ((attempts >= 0))
);


ALTER TABLE public.invoices_mailing ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.invoices_mailing_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.invoices_posting (
    id bigint NOT NULL,
    state character varying(10) NOT NULL,
    attempts integer NOT NULL,
    due_at timestamp with time zone NOT NULL,
    rung_at timestamp with time zone,
    error text NOT NULL,
    finished_at timestamp with time zone,
    seen_at timestamp with time zone,
    invoice_id bigint NOT NULL,
    store_id bigint NOT NULL,
    CONSTRAINT invoices_posting_attempts_check CHECK ((attempts >= 0))
);


ALTER TABLE public.invoices_posting ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.invoices_posting_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.invoices_rendition (
    id bigint NOT NULL,
    path character varying(200) NOT NULL,
    sha256 character varying(64) NOT NULL,
    size integer NOT NULL,
    renderer_version character varying(20) NOT NULL,
    rendered_at timestamp with time zone NOT NULL,
    invoice_id bigint NOT NULL,
    store_id bigint NOT NULL,
    CONSTRAINT invoices_rendition_size_check CHECK ((size >= 0))
);


ALTER TABLE public.invoices_rendition ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.invoices_rendition_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.invoices_renditionseal (
    id bigint NOT NULL,
    after_sequence bigint NOT NULL,
    place bigint NOT NULL,
    body text NOT NULL,
    previous character varying(64) NOT NULL,
    sha256 character varying(64) NOT NULL,
    rendition_id bigint NOT NULL,
    series_id bigint NOT NULL,
    store_id bigint NOT NULL,
    CONSTRAINT a_pdfs_seal_fits_its_body CHECK (((sha256)::text = encode(sha256(convert_to((((previous)::text || chr(10)) || body), 'UTF8'::name)), 'hex'::text))),
    CONSTRAINT invoices_renditionseal_after_sequence_check CHECK ((after_sequence >= 0)),
    CONSTRAINT invoices_renditionseal_place_check CHECK ((place >= 0))
);


ALTER TABLE public.invoices_renditionseal ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.invoices_renditionseal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.invoices_seal (
    id bigint NOT NULL,
    sequence bigint NOT NULL,
    body text NOT NULL,
    previous character varying(64) NOT NULL,
    sha256 character varying(64) NOT NULL,
    invoice_id bigint NOT NULL,
    store_id bigint NOT NULL,
    series_id bigint NOT NULL,
    personal text NOT NULL,
    personal_sha256 character varying(64) NOT NULL,
    CONSTRAINT a_seal_fits_its_body CHECK ((((personal = ''::text) AND ((personal_sha256)::text = ''::text) AND ((body = ''::text) OR ((sha256)::text = encode(sha256(convert_to((((previous)::text || chr(10)) || body), 'UTF8'::name)), 'hex'::text)))) OR ((NOT ((personal_sha256)::text = ''::text)) AND (NOT (body = ''::text)) AND ((personal = ''::text) OR ((personal_sha256)::text = encode(sha256(convert_to(personal, 'UTF8'::name)), 'hex'::text))) AND ((sha256)::text = encode(sha256(convert_to((((((previous)::text || chr(10)) || encode(sha256(convert_to(body, 'UTF8'::name)), 'hex'::text)) || chr(10)) || (personal_sha256)::text), 'UTF8'::name)), 'hex'::text))))),
    CONSTRAINT invoices_seal_sequence_check CHECK ((sequence >= 0))
);


ALTER TABLE public.invoices_seal ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.invoices_seal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.invoices_sealmailattempt (
    id bigint NOT NULL,
    started_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    outcome character varying(11) NOT NULL,
    detail text NOT NULL,
    store_id bigint NOT NULL,
    mailing_id bigint NOT NULL
);


ALTER TABLE public.invoices_sealmailattempt ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.invoices_sealmailattempt_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.invoices_sealmailing (
    id bigint NOT NULL,
    state character varying(10) NOT NULL,
    attempts integer NOT NULL,
    due_at timestamp with time zone NOT NULL,
    rung_at timestamp with time zone,
    error text NOT NULL,
    finished_at timestamp with time zone,
    month date NOT NULL,
    recipient character varying(254) NOT NULL,
    store_id bigint NOT NULL,
    CONSTRAINT invoices_sealmailing_attempts_check CHECK ((attempts >= 0))
);


ALTER TABLE public.invoices_sealmailing ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.invoices_sealmailing_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.invoices_series (
    id bigint NOT NULL,
    kind character varying(11) NOT NULL,
    prefix character varying(30) NOT NULL,
    year smallint,
    first_number bigint NOT NULL,
    next_number bigint NOT NULL,
    last_date date,
    store_id bigint NOT NULL,
    CONSTRAINT a_yearly_series_names_its_year CHECK (((year IS NULL) OR ((prefix)::text ~~ '%{YY%'::text))),
    CONSTRAINT invoices_series_first_number_check CHECK ((first_number >= 0)),
    CONSTRAINT invoices_series_next_number_check CHECK ((next_number >= 0)),
    CONSTRAINT invoices_series_year_check CHECK ((year >= 0)),
    CONSTRAINT numbers_run_upwards CHECK ((next_number >= first_number)),
    CONSTRAINT numbers_start_at_one CHECK ((first_number > 0)),
    CONSTRAINT prefix_fits_an_address CHECK (((prefix)::text ~ '^([A-Za-z0-9-]|\{YYYY\}|\{YY\})*$'::text))
);


ALTER TABLE public.invoices_series ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.invoices_series_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.orders_erasure (
    id bigint NOT NULL,
    order_id bigint NOT NULL,
    ground character varying(14) NOT NULL,
    erased_at timestamp with time zone NOT NULL,
    store_id bigint NOT NULL
);


ALTER TABLE public.orders_erasure ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.orders_erasure_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.orders_ordersnapshot (
    id bigint NOT NULL,
    order_id bigint NOT NULL,
    body text NOT NULL,
    sha256 character varying(64) NOT NULL,
    read_at timestamp with time zone NOT NULL,
    store_id bigint NOT NULL,
    CONSTRAINT snapshot_order_id_is_positive CHECK ((order_id > 0))
);


ALTER TABLE public.orders_ordersnapshot ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.orders_ordersnapshot_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.stores_credential (
    id bigint NOT NULL,
    access_token text NOT NULL,
    refresh_token text NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    store_id bigint NOT NULL
);


ALTER TABLE public.stores_credential ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.stores_credential_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.stores_installation (
    id bigint NOT NULL,
    state character varying(10) NOT NULL,
    attempts integer NOT NULL,
    due_at timestamp with time zone NOT NULL,
    rung_at timestamp with time zone,
    error text NOT NULL,
    finished_at timestamp with time zone,
    installed boolean,
    plan character varying(100) NOT NULL,
    subscription character varying(100) NOT NULL,
    billing_start character varying(40) NOT NULL,
    billing_end character varying(40) NOT NULL,
    billable_orders integer,
    free_orders integer,
    store_id bigint NOT NULL,
    CONSTRAINT stores_installation_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT stores_installation_billable_orders_check CHECK ((billable_orders >= 0)),
    CONSTRAINT stores_installation_free_orders_check CHECK ((free_orders >= 0))
);


ALTER TABLE public.stores_installation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.stores_installation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.stores_invoicingsettings (
    id bigint NOT NULL,
    seller_name character varying(255) NOT NULL,
    seller_tax_id character varying(40) NOT NULL,
    seller_activity character varying(255) NOT NULL,
    seller_address text NOT NULL,
    seller_email character varying(254) NOT NULL,
    language character varying(2) NOT NULL,
    invoice_prefix character varying(30) NOT NULL,
    credit_note_prefix character varying(30) NOT NULL,
    test_prefix character varying(30) NOT NULL,
    number_padding smallint NOT NULL,
    restart_yearly boolean NOT NULL,
    invoice_first_number integer NOT NULL,
    credit_note_first_number integer NOT NULL,
    fallback_tax_rate numeric(7,4),
    fallback_prices character varying(7) NOT NULL,
    tax_rounding character varying(8) NOT NULL,
    free_orders character varying(7) NOT NULL,
    wrong_tax_id character varying(4) NOT NULL,
    issue_when character varying(7) NOT NULL,
    hold_for_review boolean NOT NULL,
    left_out_payment_methods jsonb NOT NULL,
    left_out_sources jsonb NOT NULL,
    issue_since date,
    buyer_labels jsonb NOT NULL,
    paper_size character varying(6) NOT NULL,
    accent_colour character varying(7) NOT NULL,
    bank_details text NOT NULL,
    notes text NOT NULL,
    legal_text text NOT NULL,
    footer character varying(200) NOT NULL,
    buyers_language boolean NOT NULL,
    mail_buyers boolean NOT NULL,
    mail_reply_to character varying(254) NOT NULL,
    mail_message text NOT NULL,
    self_service boolean NOT NULL,
    self_service_days smallint NOT NULL,
    order_history boolean NOT NULL,
    logo_id bigint,
    store_id bigint NOT NULL,
    test_mode boolean NOT NULL,
    issues_automatically boolean NOT NULL,
    steps_done jsonb NOT NULL,
    mail_seals boolean NOT NULL,
    unclear_coupons character varying(10) NOT NULL,
    CONSTRAINT accent_is_a_colour CHECK (((accent_colour)::text ~ '^#[0-9a-f]{6}$'::text)),
    CONSTRAINT fallback_tax_rate_is_a_percentage CHECK ((((fallback_tax_rate >= (0)::numeric) AND (fallback_tax_rate < (100)::numeric)) OR (fallback_tax_rate IS NULL))),
    CONSTRAINT first_numbers_are_positive CHECK (((credit_note_first_number >= 1) AND (invoice_first_number >= 1))),
    CONSTRAINT number_padding_is_possible CHECK (((number_padding >= 1) AND (number_padding <= 12))),
    CONSTRAINT numbers_that_restart_name_their_year CHECK (((NOT restart_yearly) OR (((credit_note_prefix)::text ~~ '%{YY%'::text) AND ((invoice_prefix)::text ~~ '%{YY%'::text) AND ((test_prefix)::text ~~ '%{YY%'::text)))),
    CONSTRAINT prefixes_differ CHECK (((NOT ((invoice_prefix)::text = (credit_note_prefix)::text)) AND (NOT ((invoice_prefix)::text = (test_prefix)::text)) AND (NOT ((credit_note_prefix)::text = (test_prefix)::text)))),
    CONSTRAINT stores_invoicingsettings_credit_note_first_number_check CHECK ((credit_note_first_number >= 0)),
    CONSTRAINT stores_invoicingsettings_invoice_first_number_check CHECK ((invoice_first_number >= 0)),
    CONSTRAINT stores_invoicingsettings_number_padding_check CHECK ((number_padding >= 0)),
    CONSTRAINT stores_invoicingsettings_self_service_days_check CHECK ((self_service_days >= 0))
);


ALTER TABLE public.stores_invoicingsettings ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.stores_invoicingsettings_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.stores_logo (
    id bigint NOT NULL,
    content bytea NOT NULL,
    sha256 character varying(64) NOT NULL,
    width smallint NOT NULL,
    height smallint NOT NULL,
    uploaded_at timestamp with time zone NOT NULL,
    store_id bigint NOT NULL,
    CONSTRAINT a_logo_fits_its_hash CHECK (((sha256)::text = encode(sha256(content), 'hex'::text))),
    CONSTRAINT stores_logo_height_check CHECK ((height >= 0)),
    CONSTRAINT stores_logo_width_check CHECK ((width >= 0))
);


ALTER TABLE public.stores_logo ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.stores_logo_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.stores_reauthorisation (
    id bigint NOT NULL,
    refused_at timestamp with time zone NOT NULL,
    authorised_at timestamp with time zone NOT NULL,
    installed_at timestamp with time zone NOT NULL,
    issues_automatically boolean NOT NULL,
    issue_since date,
    answer character varying(7) NOT NULL,
    answered_at timestamp with time zone,
    answered_by character varying(64) NOT NULL,
    store_id bigint NOT NULL,
    CONSTRAINT an_answer_tells_when_and_by_whom CHECK (((((answer)::text = ''::text) AND (answered_at IS NULL) AND ((answered_by)::text = ''::text)) OR ((NOT ((answer)::text = ''::text)) AND (answered_at IS NOT NULL) AND (NOT ((answered_by)::text = ''::text)))))
);


ALTER TABLE public.stores_reauthorisation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.stores_reauthorisation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.stores_settingschange (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    field character varying(60) NOT NULL,
    old jsonb,
    new jsonb,
    by character varying(64) NOT NULL,
    store_id bigint NOT NULL
);


ALTER TABLE public.stores_settingschange ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.stores_settingschange_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.stores_signin (
    id bigint NOT NULL,
    state_digest character varying(64) NOT NULL,
    browser_digest character varying(64) NOT NULL,
    frame_challenge character varying(64) NOT NULL,
    started_at timestamp with time zone NOT NULL,
    returned_at timestamp with time zone,
    code_digest character varying(64),
    traded_at timestamp with time zone,
    store_id bigint,
    ended_at timestamp with time zone
);


ALTER TABLE public.stores_signin ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.stores_signin_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.stores_store (
    id bigint NOT NULL,
    code character varying(100) NOT NULL,
    name character varying(255) NOT NULL,
    email character varying(254) NOT NULL,
    currency character varying(3) NOT NULL,
    country character varying(2) NOT NULL,
    time_zone character varying(64) NOT NULL,
    hooks_token text NOT NULL,
    status character varying(20) NOT NULL,
    status_since timestamp with time zone NOT NULL,
    installed_at timestamp with time zone NOT NULL,
    earlier_hooks_token text NOT NULL,
    hooks_token_checked_at timestamp with time zone,
    hooks_token_changed_at timestamp with time zone,
    hooks_registered_at timestamp with time zone,
    hooks_address character varying(255) NOT NULL,
    hooks_due_at timestamp with time zone NOT NULL,
    hooks_renewed_at timestamp with time zone
);


ALTER TABLE public.stores_store ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.stores_store_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


INSERT INTO public.auth_permission VALUES (1, 'Can add store', 1, 'add_store');
INSERT INTO public.auth_permission VALUES (2, 'Can change store', 1, 'change_store');
INSERT INTO public.auth_permission VALUES (3, 'Can delete store', 1, 'delete_store');
INSERT INTO public.auth_permission VALUES (4, 'Can view store', 1, 'view_store');
INSERT INTO public.auth_permission VALUES (5, 'Can add sign in', 2, 'add_signin');
INSERT INTO public.auth_permission VALUES (6, 'Can change sign in', 2, 'change_signin');
INSERT INTO public.auth_permission VALUES (7, 'Can delete sign in', 2, 'delete_signin');
INSERT INTO public.auth_permission VALUES (8, 'Can view sign in', 2, 'view_signin');
INSERT INTO public.auth_permission VALUES (9, 'Can add logo', 3, 'add_logo');
INSERT INTO public.auth_permission VALUES (10, 'Can change logo', 3, 'change_logo');
INSERT INTO public.auth_permission VALUES (11, 'Can delete logo', 3, 'delete_logo');
INSERT INTO public.auth_permission VALUES (12, 'Can view logo', 3, 'view_logo');
INSERT INTO public.auth_permission VALUES (13, 'Can add invoicing settings', 4, 'add_invoicingsettings');
INSERT INTO public.auth_permission VALUES (14, 'Can change invoicing settings', 4, 'change_invoicingsettings');
INSERT INTO public.auth_permission VALUES (15, 'Can delete invoicing settings', 4, 'delete_invoicingsettings');
INSERT INTO public.auth_permission VALUES (16, 'Can view invoicing settings', 4, 'view_invoicingsettings');
INSERT INTO public.auth_permission VALUES (17, 'Can add installation', 5, 'add_installation');
INSERT INTO public.auth_permission VALUES (18, 'Can change installation', 5, 'change_installation');
INSERT INTO public.auth_permission VALUES (19, 'Can delete installation', 5, 'delete_installation');
INSERT INTO public.auth_permission VALUES (20, 'Can view installation', 5, 'view_installation');
INSERT INTO public.auth_permission VALUES (21, 'Can add credential', 6, 'add_credential');
INSERT INTO public.auth_permission VALUES (22, 'Can change credential', 6, 'change_credential');
INSERT INTO public.auth_permission VALUES (23, 'Can delete credential', 6, 'delete_credential');
INSERT INTO public.auth_permission VALUES (24, 'Can view credential', 6, 'view_credential');
INSERT INTO public.auth_permission VALUES (25, 'Can add settings change', 7, 'add_settingschange');
INSERT INTO public.auth_permission VALUES (26, 'Can change settings change', 7, 'change_settingschange');
INSERT INTO public.auth_permission VALUES (27, 'Can delete settings change', 7, 'delete_settingschange');
INSERT INTO public.auth_permission VALUES (28, 'Can view settings change', 7, 'view_settingschange');
INSERT INTO public.auth_permission VALUES (29, 'Can add reauthorisation', 8, 'add_reauthorisation');
INSERT INTO public.auth_permission VALUES (30, 'Can change reauthorisation', 8, 'change_reauthorisation');
INSERT INTO public.auth_permission VALUES (31, 'Can delete reauthorisation', 8, 'delete_reauthorisation');
INSERT INTO public.auth_permission VALUES (32, 'Can view reauthorisation', 8, 'view_reauthorisation');
INSERT INTO public.auth_permission VALUES (33, 'Can add order snapshot', 9, 'add_ordersnapshot');
INSERT INTO public.auth_permission VALUES (34, 'Can change order snapshot', 9, 'change_ordersnapshot');
INSERT INTO public.auth_permission VALUES (35, 'Can delete order snapshot', 9, 'delete_ordersnapshot');
INSERT INTO public.auth_permission VALUES (36, 'Can view order snapshot', 9, 'view_ordersnapshot');
INSERT INTO public.auth_permission VALUES (37, 'Can add erasure', 10, 'add_erasure');
INSERT INTO public.auth_permission VALUES (38, 'Can change erasure', 10, 'change_erasure');
INSERT INTO public.auth_permission VALUES (39, 'Can delete erasure', 10, 'delete_erasure');
INSERT INTO public.auth_permission VALUES (40, 'Can view erasure', 10, 'view_erasure');
INSERT INTO public.auth_permission VALUES (41, 'Can add invoice', 11, 'add_invoice');
INSERT INTO public.auth_permission VALUES (42, 'Can change invoice', 11, 'change_invoice');
INSERT INTO public.auth_permission VALUES (43, 'Can delete invoice', 11, 'delete_invoice');
INSERT INTO public.auth_permission VALUES (44, 'Can view invoice', 11, 'view_invoice');
INSERT INTO public.auth_permission VALUES (45, 'Can add invoice tax', 12, 'add_invoicetax');
INSERT INTO public.auth_permission VALUES (46, 'Can change invoice tax', 12, 'change_invoicetax');
INSERT INTO public.auth_permission VALUES (47, 'Can delete invoice tax', 12, 'delete_invoicetax');
INSERT INTO public.auth_permission VALUES (48, 'Can view invoice tax', 12, 'view_invoicetax');
INSERT INTO public.auth_permission VALUES (49, 'Can add mailing', 13, 'add_mailing');
INSERT INTO public.auth_permission VALUES (50, 'Can change mailing', 13, 'change_mailing');
INSERT INTO public.auth_permission VALUES (51, 'Can delete mailing', 13, 'delete_mailing');
INSERT INTO public.auth_permission VALUES (52, 'Can view mailing', 13, 'view_mailing');
INSERT INTO public.auth_permission VALUES (53, 'Can add mail attempt', 14, 'add_mailattempt');
INSERT INTO public.auth_permission VALUES (54, 'Can change mail attempt', 14, 'change_mailattempt');
INSERT INTO public.auth_permission VALUES (55, 'Can delete mail attempt', 14, 'delete_mailattempt');
INSERT INTO public.auth_permission VALUES (56, 'Can view mail attempt', 14, 'view_mailattempt');
INSERT INTO public.auth_permission VALUES (57, 'Can add posting', 15, 'add_posting');
INSERT INTO public.auth_permission VALUES (58, 'Can change posting', 15, 'change_posting');
INSERT INTO public.auth_permission VALUES (59, 'Can delete posting', 15, 'delete_posting');
INSERT INTO public.auth_permission VALUES (60, 'Can view posting', 15, 'view_posting');
INSERT INTO public.auth_permission VALUES (61, 'Can add rendition', 16, 'add_rendition');
INSERT INTO public.auth_permission VALUES (62, 'Can change rendition', 16, 'change_rendition');
INSERT INTO public.auth_permission VALUES (63, 'Can delete rendition', 16, 'delete_rendition');
INSERT INTO public.auth_permission VALUES (64, 'Can view rendition', 16, 'view_rendition');
INSERT INTO public.auth_permission VALUES (65, 'Can add series', 17, 'add_series');
INSERT INTO public.auth_permission VALUES (66, 'Can change series', 17, 'change_series');
INSERT INTO public.auth_permission VALUES (67, 'Can delete series', 17, 'delete_series');
INSERT INTO public.auth_permission VALUES (68, 'Can view series', 17, 'view_series');
INSERT INTO public.auth_permission VALUES (69, 'Can add seal', 18, 'add_seal');
INSERT INTO public.auth_permission VALUES (70, 'Can change seal', 18, 'change_seal');
INSERT INTO public.auth_permission VALUES (71, 'Can delete seal', 18, 'delete_seal');
INSERT INTO public.auth_permission VALUES (72, 'Can view seal', 18, 'view_seal');
INSERT INTO public.auth_permission VALUES (73, 'Can add history line', 19, 'add_historyline');
INSERT INTO public.auth_permission VALUES (74, 'Can change history line', 19, 'change_historyline');
INSERT INTO public.auth_permission VALUES (75, 'Can delete history line', 19, 'delete_historyline');
INSERT INTO public.auth_permission VALUES (76, 'Can view history line', 19, 'view_historyline');
INSERT INTO public.auth_permission VALUES (77, 'Can add buyer correction', 20, 'add_buyercorrection');
INSERT INTO public.auth_permission VALUES (78, 'Can change buyer correction', 20, 'change_buyercorrection');
INSERT INTO public.auth_permission VALUES (79, 'Can delete buyer correction', 20, 'delete_buyercorrection');
INSERT INTO public.auth_permission VALUES (80, 'Can view buyer correction', 20, 'view_buyercorrection');
INSERT INTO public.auth_permission VALUES (81, 'Can add invoice line', 21, 'add_invoiceline');
INSERT INTO public.auth_permission VALUES (82, 'Can change invoice line', 21, 'change_invoiceline');
INSERT INTO public.auth_permission VALUES (83, 'Can delete invoice line', 21, 'delete_invoiceline');
INSERT INTO public.auth_permission VALUES (84, 'Can view invoice line', 21, 'view_invoiceline');
INSERT INTO public.auth_permission VALUES (85, 'Can add rendition seal', 22, 'add_renditionseal');
INSERT INTO public.auth_permission VALUES (86, 'Can change rendition seal', 22, 'change_renditionseal');
INSERT INTO public.auth_permission VALUES (87, 'Can delete rendition seal', 22, 'delete_renditionseal');
INSERT INTO public.auth_permission VALUES (88, 'Can view rendition seal', 22, 'view_renditionseal');
INSERT INTO public.auth_permission VALUES (89, 'Can add seal mailing', 23, 'add_sealmailing');
INSERT INTO public.auth_permission VALUES (90, 'Can change seal mailing', 23, 'change_sealmailing');
INSERT INTO public.auth_permission VALUES (91, 'Can delete seal mailing', 23, 'delete_sealmailing');
INSERT INTO public.auth_permission VALUES (92, 'Can view seal mailing', 23, 'view_sealmailing');
INSERT INTO public.auth_permission VALUES (93, 'Can add seal mail attempt', 24, 'add_sealmailattempt');
INSERT INTO public.auth_permission VALUES (94, 'Can change seal mail attempt', 24, 'change_sealmailattempt');
INSERT INTO public.auth_permission VALUES (95, 'Can delete seal mail attempt', 24, 'delete_sealmailattempt');
INSERT INTO public.auth_permission VALUES (96, 'Can view seal mail attempt', 24, 'view_sealmailattempt');
INSERT INTO public.auth_permission VALUES (97, 'Can add order record', 25, 'add_orderrecord');
INSERT INTO public.auth_permission VALUES (98, 'Can change order record', 25, 'change_orderrecord');
INSERT INTO public.auth_permission VALUES (99, 'Can delete order record', 25, 'delete_orderrecord');
INSERT INTO public.auth_permission VALUES (100, 'Can view order record', 25, 'view_orderrecord');
INSERT INTO public.auth_permission VALUES (101, 'Can add reconciliation', 26, 'add_reconciliation');
INSERT INTO public.auth_permission VALUES (102, 'Can change reconciliation', 26, 'change_reconciliation');
INSERT INTO public.auth_permission VALUES (103, 'Can delete reconciliation', 26, 'delete_reconciliation');
INSERT INTO public.auth_permission VALUES (104, 'Can view reconciliation', 26, 'view_reconciliation');
INSERT INTO public.auth_permission VALUES (105, 'Can add reposting', 27, 'add_reposting');
INSERT INTO public.auth_permission VALUES (106, 'Can change reposting', 27, 'change_reposting');
INSERT INTO public.auth_permission VALUES (107, 'Can delete reposting', 27, 'delete_reposting');
INSERT INTO public.auth_permission VALUES (108, 'Can view reposting', 27, 'view_reposting');
INSERT INTO public.auth_permission VALUES (109, 'Can add backfill', 28, 'add_backfill');
INSERT INTO public.auth_permission VALUES (110, 'Can change backfill', 28, 'change_backfill');
INSERT INTO public.auth_permission VALUES (111, 'Can delete backfill', 28, 'delete_backfill');
INSERT INTO public.auth_permission VALUES (112, 'Can view backfill', 28, 'view_backfill');
INSERT INTO public.auth_permission VALUES (113, 'Can add backfilled order', 29, 'add_backfilledorder');
INSERT INTO public.auth_permission VALUES (114, 'Can change backfilled order', 29, 'change_backfilledorder');
INSERT INTO public.auth_permission VALUES (115, 'Can delete backfilled order', 29, 'delete_backfilledorder');
INSERT INTO public.auth_permission VALUES (116, 'Can view backfilled order', 29, 'view_backfilledorder');
INSERT INTO public.auth_permission VALUES (117, 'Can add delivery', 30, 'add_delivery');
INSERT INTO public.auth_permission VALUES (118, 'Can change delivery', 30, 'change_delivery');
INSERT INTO public.auth_permission VALUES (119, 'Can delete delivery', 30, 'delete_delivery');
INSERT INTO public.auth_permission VALUES (120, 'Can view delivery', 30, 'view_delivery');
INSERT INTO public.auth_permission VALUES (121, 'Can add archive', 31, 'add_archive');
INSERT INTO public.auth_permission VALUES (122, 'Can change archive', 31, 'change_archive');
INSERT INTO public.auth_permission VALUES (123, 'Can delete archive', 31, 'delete_archive');
INSERT INTO public.auth_permission VALUES (124, 'Can view archive', 31, 'view_archive');
INSERT INTO public.auth_permission VALUES (125, 'Can add log entry', 32, 'add_logentry');
INSERT INTO public.auth_permission VALUES (126, 'Can change log entry', 32, 'change_logentry');
INSERT INTO public.auth_permission VALUES (127, 'Can delete log entry', 32, 'delete_logentry');
INSERT INTO public.auth_permission VALUES (128, 'Can view log entry', 32, 'view_logentry');
INSERT INTO public.auth_permission VALUES (129, 'Can add permission', 33, 'add_permission');
INSERT INTO public.auth_permission VALUES (130, 'Can change permission', 33, 'change_permission');
INSERT INTO public.auth_permission VALUES (131, 'Can delete permission', 33, 'delete_permission');
INSERT INTO public.auth_permission VALUES (132, 'Can view permission', 33, 'view_permission');
INSERT INTO public.auth_permission VALUES (133, 'Can add group', 34, 'add_group');
INSERT INTO public.auth_permission VALUES (134, 'Can change group', 34, 'change_group');
INSERT INTO public.auth_permission VALUES (135, 'Can delete group', 34, 'delete_group');
INSERT INTO public.auth_permission VALUES (136, 'Can view group', 34, 'view_group');
INSERT INTO public.auth_permission VALUES (137, 'Can add user', 35, 'add_user');
INSERT INTO public.auth_permission VALUES (138, 'Can change user', 35, 'change_user');
INSERT INTO public.auth_permission VALUES (139, 'Can delete user', 35, 'delete_user');
INSERT INTO public.auth_permission VALUES (140, 'Can view user', 35, 'view_user');
INSERT INTO public.auth_permission VALUES (141, 'Can add content type', 36, 'add_contenttype');
INSERT INTO public.auth_permission VALUES (142, 'Can change content type', 36, 'change_contenttype');
INSERT INTO public.auth_permission VALUES (143, 'Can delete content type', 36, 'delete_contenttype');
INSERT INTO public.auth_permission VALUES (144, 'Can view content type', 36, 'view_contenttype');
INSERT INTO public.auth_permission VALUES (145, 'Can add session', 37, 'add_session');
INSERT INTO public.auth_permission VALUES (146, 'Can change session', 37, 'change_session');
INSERT INTO public.auth_permission VALUES (147, 'Can delete session', 37, 'delete_session');
INSERT INTO public.auth_permission VALUES (148, 'Can view session', 37, 'view_session');


INSERT INTO public.automation_backfill VALUES (3, 'done', 1, '2026-11-28 02:46:26.000662+00', NULL, '', '2026-11-28 02:46:24.335056+00', '2026-03-01', '2026-03-01', 'ended', 1, 0, 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', '', '2026-11-28 02:46:26.00093+00', 3);
INSERT INTO public.automation_backfill VALUES (4, 'failed', 24, '2026-11-28 02:46:26.027866+00', NULL, 'Jumpseller answered 422.', '2026-11-28 02:46:24.335067+00', '2026-03-01', '2026-03-01', 'cancelled', 1, 0, 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', '', '2026-11-28 02:46:26.028108+00', 4);
INSERT INTO public.automation_backfill VALUES (1, 'due', 0, '2026-11-28 02:46:26.12077+00', NULL, '', NULL, '2026-03-01', '2026-03-01', 'looking', 1, 0, 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', '', '2026-11-28 02:46:25.936768+00', 1);
INSERT INTO public.automation_backfill VALUES (2, 'claimed', 3, '2100-01-01 00:00:00+00', NULL, 'Jumpseller answered 500.', NULL, '2026-03-01', '2026-03-01', 'issuing', 1, 0, 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', '', '2026-11-28 02:46:25.971336+00', 2);


INSERT INTO public.automation_backfilledorder VALUES (1, 7101, 'issued', '', '[{"code": "review", "message": "The reason review, as it was kept."}]', NULL, '', NULL, 1, 1);
INSERT INTO public.automation_backfilledorder VALUES (2, 7102, 'held', '', '[{"code": "review", "message": "The reason review, as it was kept."}]', NULL, '', NULL, 1, 1);
INSERT INTO public.automation_backfilledorder VALUES (3, 7103, 'skipped', '', '[{"code": "review", "message": "The reason review, as it was kept."}]', NULL, '', NULL, 1, 1);
INSERT INTO public.automation_backfilledorder VALUES (4, 7104, 'outside', '', '[{"code": "review", "message": "The reason review, as it was kept."}]', NULL, '', NULL, 1, 1);
INSERT INTO public.automation_backfilledorder VALUES (5, 7101, 'issued', '', '[{"code": "review", "message": "The reason review, as it was kept."}]', NULL, '', NULL, 2, 2);
INSERT INTO public.automation_backfilledorder VALUES (6, 7102, 'held', '', '[{"code": "review", "message": "The reason review, as it was kept."}]', NULL, '', NULL, 2, 2);
INSERT INTO public.automation_backfilledorder VALUES (7, 7103, 'skipped', '', '[{"code": "review", "message": "The reason review, as it was kept."}]', NULL, '', NULL, 2, 2);
INSERT INTO public.automation_backfilledorder VALUES (8, 7104, 'outside', '', '[{"code": "review", "message": "The reason review, as it was kept."}]', NULL, '', NULL, 2, 2);
INSERT INTO public.automation_backfilledorder VALUES (9, 7101, 'issued', '', '[{"code": "review", "message": "The reason review, as it was kept."}]', NULL, '', NULL, 3, 3);
INSERT INTO public.automation_backfilledorder VALUES (10, 7102, 'held', '', '[{"code": "review", "message": "The reason review, as it was kept."}]', NULL, '', NULL, 3, 3);
INSERT INTO public.automation_backfilledorder VALUES (11, 7103, 'skipped', '', '[{"code": "review", "message": "The reason review, as it was kept."}]', NULL, '', NULL, 3, 3);
INSERT INTO public.automation_backfilledorder VALUES (12, 7104, 'outside', '', '[{"code": "review", "message": "The reason review, as it was kept."}]', NULL, '', NULL, 3, 3);
INSERT INTO public.automation_backfilledorder VALUES (13, 7101, 'issued', '', '[{"code": "review", "message": "The reason review, as it was kept."}]', NULL, '', NULL, 4, 4);
INSERT INTO public.automation_backfilledorder VALUES (14, 7102, 'held', '', '[{"code": "review", "message": "The reason review, as it was kept."}]', NULL, '', NULL, 4, 4);
INSERT INTO public.automation_backfilledorder VALUES (15, 7103, 'skipped', '', '[{"code": "review", "message": "The reason review, as it was kept."}]', NULL, '', NULL, 4, 4);
INSERT INTO public.automation_backfilledorder VALUES (16, 7104, 'outside', '', '[{"code": "review", "message": "The reason review, as it was kept."}]', NULL, '', NULL, 4, 4);


INSERT INTO public.automation_orderrecord VALUES (1, 7201, 'paid', 'new', '[]', 0, 0, NULL, '2026-11-28 02:46:26.040518+00', '2026-11-28 02:46:26.040529+00', NULL, NULL, 1, NULL, NULL, '', '[]', '2026-03-01');
INSERT INTO public.automation_orderrecord VALUES (2, 7202, 'paid', 'issued', '[{"code": "changed_after_invoice", "message": "The reason changed_after_invoice, as it was kept."}]', 0, 0, NULL, '2026-11-28 02:46:26.042986+00', '2026-11-28 02:46:26.042997+00', NULL, NULL, 1, NULL, NULL, '', '[]', '2026-03-01');
INSERT INTO public.automation_orderrecord VALUES (3, 7203, 'paid', 'credited', '[{"code": "credited_by_hand", "message": "The reason credited_by_hand, as it was kept."}]', 0, 0, NULL, '2026-11-28 02:46:26.044356+00', '2026-11-28 02:46:26.044366+00', NULL, NULL, 1, NULL, NULL, '', '[]', '2026-03-01');
INSERT INTO public.automation_orderrecord VALUES (4, 7204, 'paid', 'held', '[{"code": "tax_rate_unknown", "message": "The reason tax_rate_unknown, as it was kept."}, {"code": "by_hand", "message": "The reason by_hand, as it was kept."}]', 0, 0, NULL, '2026-11-28 02:46:26.04561+00', '2026-11-28 02:46:26.045621+00', NULL, NULL, 1, NULL, NULL, '', '[]', '2026-03-01');
INSERT INTO public.automation_orderrecord VALUES (5, 7205, 'paid', 'skipped', '[{"code": "not_started", "message": "The reason not_started, as it was kept."}]', 0, 0, NULL, '2026-11-28 02:46:26.047128+00', '2026-11-28 02:46:26.047139+00', NULL, NULL, 1, NULL, NULL, '', '[]', '2026-03-01');
INSERT INTO public.automation_orderrecord VALUES (6, 7210, '', 'held', '[{"code": "review", "message": "The reason review, as it was kept."}]', 0, 0, NULL, '2026-11-28 02:46:26.048437+00', '2026-11-28 02:46:26.048448+00', NULL, NULL, 1, NULL, NULL, '', '[{"code": "review", "message": "The reason review, as it was kept."}]', NULL);
INSERT INTO public.automation_orderrecord VALUES (7, 7211, '', 'held', '[]', 0, 0, '2026-11-28 02:46:26.050642+00', '2026-11-28 02:46:26.049629+00', '2026-11-28 02:46:26.04964+00', NULL, NULL, 1, '2026-11-28 02:46:26.050646+00', NULL, '', '[]', NULL);


INSERT INTO public.automation_reconciliation VALUES (5, 'done', 1, '2026-11-28 02:46:25.996363+00', NULL, '', '2026-11-28 02:46:24.335056+00', 2, 1, 0, 3);
INSERT INTO public.automation_reconciliation VALUES (6, 'done', 1, '2026-11-28 02:46:25.998756+00', NULL, '', '2026-11-28 02:46:24.335056+00', 35, 1, 0, 3);
INSERT INTO public.automation_reconciliation VALUES (7, 'failed', 24, '2026-11-28 02:46:26.023943+00', NULL, 'Jumpseller answered 422.', '2026-11-28 02:46:24.335067+00', 2, 1, 0, 4);
INSERT INTO public.automation_reconciliation VALUES (8, 'failed', 24, '2026-11-28 02:46:26.026029+00', NULL, 'Jumpseller answered 422.', '2026-11-28 02:46:24.335067+00', 35, 1, 0, 4);
INSERT INTO public.automation_reconciliation VALUES (1, 'due', 0, '2026-11-28 02:46:26.116698+00', NULL, '', NULL, 2, 1, 0, 1);
INSERT INTO public.automation_reconciliation VALUES (2, 'due', 0, '2026-11-28 02:46:26.116698+00', NULL, '', NULL, 35, 1, 0, 1);
INSERT INTO public.automation_reconciliation VALUES (3, 'claimed', 3, '2100-01-01 00:00:00+00', NULL, 'Jumpseller answered 500.', NULL, 2, 1, 0, 2);
INSERT INTO public.automation_reconciliation VALUES (4, 'claimed', 3, '2100-01-01 00:00:00+00', NULL, 'Jumpseller answered 500.', NULL, 35, 1, 0, 2);


INSERT INTO public.automation_reposting VALUES (5, 'done', 1, '2026-11-28 02:46:25.997498+00', NULL, '', '2026-11-28 02:46:24.335056+00', 2, NULL, 1, 3);
INSERT INTO public.automation_reposting VALUES (6, 'done', 1, '2026-11-28 02:46:25.999722+00', NULL, '', '2026-11-28 02:46:24.335056+00', 35, NULL, 1, 3);
INSERT INTO public.automation_reposting VALUES (7, 'failed', 24, '2026-11-28 02:46:26.025077+00', NULL, 'Jumpseller answered 422.', '2026-11-28 02:46:24.335067+00', 2, NULL, 1, 4);
INSERT INTO public.automation_reposting VALUES (8, 'failed', 24, '2026-11-28 02:46:26.026935+00', NULL, 'Jumpseller answered 422.', '2026-11-28 02:46:24.335067+00', 35, NULL, 1, 4);
INSERT INTO public.automation_reposting VALUES (1, 'due', 0, '2026-11-28 02:46:26.118982+00', NULL, '', NULL, 2, NULL, 1, 1);
INSERT INTO public.automation_reposting VALUES (2, 'due', 0, '2026-11-28 02:46:26.118982+00', NULL, '', NULL, 35, NULL, 1, 1);
INSERT INTO public.automation_reposting VALUES (3, 'claimed', 3, '2100-01-01 00:00:00+00', NULL, 'Jumpseller answered 500.', NULL, 2, NULL, 1, 2);
INSERT INTO public.automation_reposting VALUES (4, 'claimed', 3, '2100-01-01 00:00:00+00', NULL, 'Jumpseller answered 500.', NULL, 35, NULL, 1, 2);


INSERT INTO public.dashboard_archive VALUES (5, 'done', 1, '2026-11-28 02:46:26.00826+00', NULL, '', '2026-11-28 02:46:24.335056+00', '2026-03-01', '2026-03-01', '0000000000000000000000000000000000000000000000000000000000000002', 21, 0, 3, 0, 0, '2026-11-28 02:46:26.008641+00', 3, '', '{}', 'pdfs', 0, '');
INSERT INTO public.dashboard_archive VALUES (6, 'done', 1, '2026-11-28 02:46:26.009948+00', NULL, '', '2026-11-28 02:46:24.335056+00', NULL, NULL, '0000000000000000000000000000000000000000000000000000000000000012', 21, 0, 3, 0, 0, '2026-11-28 02:46:26.010262+00', 3, '', '{"kind": "invoice"}', 'table', 0, '');
INSERT INTO public.dashboard_archive VALUES (7, 'failed', 24, '2026-11-28 02:46:26.035144+00', NULL, 'Jumpseller answered 422.', '2026-11-28 02:46:24.335067+00', '2026-03-01', '2026-03-01', '0000000000000000000000000000000000000000000000000000000000000003', 21, 0, 3, 0, 0, '2026-11-28 02:46:26.035478+00', 4, '', '{}', 'pdfs', 0, '');
INSERT INTO public.dashboard_archive VALUES (8, 'failed', 24, '2026-11-28 02:46:26.036667+00', NULL, 'Jumpseller answered 422.', '2026-11-28 02:46:24.335067+00', NULL, NULL, '0000000000000000000000000000000000000000000000000000000000000013', 21, 0, 3, 0, 0, '2026-11-28 02:46:26.036976+00', 4, '', '{"kind": "invoice"}', 'table', 0, '');
INSERT INTO public.dashboard_archive VALUES (2, 'due', 0, '2026-11-28 02:46:26.124343+00', NULL, '', NULL, NULL, NULL, 'YI8DrEFQ6fVlQX28c5BL1Il0lZD97XEdCV1o98ez9l4', 21, 0, 3, 0, 0, '2026-11-28 02:46:26.098035+00', 1, '', '{"kind": "invoice"}', 'table', 0, '');
INSERT INTO public.dashboard_archive VALUES (1, 'due', 0, '2026-11-28 02:46:26.124343+00', NULL, '', NULL, '2026-03-01', '2026-03-01', 'qclOZqS8kPfM_P_8GdZVKxZnlayhcVhfBCKG4yIl-HU', 21, 0, 3, 0, 0, '2026-11-28 02:46:26.10166+00', 1, '', '{}', 'pdfs', 0, '');
INSERT INTO public.dashboard_archive VALUES (3, 'claimed', 3, '2100-01-01 00:00:00+00', NULL, 'Jumpseller answered 500.', NULL, '2026-03-01', '2026-03-01', '0000000000000000000000000000000000000000000000000000000000000001', 21, 0, 3, 0, 0, '2026-11-28 02:46:25.979785+00', 2, '', '{}', 'pdfs', 0, '');
INSERT INTO public.dashboard_archive VALUES (4, 'claimed', 3, '2100-01-01 00:00:00+00', NULL, 'Jumpseller answered 500.', NULL, NULL, NULL, '0000000000000000000000000000000000000000000000000000000000000011', 21, 0, 3, 0, 0, '2026-11-28 02:46:25.981525+00', 2, '', '{"kind": "invoice"}', 'table', 0, '');


INSERT INTO public.django_content_type VALUES (1, 'stores', 'store');
INSERT INTO public.django_content_type VALUES (2, 'stores', 'signin');
INSERT INTO public.django_content_type VALUES (3, 'stores', 'logo');
INSERT INTO public.django_content_type VALUES (4, 'stores', 'invoicingsettings');
INSERT INTO public.django_content_type VALUES (5, 'stores', 'installation');
INSERT INTO public.django_content_type VALUES (6, 'stores', 'credential');
INSERT INTO public.django_content_type VALUES (7, 'stores', 'settingschange');
INSERT INTO public.django_content_type VALUES (8, 'stores', 'reauthorisation');
INSERT INTO public.django_content_type VALUES (9, 'orders', 'ordersnapshot');
INSERT INTO public.django_content_type VALUES (10, 'orders', 'erasure');
INSERT INTO public.django_content_type VALUES (11, 'invoices', 'invoice');
INSERT INTO public.django_content_type VALUES (12, 'invoices', 'invoicetax');
INSERT INTO public.django_content_type VALUES (13, 'invoices', 'mailing');
INSERT INTO public.django_content_type VALUES (14, 'invoices', 'mailattempt');
INSERT INTO public.django_content_type VALUES (15, 'invoices', 'posting');
INSERT INTO public.django_content_type VALUES (16, 'invoices', 'rendition');
INSERT INTO public.django_content_type VALUES (17, 'invoices', 'series');
INSERT INTO public.django_content_type VALUES (18, 'invoices', 'seal');
INSERT INTO public.django_content_type VALUES (19, 'invoices', 'historyline');
INSERT INTO public.django_content_type VALUES (20, 'invoices', 'buyercorrection');
INSERT INTO public.django_content_type VALUES (21, 'invoices', 'invoiceline');
INSERT INTO public.django_content_type VALUES (22, 'invoices', 'renditionseal');
INSERT INTO public.django_content_type VALUES (23, 'invoices', 'sealmailing');
INSERT INTO public.django_content_type VALUES (24, 'invoices', 'sealmailattempt');
INSERT INTO public.django_content_type VALUES (25, 'automation', 'orderrecord');
INSERT INTO public.django_content_type VALUES (26, 'automation', 'reconciliation');
INSERT INTO public.django_content_type VALUES (27, 'automation', 'reposting');
INSERT INTO public.django_content_type VALUES (28, 'automation', 'backfill');
INSERT INTO public.django_content_type VALUES (29, 'automation', 'backfilledorder');
INSERT INTO public.django_content_type VALUES (30, 'intake', 'delivery');
INSERT INTO public.django_content_type VALUES (31, 'dashboard', 'archive');
INSERT INTO public.django_content_type VALUES (32, 'admin', 'logentry');
INSERT INTO public.django_content_type VALUES (33, 'auth', 'permission');
INSERT INTO public.django_content_type VALUES (34, 'auth', 'group');
INSERT INTO public.django_content_type VALUES (35, 'auth', 'user');
INSERT INTO public.django_content_type VALUES (36, 'contenttypes', 'contenttype');
INSERT INTO public.django_content_type VALUES (37, 'sessions', 'session');


INSERT INTO public.django_migrations VALUES (1, 'contenttypes', '0001_initial', '2026-11-28 02:46:16.632635+00');
INSERT INTO public.django_migrations VALUES (2, 'auth', '0001_initial', '2026-11-28 02:46:16.686596+00');
INSERT INTO public.django_migrations VALUES (3, 'admin', '0001_initial', '2026-11-28 02:46:16.706681+00');
INSERT INTO public.django_migrations VALUES (4, 'admin', '0002_logentry_remove_auto_add', '2026-11-28 02:46:16.717508+00');
INSERT INTO public.django_migrations VALUES (5, 'admin', '0003_logentry_add_action_flag_choices', '2026-11-28 02:46:16.728513+00');
INSERT INTO public.django_migrations VALUES (6, 'contenttypes', '0002_remove_content_type_name', '2026-11-28 02:46:16.752737+00');
INSERT INTO public.django_migrations VALUES (7, 'auth', '0002_alter_permission_name_max_length', '2026-11-28 02:46:16.765634+00');
INSERT INTO public.django_migrations VALUES (8, 'auth', '0003_alter_user_email_max_length', '2026-11-28 02:46:16.781438+00');
INSERT INTO public.django_migrations VALUES (9, 'auth', '0004_alter_user_username_opts', '2026-11-28 02:46:16.794577+00');
INSERT INTO public.django_migrations VALUES (10, 'auth', '0005_alter_user_last_login_null', '2026-11-28 02:46:16.807068+00');
INSERT INTO public.django_migrations VALUES (11, 'auth', '0006_require_contenttypes_0002', '2026-11-28 02:46:16.808572+00');
INSERT INTO public.django_migrations VALUES (12, 'auth', '0007_alter_validators_add_error_messages', '2026-11-28 02:46:16.819331+00');
INSERT INTO public.django_migrations VALUES (13, 'auth', '0008_alter_user_username_max_length', '2026-11-28 02:46:16.835096+00');
INSERT INTO public.django_migrations VALUES (14, 'auth', '0009_alter_user_last_name_max_length', '2026-11-28 02:46:16.847866+00');
INSERT INTO public.django_migrations VALUES (15, 'auth', '0010_alter_group_name_max_length', '2026-11-28 02:46:16.860961+00');
INSERT INTO public.django_migrations VALUES (16, 'auth', '0011_update_proxy_permissions', '2026-11-28 02:46:16.871034+00');
INSERT INTO public.django_migrations VALUES (17, 'auth', '0012_alter_user_first_name_max_length', '2026-11-28 02:46:16.880277+00');
INSERT INTO public.django_migrations VALUES (18, 'stores', '0001_initial', '2026-11-28 02:46:17.375436+00');
INSERT INTO public.django_migrations VALUES (19, 'stores', '0002_backfill_and_test_mode', '2026-11-28 02:46:17.398316+00');
INSERT INTO public.django_migrations VALUES (20, 'stores', '0003_sign_ins_end', '2026-11-28 02:46:17.41385+00');
INSERT INTO public.django_migrations VALUES (21, 'stores', '0004_issuing_automatically', '2026-11-28 02:46:17.459823+00');
INSERT INTO public.django_migrations VALUES (22, 'orders', '0001_initial', '2026-11-28 02:46:17.67006+00');
INSERT INTO public.django_migrations VALUES (23, 'invoices', '0001_initial', '2026-11-28 02:46:20.450012+00');
INSERT INTO public.django_migrations VALUES (24, 'automation', '0001_initial', '2026-11-28 02:46:20.615369+00');
INSERT INTO public.django_migrations VALUES (25, 'automation', '0002_backfill', '2026-11-28 02:46:21.052669+00');
INSERT INTO public.django_migrations VALUES (26, 'automation', '0003_books_of_a_period', '2026-11-28 02:46:21.514102+00');
INSERT INTO public.django_migrations VALUES (27, 'dashboard', '0001_initial', '2026-11-28 02:46:21.570372+00');
INSERT INTO public.django_migrations VALUES (28, 'dashboard', '0002_tables_among_archives', '2026-11-28 02:46:22.201252+00');
INSERT INTO public.django_migrations VALUES (29, 'intake', '0001_initial', '2026-11-28 02:46:22.268849+00');
INSERT INTO public.django_migrations VALUES (30, 'stores', '0005_mail_seals', '2026-11-28 02:46:22.330291+00');
INSERT INTO public.django_migrations VALUES (31, 'invoices', '0002_books_of_a_period', '2026-11-28 02:46:22.44464+00');
INSERT INTO public.django_migrations VALUES (32, 'invoices', '0003_history_lines_failed', '2026-11-28 02:46:22.509697+00');
INSERT INTO public.django_migrations VALUES (33, 'invoices', '0004_mail_attempts_of_a_store', '2026-11-28 02:46:22.56833+00');
INSERT INTO public.django_migrations VALUES (34, 'invoices', '0005_renditions_are_sealed', '2026-11-28 02:46:23.61937+00');
INSERT INTO public.django_migrations VALUES (35, 'invoices', '0006_seal_earlier_renditions', '2026-11-28 02:46:23.664938+00');
INSERT INTO public.django_migrations VALUES (36, 'invoices', '0007_seal_mailings', '2026-11-28 02:46:23.833402+00');
INSERT INTO public.django_migrations VALUES (37, 'sessions', '0001_initial', '2026-11-28 02:46:23.8413+00');
INSERT INTO public.django_migrations VALUES (38, 'stores', '0006_reauthorisations', '2026-11-28 02:46:23.887699+00');
INSERT INTO public.django_migrations VALUES (39, 'stores', '0007_unclear_coupons', '2026-11-28 02:46:23.930887+00');


INSERT INTO public.intake_delivery VALUES (3, 'done', 1, '2026-11-28 02:46:25.993983+00', NULL, '', '2026-11-28 02:46:24.335056+00', 'order_paid', '\x7b226f72646572223a207b226964223a20373030317d7d', '{"Jumpseller-Event": "order_paid"}', 'e4fa13756aec74cd1a51600b08656ba60d794457b482e20b4607701476e342f0', 7001, '2026-11-28 02:46:25.993914+00', 3);
INSERT INTO public.intake_delivery VALUES (4, 'failed', 24, '2026-11-28 02:46:26.021885+00', NULL, 'Jumpseller answered 422.', '2026-11-28 02:46:24.335067+00', 'order_paid', '\x7b226f72646572223a207b226964223a20373030317d7d', '{"Jumpseller-Event": "order_paid"}', '4271cb243c07b242e6649c6c713ef271ecfa0639b04b9c943a9598cb89632c4b', 7001, '2026-11-28 02:46:26.021817+00', 4);
INSERT INTO public.intake_delivery VALUES (1, 'due', 0, '2026-11-28 02:46:26.122543+00', NULL, '', NULL, 'order_paid', '\x7b226f72646572223a207b226964223a20373030317d7d', '{"Jumpseller-Event": "order_paid"}', '21feffbe32263aacdc86fa0148245f7832ef3edd38ce17b26864d067341a18ce', 7001, '2026-11-28 02:46:25.923457+00', 1);
INSERT INTO public.intake_delivery VALUES (2, 'claimed', 3, '2100-01-01 00:00:00+00', NULL, 'Jumpseller answered 500.', NULL, 'order_paid', '\x7b226f72646572223a207b226964223a20373030317d7d', '{"Jumpseller-Event": "order_paid"}', '8643794ac57bfa05538eaad6fca21428ba079ddeac76843077f8fdcb496bcbf1', 7001, '2026-11-28 02:46:25.964105+00', 2);


INSERT INTO public.invoices_buyercorrection VALUES (3, 'done', 1, '2026-11-28 02:46:25.992456+00', NULL, '', '2026-11-28 02:46:24.335056+00', 'Sur SpA', '76.086.428-5', '', 'Calle 1', '2026-11-28 02:46:25.992776+00', 1, 3);
INSERT INTO public.invoices_buyercorrection VALUES (4, 'failed', 24, '2026-11-28 02:46:26.020554+00', NULL, 'Jumpseller answered 422.', '2026-11-28 02:46:24.335067+00', 'Sur SpA', '76.086.428-5', '', 'Calle 1', '2026-11-28 02:46:26.020827+00', 2, 4);
INSERT INTO public.invoices_buyercorrection VALUES (1, 'due', 0, '2026-11-28 02:46:26.11496+00', NULL, '', NULL, '', '', '', '', '2026-11-28 02:46:25.921575+00', 1, 1);
INSERT INTO public.invoices_buyercorrection VALUES (2, 'claimed', 3, '2100-01-01 00:00:00+00', NULL, 'Jumpseller answered 500.', NULL, 'Sur SpA', '76.086.428-5', '', 'Calle 1', '2026-11-28 02:46:25.962992+00', 1, 2);


INSERT INTO public.invoices_historyline VALUES (3, 'done', 1, '2026-11-28 02:46:25.988368+00', NULL, '', '2026-11-28 02:46:24.335056+00', 1, 3);
INSERT INTO public.invoices_historyline VALUES (4, 'failed', 24, '2026-11-28 02:46:26.016208+00', NULL, 'Jumpseller answered 422.', '2026-11-28 02:46:24.335067+00', 2, 4);
INSERT INTO public.invoices_historyline VALUES (1, 'due', 0, '2026-11-28 02:46:26.109659+00', NULL, '', NULL, 1, 1);
INSERT INTO public.invoices_historyline VALUES (2, 'claimed', 3, '2100-01-01 00:00:00+00', NULL, 'Jumpseller answered 500.', NULL, 1, 2);


INSERT INTO public.invoices_invoice VALUES (2, 'invoice', 2, 'CL-000002', 'cd68615c-8069-4847-9c15-9e6a409c38f2', '6b68b48ebf13c171d0b0090d62590992', 2301, 1, '', '2026-03-02 15:04:05+00', '2026-03-02', '2026-11-18', '2026-11-18', 'Webpay Plus', 'America/Santiago', 'CL', 'es', 'CLP', 'Tienda golden-clp', '76.123.456-0', '', 'Calle Larga 8
Santiago', '', 'Camila Rojas Fuentes', '12345678-5', '', '', false, 'Av. Italia 1420, depto 52
7770123 Providencia, Santiago
Metropolitana, Chile', 'camila.rojas@example.com', 'CL', 3, 1, 49546.0000, 9414.0000, 58960.0000, 0.0000, 58960.0000, 8777.0000, 'line discount per unit; order discount holds line discounts; and shipping discount; total before gift cards; subtotal as priced; each item rounded; stated tax agrees; line tax', 'line', '', 'a4', '#1f3a5f', '', '', '', '', NULL, NULL, NULL, 2, 1, 1);
INSERT INTO public.invoices_invoice VALUES (3, 'invoice', 3, 'CL-000003', 'caa7e9bf-d007-44a1-a3cf-493f0febddf8', '8d1a6bffff9a39142335e9e266cea9fa', 1080, 1, '', '2026-03-02 15:04:05+00', '2026-03-02', '2023-02-03', '2023-02-03', 'Pago Manual (Transferencia Bancaria, Cheques, Pedidos por Dinero...)', 'America/Santiago', 'CL', 'es', 'CLP', 'Tienda golden-clp', '76.123.456-0', '', 'Calle Larga 8
Santiago', '', 'Ernesto Riquelme Tapia', '20000333-0', '', '', false, 'Dos Pte #47 ,colina
9340000 Colina, Santiago
Metropolitana, Chile', 'tapiaflame2016@example.com', 'CL', 1, 1, 8403.0000, 1597.0000, 10000.0000, 0.0000, 10000.0000, 1597.0000, 'line discount per unit; order discount holds line discounts; and shipping discount; total before gift cards; subtotal as priced; each item rounded; stated tax agrees; line tax', 'line', '', 'a4', '#1f3a5f', '', '', '', '', NULL, NULL, NULL, 3, 1, 1);
INSERT INTO public.invoices_invoice VALUES (4, 'invoice', 1, 'PT-000001', '1f9db8dd-8a3b-49dd-94be-c7d835c33744', 'af929a91f4873115cd425ec38f138999', 3402, 1, '', '2026-03-02 15:04:05+00', '2026-03-02', '2026-11-18', '2026-11-18', 'Tarjeta', 'America/Santiago', 'PT', 'es', 'EUR', 'Tienda golden-eur', '76.123.456-0', '', 'Calle Larga 8
Santiago', '', 'Marta López Gil', '12345678Z', '', '', NULL, 'Calle Mayor 18, 3.º B
50001 Zaragoza
Aragón, Spain', 'marta.lopez@example.com', 'ES', 3, 2, 59.7900, 9.3400, 69.1300, 0.0000, 69.1300, 8.3100, 'line discount per unit; order discount holds line discounts; and shipping discount; total before gift cards; subtotal as priced; each item rounded; stated tax agrees; line tax', 'line', '', 'a4', '#1f3a5f', '', '', '', '', NULL, NULL, NULL, 4, 2, 2);
INSERT INTO public.invoices_invoice VALUES (5, 'invoice', 2, 'PT-000002', '9995d8aa-ff0f-4b81-a3e2-889c795e846b', 'dbd5f6d2f09529af81dda9da14f50791', 3404, 1, '', '2026-03-02 15:04:05+00', '2026-03-02', '2026-11-18', '2026-11-18', 'Multibanco', 'America/Santiago', 'PT', 'pt', 'EUR', 'Tienda golden-eur', '76.123.456-0', '', 'Calle Larga 8
Santiago', '', 'Rui Matos', '', '', '', NULL, 'Avenida Central 12
4710-229 Braga
Braga, Portugal', 'rui.matos@example.com', 'PT', 3, 2, 62.5000, 2.8800, 65.3800, 0.0000, 65.3800, 2.0700, 'line discount per unit; order discount holds line discounts; and shipping discount; total before gift cards; subtotal as priced; each item rounded; stated tax agrees; line tax', 'line', '', 'a4', '#1f3a5f', '', '', '', '', NULL, NULL, NULL, 5, 2, 2);
INSERT INTO public.invoices_invoice VALUES (6, 'invoice', 3, 'PT-000003', 'e599e358-0d3a-4dc6-925b-1ec95f4807bc', '6ecace3c0490ca26561d2417eb837ba8', 3403, 1, '', '2026-03-02 15:04:05+00', '2026-03-02', '2026-11-18', '2026-11-18', 'Tarjeta', 'America/Santiago', 'PT', 'es', 'EUR', 'Tienda golden-eur', '76.123.456-0', '', 'Calle Larga 8
Santiago', '', 'Jordi Puig', '', '', '', NULL, 'Carrer del Mar 5
08911 Badalona
Cataluña, Spain', 'jordi.puig@example.com', 'ES', 1, 1, 69.4200, 14.5800, 84.0000, 20.0000, 64.0000, 14.5800, 'line discount per unit; order discount holds line discounts; and shipping discount; total before gift cards; subtotal as priced; each item rounded; stated tax agrees; line tax', 'line', '', 'a4', '#1f3a5f', '', '', '', '', NULL, NULL, NULL, 6, 2, 2);
INSERT INTO public.invoices_invoice VALUES (7, 'invoice', 4, 'PT-000004', '1df99531-3d2b-4a36-a7cc-1752de27660b', '1520627c63d6f69947feaa35ff4cb507', 3401, 1, '', '2026-03-02 15:04:05+00', '2026-03-02', '2026-11-18', '2026-11-18', 'MB WAY', 'America/Santiago', 'PT', 'pt', 'EUR', 'Tienda golden-eur', '76.123.456-0', '', 'Calle Larga 8
Santiago', '', 'Carvalho & Filhos, Lda.', '599999993', '', '', NULL, 'Rua da Boavista 84, 2.º Esq.
1200-068 Lisboa
Lisboa, Portugal', 'ines.carvalho@example.com', 'PT', 3, 2, 71.4200, 13.3900, 84.8100, 0.0000, 84.8100, 12.2600, 'line discount per unit; order discount holds line discounts; and shipping discount; total before gift cards; subtotal as priced; each item rounded; stated tax agrees; line tax', 'line', '', 'a4', '#1f3a5f', '', '', '', '', NULL, NULL, NULL, 7, 2, 2);
INSERT INTO public.invoices_invoice VALUES (8, 'invoice', 4, 'CL-000004', 'bf5da6cc-3157-4672-8686-29e8c95613ef', '1071e6da44673e230ee06e0b5c15cfd1', 5001, 1, '', '2026-03-02 15:04:05+00', '2026-03-02', '2026-02-28', '2026-02-28', 'Webpay', 'America/Santiago', 'CL', 'es', 'CLP', 'Tienda golden-clp', '76.123.456-0', '', 'Calle Larga 8
Santiago', '', 'Ana Muñoz', '12.345.678-5', '', '', NULL, 'Av. Providencia 1
Santiago
Metropolitana, Chile', 'ana@example.com', 'CL', 2, 2, 32203.0000, 1597.0000, 33800.0000, 0.0000, 33800.0000, 1597.0000, 'line discount per unit; order discount holds line discounts; and shipping discount; total before gift cards; subtotal as priced; each item rounded; stated tax agrees; line tax', 'line', '', 'a4', '#1f3a5f', '', '', '', '', NULL, NULL, NULL, 8, 1, 1);
INSERT INTO public.invoices_invoice VALUES (9, 'invoice', 5, 'CL-000005', '2bb4c811-51a2-4dc3-990a-d570eaa1a8c3', '4ebf6be1a897b98f400b49322125fd8a', 5002, 1, '', '2026-03-02 15:04:05+00', '2026-03-02', '2026-02-28', '2026-02-28', 'Webpay', 'America/Santiago', 'CL', 'es', 'CLP', 'Tienda golden-clp', '76.123.456-0', '', 'Calle Larga 8
Santiago', '', 'Ana Muñoz', '12.345.678-5', '', '', NULL, 'Av. Providencia 1
Santiago
Metropolitana, Chile', 'ana@example.com', 'CL', 1, 1, 7563.0000, 1437.0000, 9000.0000, 0.0000, 9000.0000, 1437.0000, 'line discount per unit; order discount holds line discounts; and shipping discount; total before gift cards; discount without a coupon 1000 on everything; subtotal as priced; each item rounded; stated tax agrees; line tax before the coupon', 'line', '', 'a4', '#1f3a5f', '', '', '', '', NULL, NULL, NULL, 9, 1, 1);
INSERT INTO public.invoices_invoice VALUES (10, 'invoice', 6, 'CL-000006', '04eb4870-5916-4a58-bd93-99c0c0d64421', 'cf5ce20027fd9eb55c9dfdb45c7a738c', 5003, 1, '', '2026-03-02 15:04:05+00', '2026-03-02', '2026-02-28', '2026-02-28', 'Webpay', 'America/Santiago', 'CL', 'es', 'CLP', 'Tienda golden-clp', '76.123.456-0', '', 'Calle Larga 8
Santiago', '', 'Ana Muñoz', '12.345.678-5', '', '', NULL, 'Av. Providencia 1
Santiago
Metropolitana, Chile', 'ana@example.com', 'CL', 1, 2, 10000.0000, 2000.0000, 12000.0000, 0.0000, 12000.0000, 2000.0000, 'line discount per unit; order discount holds line discounts; and shipping discount; total before gift cards; subtotal as priced; each item rounded; stated tax agrees; line tax', 'line', '', 'a4', '#1f3a5f', '', '', '', '', NULL, NULL, NULL, 10, 1, 1);
INSERT INTO public.invoices_invoice VALUES (11, 'invoice', 1, 'MX-000001', 'b71e77b2-fc9e-4dc6-bf89-b6551335276b', '42114abf4f4e45b432c3233dba9eba35', 5004, 1, '', '2026-03-02 15:04:05+00', '2026-03-02', '2026-02-28', '2026-02-28', 'Webpay', 'America/Santiago', 'MX', 'es', 'MXN', 'Tienda golden-mxn', '76.123.456-0', '', 'Calle Larga 8
Santiago', '', 'Ana Muñoz', 'XAXX010101000', '', '', NULL, 'Av. Providencia 1
Santiago
Chile', 'ana@example.com', 'MX', 1, 1, 1000.4300, 160.0700, 1160.5000, 0.0000, 1160.5000, 160.0700, 'line discount per unit; order discount holds line discounts; and shipping discount; total before gift cards; subtotal as priced; each item rounded; stated tax agrees; line tax', 'line', '', 'a4', '#1f3a5f', '', '', '', '', NULL, NULL, NULL, 11, 4, 3);
INSERT INTO public.invoices_invoice VALUES (12, 'invoice', 1, 'CO-000001', 'fa843e7c-f5b6-4503-b391-361abb4cca3e', '7c21ab0d672bd7e9236dac08af9d9634', 5005, 1, '', '2026-03-02 15:04:05+00', '2026-03-02', '2026-02-28', '2026-02-28', 'Webpay', 'America/Santiago', 'CO', 'es', 'COP', 'Tienda golden-cop', '76.123.456-0', '', 'Calle Larga 8
Santiago', '', 'Ana Muñoz', '900.373.913-4', '', '', NULL, 'Av. Providencia 1
Santiago
Chile', 'ana@example.com', 'CO', 1, 1, 100000.0000, 19000.0000, 119000.0000, 0.0000, 119000.0000, 19000.0000, 'line discount per unit; order discount holds line discounts; and shipping discount; total before gift cards; subtotal as priced; each item rounded; stated tax agrees; line tax', 'line', '', 'a4', '#1f3a5f', '', '', '', '', NULL, NULL, NULL, 12, 5, 4);
INSERT INTO public.invoices_invoice VALUES (13, 'invoice', 1, 'PE-000001', '0cdbbb62-365f-4c2c-a849-dddd1c43af35', 'ad22a5cd269aed1df5fd749b405cf5d4', 5006, 1, '', '2026-03-02 15:04:05+00', '2026-03-02', '2026-02-28', '2026-02-28', 'Webpay', 'America/Santiago', 'PE', 'es', 'PEN', 'Tienda golden-pen', '76.123.456-0', '', 'Calle Larga 8
Santiago', '', 'Ana Muñoz', '20100070970', '', '', NULL, 'Av. Providencia 1
Santiago
Chile', 'ana@example.com', 'PE', 1, 1, 50.7600, 9.1400, 59.9000, 0.0000, 59.9000, 9.1400, 'line discount per unit; order discount holds line discounts; and shipping discount; total before gift cards; subtotal as priced; each item rounded; stated tax agrees; line tax', 'line', '', 'a4', '#1f3a5f', '', '', '', '', NULL, NULL, NULL, 13, 6, 5);
INSERT INTO public.invoices_invoice VALUES (14, 'invoice', 1, 'BR-000001', '6b436ce7-ed0b-4755-a954-cac80ca84ac8', '50eff308cf8f95c350c5238ceb914b43', 5007, 1, '', '2026-03-02 15:04:05+00', '2026-03-02', '2026-02-28', '2026-02-28', 'Webpay', 'America/Santiago', 'BR', 'pt', 'BRL', 'Tienda golden-brl', '76.123.456-0', '', 'Calle Larga 8
Santiago', '', 'Ana Muñoz', '11.222.333/0001-81', '', '', NULL, 'Av. Providencia 1
Santiago
Chile', 'ana@example.com', 'BR', 1, 1, 318.0900, 31.8100, 349.9000, 0.0000, 349.9000, 31.8100, 'line discount per unit; order discount holds line discounts; and shipping discount; total before gift cards; subtotal as priced; each item rounded; stated tax agrees; line tax', 'line', '', 'a4', '#1f3a5f', '', '', '', '', NULL, NULL, NULL, 14, 3, 6);
INSERT INTO public.invoices_invoice VALUES (15, 'invoice', 7, 'CL-000007', '8b044225-15cc-4e1d-8ac9-b7621334518f', '7af1f5a66757bf9bff41dda5a84ebb83', 5008, 1, '', '2026-03-02 15:04:05+00', '2026-03-02', '2026-02-28', '2026-02-28', 'Webpay', 'America/Santiago', 'CL', 'es', 'CLP', 'Tienda golden-clp', '76.123.456-0', '', 'Calle Larga 8
Santiago', '', 'Ana Muñoz', '12.345.678-5', '', '', NULL, 'Av. Providencia 1
Santiago
Metropolitana, Chile', 'ana@example.com', 'CL', 1, 1, 8403.0000, 1597.0000, 10000.0000, 0.0000, 10000.0000, 1597.0000, 'line discount per unit; order discount holds line discounts; and shipping discount; total before gift cards; subtotal as priced; each item rounded; stated tax agrees; line tax', 'line', '', 'a4', '#1f3a5f', '', '', '', '', NULL, NULL, NULL, 15, 1, 1);
INSERT INTO public.invoices_invoice VALUES (16, 'invoice', 8, 'CL-000008', 'e3405e87-b990-4ea6-8c99-6e734b94bd74', 'cd26be6629d52d7a9373452a43e5eca6', 5009, 1, '', '2026-03-02 15:04:05+00', '2026-03-02', '2026-02-28', '2026-02-28', 'Webpay', 'America/Santiago', 'CL', 'es', 'CLP', 'Tienda golden-clp', '76.123.456-0', '', 'Calle Larga 8
Santiago', '', 'Ana Muñoz', '12.345.678-5', '', '', NULL, 'Av. Providencia 1
Santiago
Metropolitana, Chile', 'ana@example.com', 'CL', 60, 1, 504180.0000, 95820.0000, 600000.0000, 0.0000, 600000.0000, 95798.0000, 'line discount per unit; order discount holds line discounts; and shipping discount; total before gift cards; subtotal as priced; each item rounded; stated tax agrees; line tax', 'line', 'The order states tax 95798 and shipping tax 0 CLP, the document declares 95820: a difference of 22. It comes from item-by-item rounding.', 'a4', '#1f3a5f', '', '', '', '', NULL, NULL, NULL, 16, 1, 1);
INSERT INTO public.invoices_invoice VALUES (17, 'invoice', 9, 'CL-000009', '75985078-f7a6-4756-93d0-7a7071ef624e', 'a0768bb88402cc0d686b4c8f8dd1e2d3', 6001, 1, '', '2026-03-02 15:04:05+00', '2026-03-02', '2026-02-28', '2026-02-28', 'Webpay', 'America/Santiago', 'CL', 'es', 'CLP', 'Tienda golden-clp', '76.123.456-0', '', 'Calle Larga 8
Santiago', '', 'Ana Muñoz', '12.345.678-5', '', '', NULL, 'Av. Providencia 1
Santiago
Metropolitana, Chile', 'ana@example.com', 'CL', 1, 1, 8403.0000, 1597.0000, 10000.0000, 0.0000, 10000.0000, 1597.0000, 'line discount per unit; order discount holds line discounts; and shipping discount; total before gift cards; subtotal as priced; each item rounded; stated tax agrees; line tax', 'line', '', 'a4', '#1f3a5f', '', '', '', '', NULL, NULL, NULL, 17, 1, 1);
INSERT INTO public.invoices_invoice VALUES (18, 'credit_note', 1, 'NC-000001', '93f8d5a3-be97-40e1-b627-c0200743c7f8', '99210c635d352450f8421fc13055291b', 6001, 1, 'Devolución', '2026-03-02 15:04:05+00', '2026-03-02', '2026-02-28', '2026-02-28', 'Webpay', 'America/Santiago', 'CL', 'es', 'CLP', 'Tienda golden-clp', '76.123.456-0', '', 'Calle Larga 8
Santiago', '', 'Ana Muñoz', '12.345.678-5', '', '', NULL, 'Av. Providencia 1
Santiago
Metropolitana, Chile', 'ana@example.com', 'CL', 1, 1, 2101.0000, 399.0000, 2500.0000, 0.0000, 2500.0000, NULL, 'line discount per unit; order discount holds line discounts; and shipping discount; total before gift cards; subtotal as priced; each item rounded; stated tax agrees; line tax', 'line', '', 'a4', '#1f3a5f', '', '', '', '', 17, NULL, NULL, 17, 1, 7);
INSERT INTO public.invoices_invoice VALUES (19, 'credit_note', 2, 'NC-000002', '3b2951af-8e4c-42e1-b6ef-218fee048fc0', '2b4afd54941e17cef6e0d40d5428b803', 6001, 1, 'Devolución', '2026-03-02 15:04:05+00', '2026-03-02', '2026-02-28', '2026-02-28', 'Webpay', 'America/Santiago', 'CL', 'es', 'CLP', 'Tienda golden-clp', '76.123.456-0', '', 'Calle Larga 8
Santiago', '', 'Ana Muñoz', '12.345.678-5', '', '', NULL, 'Av. Providencia 1
Santiago
Metropolitana, Chile', 'ana@example.com', 'CL', 1, 1, 6302.0000, 1198.0000, 7500.0000, 0.0000, 7500.0000, NULL, 'line discount per unit; order discount holds line discounts; and shipping discount; total before gift cards; subtotal as priced; each item rounded; stated tax agrees; line tax', 'line', '', 'a4', '#1f3a5f', '', '', '', '', 17, NULL, NULL, 17, 1, 7);
INSERT INTO public.invoices_invoice VALUES (20, 'invoice', 10, 'CL-000010', '17eaa854-976d-41c1-b2f5-69455b03140c', '6f0e9e6a4da8058e36083a3ec1396b97', 6001, 2, '', '2026-03-02 15:04:05+00', '2026-03-02', '2026-02-28', '2026-02-28', 'Webpay', 'America/Santiago', 'CL', 'es', 'CLP', 'Tienda golden-clp', '76.123.456-0', '', 'Calle Larga 8
Santiago', '', 'Eva SpA', '76.086.428-5', 'Comercio', '', true, 'Calle 1
Santiago', '', 'CL', 1, 1, 6302.0000, 1198.0000, 7500.0000, 0.0000, 7500.0000, 1597.0000, 'line discount per unit; order discount holds line discounts; and shipping discount; total before gift cards; subtotal as priced; each item rounded; stated tax agrees; line tax', 'line', '', 'a4', '#1f3a5f', '', '', '', '', NULL, NULL, 17, 17, 1, 1);
INSERT INTO public.invoices_invoice VALUES (21, 'test', 1, 'TEST-000001', '76b0de6f-730a-4469-adc2-aa9fc3d67ad6', '8db03a46b435deeee60c427193614239', 6002, 1, '', '2026-03-02 15:04:05+00', '2026-03-02', '2026-02-28', '2026-02-28', 'Webpay', 'America/Santiago', 'CL', 'es', 'CLP', 'Tienda golden-clp', '76.123.456-0', '', 'Calle Larga 8
Santiago', '', 'Ana Muñoz', '12.345.678-5', '', '', NULL, 'Av. Providencia 1
Santiago
Metropolitana, Chile', 'ana@example.com', 'CL', 1, 1, 8403.0000, 1597.0000, 10000.0000, 0.0000, 10000.0000, 1597.0000, 'line discount per unit; order discount holds line discounts; and shipping discount; total before gift cards; subtotal as priced; each item rounded; stated tax agrees; line tax', 'line', '', 'a4', '#1f3a5f', '', '', '', '', NULL, NULL, NULL, NULL, 1, 8);
INSERT INTO public.invoices_invoice VALUES (1, 'invoice', 1, 'CL-000001', 'b48438b5-c41f-4dfd-acb8-5f3f4a24e39a', '5d998017f5e2fc574dad2986ce834960', 2302, 1, '', '2026-03-02 15:04:05+00', '2026-03-02', '2026-11-18', '2026-11-18', 'Transferencia Bancaria', 'America/Santiago', 'CL', 'es', 'CLP', 'Tienda golden-clp', '76.123.456-0', '', 'Calle Larga 8
Santiago', '', '', '', '', '', true, '', '', 'CL', 2, 1, 106457.0000, 20227.0000, 126684.0000, 0.0000, 126684.0000, 20227.0000, 'line discount per unit; order discount holds line discounts; and shipping discount; total before gift cards; subtotal as priced; each item rounded; stated tax agrees; line tax', 'line', '', 'a4', '#1f3a5f', '', '', '', '', NULL, NULL, NULL, 1, 1, 1);


INSERT INTO public.invoices_invoiceline VALUES (1, 1, 'product', 'Taza de cerámica 350 ml', 'TAZ-350', 24.0000, 4990.00000000, 11976.0000, true, 19.0000, '', 90575.0000, 17209.0000, 0.0000, 107784.0000, NULL, 1, 1);
INSERT INTO public.invoices_invoiceline VALUES (2, 2, 'product', 'Filtros de papel x100', 'FIL-100', 6.0000, 3500.00000000, 2100.0000, true, 19.0000, '', 15882.0000, 3018.0000, 0.0000, 18900.0000, NULL, 1, 1);
INSERT INTO public.invoices_invoiceline VALUES (3, 1, 'product', 'Café de grano Chiapas 1 kg', 'CAF-CHI-1KG', 2.0000, 14990.00000000, 0.0000, true, 19.0000, '', 25193.0000, 4787.0000, 0.0000, 29980.0000, NULL, 2, 1);
INSERT INTO public.invoices_invoiceline VALUES (4, 2, 'product', 'Prensa francesa 8 tazas', 'PRE-FR-08', 1.0000, 24990.00000000, 0.0000, true, 19.0000, '', 21000.0000, 3990.0000, 0.0000, 24990.0000, NULL, 2, 1);
INSERT INTO public.invoices_invoiceline VALUES (5, 3, 'shipping', 'Starken a domicilio', '', 1.0000, 3990.00000000, 0.0000, true, 19.0000, '', 3353.0000, 637.0000, 0.0000, 3990.0000, NULL, 2, 1);
INSERT INTO public.invoices_invoiceline VALUES (6, 1, 'product', 'Giftcard (Valor: 10000, Email enviar: ernesto, Mensaje: Prueba)', '', 1.0000, 10000.00000000, 0.0000, true, 19.0000, '', 8403.0000, 1597.0000, 0.0000, 10000.0000, NULL, 3, 1);
INSERT INTO public.invoices_invoiceline VALUES (7, 1, 'product', 'Aceite de oliva virgen extra 500 ml', 'AOV-500', 3.0000, 11.90000000, 3.5700, true, 10.0000, '', 29.2100, 2.9200, 0.0000, 32.1300, NULL, 4, 2);
INSERT INTO public.invoices_invoiceline VALUES (8, 2, 'product', 'Delantal de lino (Color: verde)', 'DEL-LIN-V', 1.0000, 34.50000000, 3.4500, true, 21.0000, '', 25.6600, 5.3900, 0.0000, 31.0500, NULL, 4, 2);
INSERT INTO public.invoices_invoiceline VALUES (9, 3, 'shipping', 'Correos Express', '', 1.0000, 5.95000000, 0.0000, true, 21.0000, '', 4.9200, 1.0300, 0.0000, 5.9500, NULL, 4, 2);
INSERT INTO public.invoices_invoiceline VALUES (10, 1, 'gift_card', 'Cartão presente 50 €', 'GC-50', 1.0000, 50.00000000, 0.0000, true, 0.0000, 'Sem imposto', 50.0000, 0.0000, 0.0000, 50.0000, NULL, 5, 2);
INSERT INTO public.invoices_invoiceline VALUES (11, 2, 'product', 'Sabonete de lavanda', 'SAB-LAV', 2.0000, 4.50000000, 0.0000, false, 23.0000, '', 9.0000, 2.0700, 0.0000, 11.0700, NULL, 5, 2);
INSERT INTO public.invoices_invoiceline VALUES (12, 3, 'shipping', 'CTT Expresso', '', 1.0000, 3.50000000, 0.0000, false, 23.0000, '', 3.5000, 0.8100, 0.0000, 4.3100, NULL, 5, 2);
INSERT INTO public.invoices_invoiceline VALUES (13, 1, 'product', 'Vajilla de gres, 12 piezas', 'VAJ-12', 1.0000, 84.00000000, 0.0000, true, 21.0000, '', 69.4200, 14.5800, 0.0000, 84.0000, NULL, 6, 2);
INSERT INTO public.invoices_invoiceline VALUES (14, 1, 'product', 'Azulejo pintado à mão 20×20', 'AZL-20', 4.0000, 12.15000000, 0.0000, false, 23.0000, '', 48.6000, 11.1800, 0.0000, 59.7800, NULL, 7, 2);
INSERT INTO public.invoices_invoiceline VALUES (15, 2, 'product', 'Livro “Lisboa a pé”', 'LIV-LX', 1.0000, 17.92000000, 0.0000, false, 6.0000, '', 17.9200, 1.0800, 0.0000, 19.0000, NULL, 7, 2);
INSERT INTO public.invoices_invoiceline VALUES (16, 3, 'shipping', 'CTT Expresso', '', 1.0000, 4.90000000, 0.0000, false, 23.0000, '', 4.9000, 1.1300, 0.0000, 6.0300, NULL, 7, 2);
INSERT INTO public.invoices_invoiceline VALUES (17, 1, 'product', 'Café de altura', 'CAFE-1', 1.0000, 10000.00000000, 0.0000, true, 19.0000, '', 8403.0000, 1597.0000, 0.0000, 10000.0000, NULL, 8, 1);
INSERT INTO public.invoices_invoiceline VALUES (18, 2, 'product', 'Libro «El Sur»', 'CAFE-1', 2.0000, 11900.00000000, 0.0000, true, 0.0000, 'Sin impuesto', 23800.0000, 0.0000, 0.0000, 23800.0000, NULL, 8, 1);
INSERT INTO public.invoices_invoiceline VALUES (19, 1, 'product', 'Café de altura', 'CAFE-1', 1.0000, 10000.00000000, 1000.0000, true, 19.0000, '', 7563.0000, 1437.0000, 0.0000, 9000.0000, NULL, 9, 1);
INSERT INTO public.invoices_invoiceline VALUES (20, 1, 'product', 'Café de altura', 'CAFE-1', 1.0000, 12000.00000000, 0.0000, true, 19.0000, '', 10000.0000, 2000.0000, 100.0000, 12000.0000, NULL, 10, 1);
INSERT INTO public.invoices_invoiceline VALUES (21, 1, 'product', 'Café de altura', 'CAFE-1', 1.0000, 1160.50000000, 0.0000, true, 16.0000, '', 1000.4300, 160.0700, 0.0000, 1160.5000, NULL, 11, 4);
INSERT INTO public.invoices_invoiceline VALUES (22, 1, 'product', 'Café de altura', 'CAFE-1', 1.0000, 119000.00000000, 0.0000, true, 19.0000, '', 100000.0000, 19000.0000, 0.0000, 119000.0000, NULL, 12, 5);
INSERT INTO public.invoices_invoiceline VALUES (23, 1, 'product', 'Café de altura', 'CAFE-1', 1.0000, 59.90000000, 0.0000, true, 18.0000, '', 50.7600, 9.1400, 0.0000, 59.9000, NULL, 13, 6);
INSERT INTO public.invoices_invoiceline VALUES (24, 1, 'product', 'Café de altura', 'CAFE-1', 1.0000, 349.90000000, 0.0000, true, 10.0000, '', 318.0900, 31.8100, 0.0000, 349.9000, NULL, 14, 3);
INSERT INTO public.invoices_invoiceline VALUES (25, 1, 'product', 'قهوة عربية', 'CAFE-1', 1.0000, 10000.00000000, 0.0000, true, 19.0000, '', 8403.0000, 1597.0000, 0.0000, 10000.0000, NULL, 15, 1);
INSERT INTO public.invoices_invoiceline VALUES (26, 1, 'product', 'Línea 1', 'CAFE-1', 1.0000, 10000.00000000, 0.0000, true, 19.0000, '', 8403.0000, 1597.0000, 0.0000, 10000.0000, NULL, 16, 1);
INSERT INTO public.invoices_invoiceline VALUES (27, 2, 'product', 'Línea 2', 'CAFE-1', 1.0000, 10000.00000000, 0.0000, true, 19.0000, '', 8403.0000, 1597.0000, 0.0000, 10000.0000, NULL, 16, 1);
INSERT INTO public.invoices_invoiceline VALUES (28, 3, 'product', 'Línea 3', 'CAFE-1', 1.0000, 10000.00000000, 0.0000, true, 19.0000, '', 8403.0000, 1597.0000, 0.0000, 10000.0000, NULL, 16, 1);
INSERT INTO public.invoices_invoiceline VALUES (29, 4, 'product', 'Línea 4', 'CAFE-1', 1.0000, 10000.00000000, 0.0000, true, 19.0000, '', 8403.0000, 1597.0000, 0.0000, 10000.0000, NULL, 16, 1);
INSERT INTO public.invoices_invoiceline VALUES (30, 5, 'product', 'Línea 5', 'CAFE-1', 1.0000, 10000.00000000, 0.0000, true, 19.0000, '', 8403.0000, 1597.0000, 0.0000, 10000.0000, NULL, 16, 1);
INSERT INTO public.invoices_invoiceline VALUES (31, 6, 'product', 'Línea 6', 'CAFE-1', 1.0000, 10000.00000000, 0.0000, true, 19.0000, '', 8403.0000, 1597.0000, 0.0000, 10000.0000, NULL, 16, 1);
INSERT INTO public.invoices_invoiceline VALUES (32, 7, 'product', 'Línea 7', 'CAFE-1', 1.0000, 10000.00000000, 0.0000, true, 19.0000, '', 8403.0000, 1597.0000, 0.0000, 10000.0000, NULL, 16, 1);
INSERT INTO public.invoices_invoiceline VALUES (33, 8, 'product', 'Línea 8', 'CAFE-1', 1.0000, 10000.00000000, 0.0000, true, 19.0000, '', 8403.0000, 1597.0000, 0.0000, 10000.0000, NULL, 16, 1);
INSERT INTO public.invoices_invoiceline VALUES (34, 9, 'product', 'Línea 9', 'CAFE-1', 1.0000, 10000.00000000, 0.0000, true, 19.0000, '', 8403.0000, 1597.0000, 0.0000, 10000.0000, NULL, 16, 1);
INSERT INTO public.invoices_invoiceline VALUES (35, 10, 'product', 'Línea 10', 'CAFE-1', 1.0000, 10000.00000000, 0.0000, true, 19.0000, '', 8403.0000, 1597.0000, 0.0000, 10000.0000, NULL, 16, 1);
INSERT INTO public.invoices_invoiceline VALUES (36, 11, 'product', 'Línea 11', 'CAFE-1', 1.0000, 10000.00000000, 0.0000, true, 19.0000, '', 8403.0000, 1597.0000, 0.0000, 10000.0000, NULL, 16, 1);
INSERT INTO public.invoices_invoiceline VALUES (37, 12, 'product', 'Línea 12', 'CAFE-1', 1.0000, 10000.00000000, 0.0000, true, 19.0000, '', 8403.0000, 1597.0000, 0.0000, 10000.0000, NULL, 16, 1);
INSERT INTO public.invoices_invoiceline VALUES (38, 13, 'product', 'Línea 13', 'CAFE-1', 1.0000, 10000.00000000, 0.0000, true, 19.0000, '', 8403.0000, 1597.0000, 0.0000, 10000.0000, NULL, 16, 1);
INSERT INTO public.invoices_invoiceline VALUES (39, 14, 'product', 'Línea 14', 'CAFE-1', 1.0000, 10000.00000000, 0.0000, true, 19.0000, '', 8403.0000, 1597.0000, 0.0000, 10000.0000, NULL, 16, 1);
INSERT INTO public.invoices_invoiceline VALUES (40, 15, 'product', 'Línea 15', 'CAFE-1', 1.0000, 10000.00000000, 0.0000, true, 19.0000, '', 8403.0000, 1597.0000, 0.0000, 10000.0000, NULL, 16, 1);
INSERT INTO public.invoices_invoiceline VALUES (41, 16, 'product', 'Línea 16', 'CAFE-1', 1.0000, 10000.00000000, 0.0000, true, 19.0000, '', 8403.0000, 1597.0000, 0.0000, 10000.0000, NULL, 16, 1);
INSERT INTO public.invoices_invoiceline VALUES (42, 17, 'product', 'Línea 17', 'CAFE-1', 1.0000, 10000.00000000, 0.0000, true, 19.0000, '', 8403.0000, 1597.0000, 0.0000, 10000.0000, NULL, 16, 1);
INSERT INTO public.invoices_invoiceline VALUES (43, 18, 'product', 'Línea 18', 'CAFE-1', 1.0000, 10000.00000000, 0.0000, true, 19.0000, '', 8403.0000, 1597.0000, 0.0000, 10000.0000, NULL, 16, 1);
INSERT INTO public.invoices_invoiceline VALUES (44, 19, 'product', 'Línea 19', 'CAFE-1', 1.0000, 10000.00000000, 0.0000, true, 19.0000, '', 8403.0000, 1597.0000, 0.0000, 10000.0000, NULL, 16, 1);
INSERT INTO public.invoices_invoiceline VALUES (45, 20, 'product', 'Línea 20', 'CAFE-1', 1.0000, 10000.00000000, 0.0000, true, 19.0000, '', 8403.0000, 1597.0000, 0.0000, 10000.0000, NULL, 16, 1);
INSERT INTO public.invoices_invoiceline VALUES (46, 21, 'product', 'Línea 21', 'CAFE-1', 1.0000, 10000.00000000, 0.0000, true, 19.0000, '', 8403.0000, 1597.0000, 0.0000, 10000.0000, NULL, 16, 1);
INSERT INTO public.invoices_invoiceline VALUES (47, 22, 'product', 'Línea 22', 'CAFE-1', 1.0000, 10000.00000000, 0.0000, true, 19.0000, '', 8403.0000, 1597.0000, 0.0000, 10000.0000, NULL, 16, 1);
INSERT INTO public.invoices_invoiceline VALUES (48, 23, 'product', 'Línea 23', 'CAFE-1', 1.0000, 10000.00000000, 0.0000, true, 19.0000, '', 8403.0000, 1597.0000, 0.0000, 10000.0000, NULL, 16, 1);
INSERT INTO public.invoices_invoiceline VALUES (49, 24, 'product', 'Línea 24', 'CAFE-1', 1.0000, 10000.00000000, 0.0000, true, 19.0000, '', 8403.0000, 1597.0000, 0.0000, 10000.0000, NULL, 16, 1);
INSERT INTO public.invoices_invoiceline VALUES (50, 25, 'product', 'Línea 25', 'CAFE-1', 1.0000, 10000.00000000, 0.0000, true, 19.0000, '', 8403.0000, 1597.0000, 0.0000, 10000.0000, NULL, 16, 1);
INSERT INTO public.invoices_invoiceline VALUES (51, 26, 'product', 'Línea 26', 'CAFE-1', 1.0000, 10000.00000000, 0.0000, true, 19.0000, '', 8403.0000, 1597.0000, 0.0000, 10000.0000, NULL, 16, 1);
INSERT INTO public.invoices_invoiceline VALUES (52, 27, 'product', 'Línea 27', 'CAFE-1', 1.0000, 10000.00000000, 0.0000, true, 19.0000, '', 8403.0000, 1597.0000, 0.0000, 10000.0000, NULL, 16, 1);
INSERT INTO public.invoices_invoiceline VALUES (53, 28, 'product', 'Línea 28', 'CAFE-1', 1.0000, 10000.00000000, 0.0000, true, 19.0000, '', 8403.0000, 1597.0000, 0.0000, 10000.0000, NULL, 16, 1);
INSERT INTO public.invoices_invoiceline VALUES (54, 29, 'product', 'Línea 29', 'CAFE-1', 1.0000, 10000.00000000, 0.0000, true, 19.0000, '', 8403.0000, 1597.0000, 0.0000, 10000.0000, NULL, 16, 1);
INSERT INTO public.invoices_invoiceline VALUES (55, 30, 'product', 'Línea 30', 'CAFE-1', 1.0000, 10000.00000000, 0.0000, true, 19.0000, '', 8403.0000, 1597.0000, 0.0000, 10000.0000, NULL, 16, 1);
INSERT INTO public.invoices_invoiceline VALUES (56, 31, 'product', 'Línea 31', 'CAFE-1', 1.0000, 10000.00000000, 0.0000, true, 19.0000, '', 8403.0000, 1597.0000, 0.0000, 10000.0000, NULL, 16, 1);
INSERT INTO public.invoices_invoiceline VALUES (57, 32, 'product', 'Línea 32', 'CAFE-1', 1.0000, 10000.00000000, 0.0000, true, 19.0000, '', 8403.0000, 1597.0000, 0.0000, 10000.0000, NULL, 16, 1);
INSERT INTO public.invoices_invoiceline VALUES (58, 33, 'product', 'Línea 33', 'CAFE-1', 1.0000, 10000.00000000, 0.0000, true, 19.0000, '', 8403.0000, 1597.0000, 0.0000, 10000.0000, NULL, 16, 1);
INSERT INTO public.invoices_invoiceline VALUES (59, 34, 'product', 'Línea 34', 'CAFE-1', 1.0000, 10000.00000000, 0.0000, true, 19.0000, '', 8403.0000, 1597.0000, 0.0000, 10000.0000, NULL, 16, 1);
INSERT INTO public.invoices_invoiceline VALUES (60, 35, 'product', 'Línea 35', 'CAFE-1', 1.0000, 10000.00000000, 0.0000, true, 19.0000, '', 8403.0000, 1597.0000, 0.0000, 10000.0000, NULL, 16, 1);
INSERT INTO public.invoices_invoiceline VALUES (61, 36, 'product', 'Línea 36', 'CAFE-1', 1.0000, 10000.00000000, 0.0000, true, 19.0000, '', 8403.0000, 1597.0000, 0.0000, 10000.0000, NULL, 16, 1);
INSERT INTO public.invoices_invoiceline VALUES (62, 37, 'product', 'Línea 37', 'CAFE-1', 1.0000, 10000.00000000, 0.0000, true, 19.0000, '', 8403.0000, 1597.0000, 0.0000, 10000.0000, NULL, 16, 1);
INSERT INTO public.invoices_invoiceline VALUES (63, 38, 'product', 'Línea 38', 'CAFE-1', 1.0000, 10000.00000000, 0.0000, true, 19.0000, '', 8403.0000, 1597.0000, 0.0000, 10000.0000, NULL, 16, 1);
INSERT INTO public.invoices_invoiceline VALUES (64, 39, 'product', 'Línea 39', 'CAFE-1', 1.0000, 10000.00000000, 0.0000, true, 19.0000, '', 8403.0000, 1597.0000, 0.0000, 10000.0000, NULL, 16, 1);
INSERT INTO public.invoices_invoiceline VALUES (65, 40, 'product', 'Línea 40', 'CAFE-1', 1.0000, 10000.00000000, 0.0000, true, 19.0000, '', 8403.0000, 1597.0000, 0.0000, 10000.0000, NULL, 16, 1);
INSERT INTO public.invoices_invoiceline VALUES (66, 41, 'product', 'Línea 41', 'CAFE-1', 1.0000, 10000.00000000, 0.0000, true, 19.0000, '', 8403.0000, 1597.0000, 0.0000, 10000.0000, NULL, 16, 1);
INSERT INTO public.invoices_invoiceline VALUES (67, 42, 'product', 'Línea 42', 'CAFE-1', 1.0000, 10000.00000000, 0.0000, true, 19.0000, '', 8403.0000, 1597.0000, 0.0000, 10000.0000, NULL, 16, 1);
INSERT INTO public.invoices_invoiceline VALUES (68, 43, 'product', 'Línea 43', 'CAFE-1', 1.0000, 10000.00000000, 0.0000, true, 19.0000, '', 8403.0000, 1597.0000, 0.0000, 10000.0000, NULL, 16, 1);
INSERT INTO public.invoices_invoiceline VALUES (69, 44, 'product', 'Línea 44', 'CAFE-1', 1.0000, 10000.00000000, 0.0000, true, 19.0000, '', 8403.0000, 1597.0000, 0.0000, 10000.0000, NULL, 16, 1);
INSERT INTO public.invoices_invoiceline VALUES (70, 45, 'product', 'Línea 45', 'CAFE-1', 1.0000, 10000.00000000, 0.0000, true, 19.0000, '', 8403.0000, 1597.0000, 0.0000, 10000.0000, NULL, 16, 1);
INSERT INTO public.invoices_invoiceline VALUES (71, 46, 'product', 'Línea 46', 'CAFE-1', 1.0000, 10000.00000000, 0.0000, true, 19.0000, '', 8403.0000, 1597.0000, 0.0000, 10000.0000, NULL, 16, 1);
INSERT INTO public.invoices_invoiceline VALUES (72, 47, 'product', 'Línea 47', 'CAFE-1', 1.0000, 10000.00000000, 0.0000, true, 19.0000, '', 8403.0000, 1597.0000, 0.0000, 10000.0000, NULL, 16, 1);
INSERT INTO public.invoices_invoiceline VALUES (73, 48, 'product', 'Línea 48', 'CAFE-1', 1.0000, 10000.00000000, 0.0000, true, 19.0000, '', 8403.0000, 1597.0000, 0.0000, 10000.0000, NULL, 16, 1);
INSERT INTO public.invoices_invoiceline VALUES (74, 49, 'product', 'Línea 49', 'CAFE-1', 1.0000, 10000.00000000, 0.0000, true, 19.0000, '', 8403.0000, 1597.0000, 0.0000, 10000.0000, NULL, 16, 1);
INSERT INTO public.invoices_invoiceline VALUES (75, 50, 'product', 'Línea 50', 'CAFE-1', 1.0000, 10000.00000000, 0.0000, true, 19.0000, '', 8403.0000, 1597.0000, 0.0000, 10000.0000, NULL, 16, 1);
INSERT INTO public.invoices_invoiceline VALUES (76, 51, 'product', 'Línea 51', 'CAFE-1', 1.0000, 10000.00000000, 0.0000, true, 19.0000, '', 8403.0000, 1597.0000, 0.0000, 10000.0000, NULL, 16, 1);
INSERT INTO public.invoices_invoiceline VALUES (77, 52, 'product', 'Línea 52', 'CAFE-1', 1.0000, 10000.00000000, 0.0000, true, 19.0000, '', 8403.0000, 1597.0000, 0.0000, 10000.0000, NULL, 16, 1);
INSERT INTO public.invoices_invoiceline VALUES (78, 53, 'product', 'Línea 53', 'CAFE-1', 1.0000, 10000.00000000, 0.0000, true, 19.0000, '', 8403.0000, 1597.0000, 0.0000, 10000.0000, NULL, 16, 1);
INSERT INTO public.invoices_invoiceline VALUES (79, 54, 'product', 'Línea 54', 'CAFE-1', 1.0000, 10000.00000000, 0.0000, true, 19.0000, '', 8403.0000, 1597.0000, 0.0000, 10000.0000, NULL, 16, 1);
INSERT INTO public.invoices_invoiceline VALUES (80, 55, 'product', 'Línea 55', 'CAFE-1', 1.0000, 10000.00000000, 0.0000, true, 19.0000, '', 8403.0000, 1597.0000, 0.0000, 10000.0000, NULL, 16, 1);
INSERT INTO public.invoices_invoiceline VALUES (81, 56, 'product', 'Línea 56', 'CAFE-1', 1.0000, 10000.00000000, 0.0000, true, 19.0000, '', 8403.0000, 1597.0000, 0.0000, 10000.0000, NULL, 16, 1);
INSERT INTO public.invoices_invoiceline VALUES (82, 57, 'product', 'Línea 57', 'CAFE-1', 1.0000, 10000.00000000, 0.0000, true, 19.0000, '', 8403.0000, 1597.0000, 0.0000, 10000.0000, NULL, 16, 1);
INSERT INTO public.invoices_invoiceline VALUES (83, 58, 'product', 'Línea 58', 'CAFE-1', 1.0000, 10000.00000000, 0.0000, true, 19.0000, '', 8403.0000, 1597.0000, 0.0000, 10000.0000, NULL, 16, 1);
INSERT INTO public.invoices_invoiceline VALUES (84, 59, 'product', 'Línea 59', 'CAFE-1', 1.0000, 10000.00000000, 0.0000, true, 19.0000, '', 8403.0000, 1597.0000, 0.0000, 10000.0000, NULL, 16, 1);
INSERT INTO public.invoices_invoiceline VALUES (85, 60, 'product', 'Línea 60', 'CAFE-1', 1.0000, 10000.00000000, 0.0000, true, 19.0000, '', 8403.0000, 1597.0000, 0.0000, 10000.0000, NULL, 16, 1);
INSERT INTO public.invoices_invoiceline VALUES (86, 1, 'product', 'Café de altura', 'CAFE-1', 4.0000, 2500.00000000, 0.0000, true, 19.0000, '', 8403.0000, 1597.0000, 0.0000, 10000.0000, NULL, 17, 1);
INSERT INTO public.invoices_invoiceline VALUES (87, 1, 'product', 'Café de altura', 'CAFE-1', 1.0000, 2500.00000000, 0.0000, true, 19.0000, '', 2101.0000, 399.0000, 0.0000, 2500.0000, 86, 18, 1);
INSERT INTO public.invoices_invoiceline VALUES (88, 1, 'product', 'Café de altura', 'CAFE-1', 3.0000, 2500.00000000, 0.0000, true, 19.0000, '', 6302.0000, 1198.0000, 0.0000, 7500.0000, 86, 19, 1);
INSERT INTO public.invoices_invoiceline VALUES (89, 1, 'product', 'Café de altura', 'CAFE-1', 3.0000, 2500.00000000, 0.0000, true, 19.0000, '', 6302.0000, 1198.0000, 0.0000, 7500.0000, NULL, 20, 1);
INSERT INTO public.invoices_invoiceline VALUES (90, 1, 'product', 'Café de altura', 'CAFE-1', 1.0000, 10000.00000000, 0.0000, true, 19.0000, '', 8403.0000, 1597.0000, 0.0000, 10000.0000, NULL, 21, 1);


INSERT INTO public.invoices_invoicetax VALUES (1, 1, 19.0000, '', '[]', 106457.0000, 20227.0000, 126684.0000, 1, 1);
INSERT INTO public.invoices_invoicetax VALUES (2, 1, 19.0000, '', '[]', 49546.0000, 9414.0000, 58960.0000, 2, 1);
INSERT INTO public.invoices_invoicetax VALUES (3, 1, 19.0000, '', '[]', 8403.0000, 1597.0000, 10000.0000, 3, 1);
INSERT INTO public.invoices_invoicetax VALUES (4, 1, 21.0000, '', '[]', 30.5800, 6.4200, 37.0000, 4, 2);
INSERT INTO public.invoices_invoicetax VALUES (5, 2, 10.0000, '', '[]', 29.2100, 2.9200, 32.1300, 4, 2);
INSERT INTO public.invoices_invoicetax VALUES (6, 1, 23.0000, '', '[]', 12.5000, 2.8800, 15.3800, 5, 2);
INSERT INTO public.invoices_invoicetax VALUES (7, 2, 0.0000, 'Sem imposto', '[]', 50.0000, 0.0000, 50.0000, 5, 2);
INSERT INTO public.invoices_invoicetax VALUES (8, 1, 21.0000, '', '[]', 69.4200, 14.5800, 84.0000, 6, 2);
INSERT INTO public.invoices_invoicetax VALUES (9, 1, 23.0000, '', '[]', 53.5000, 12.3100, 65.8100, 7, 2);
INSERT INTO public.invoices_invoicetax VALUES (10, 2, 6.0000, '', '[]', 17.9200, 1.0800, 19.0000, 7, 2);
INSERT INTO public.invoices_invoicetax VALUES (11, 1, 19.0000, '', '[]', 8403.0000, 1597.0000, 10000.0000, 8, 1);
INSERT INTO public.invoices_invoicetax VALUES (12, 2, 0.0000, 'Sin impuesto', '[]', 23800.0000, 0.0000, 23800.0000, 8, 1);
INSERT INTO public.invoices_invoicetax VALUES (13, 1, 19.0000, '', '[]', 7563.0000, 1437.0000, 9000.0000, 9, 1);
INSERT INTO public.invoices_invoicetax VALUES (14, 1, 19.0000, '', '[]', 10000.0000, 1900.0000, 11900.0000, 10, 1);
INSERT INTO public.invoices_invoicetax VALUES (15, 2, NULL, '', '[]', 0.0000, 100.0000, 100.0000, 10, 1);
INSERT INTO public.invoices_invoicetax VALUES (16, 1, 16.0000, '', '[]', 1000.4300, 160.0700, 1160.5000, 11, 4);
INSERT INTO public.invoices_invoicetax VALUES (17, 1, 19.0000, '', '[]', 100000.0000, 19000.0000, 119000.0000, 12, 5);
INSERT INTO public.invoices_invoicetax VALUES (18, 1, 18.0000, '', '[]', 50.7600, 9.1400, 59.9000, 13, 6);
INSERT INTO public.invoices_invoicetax VALUES (19, 1, 10.0000, '', '[]', 318.0900, 31.8100, 349.9000, 14, 3);
INSERT INTO public.invoices_invoicetax VALUES (20, 1, 19.0000, '', '[]', 8403.0000, 1597.0000, 10000.0000, 15, 1);
INSERT INTO public.invoices_invoicetax VALUES (21, 1, 19.0000, '', '[]', 504180.0000, 95820.0000, 600000.0000, 16, 1);
INSERT INTO public.invoices_invoicetax VALUES (22, 1, 19.0000, '', '[]', 8403.0000, 1597.0000, 10000.0000, 17, 1);
INSERT INTO public.invoices_invoicetax VALUES (23, 1, 19.0000, '', '[]', 2101.0000, 399.0000, 2500.0000, 18, 1);
INSERT INTO public.invoices_invoicetax VALUES (24, 1, 19.0000, '', '[]', 6302.0000, 1198.0000, 7500.0000, 19, 1);
INSERT INTO public.invoices_invoicetax VALUES (25, 1, 19.0000, '', '[]', 6302.0000, 1198.0000, 7500.0000, 20, 1);
INSERT INTO public.invoices_invoicetax VALUES (26, 1, 19.0000, '', '[]', 8403.0000, 1597.0000, 10000.0000, 21, 1);


INSERT INTO public.invoices_mailattempt VALUES (2, '2026-11-28 02:46:25.961749+00', NULL, 'refused', '550', 1, 2);
INSERT INTO public.invoices_mailattempt VALUES (3, '2026-11-28 02:46:25.991471+00', NULL, 'refused', '550', 1, 3);
INSERT INTO public.invoices_mailattempt VALUES (4, '2026-11-28 02:46:26.019672+00', NULL, 'refused', '550', 2, 4);
INSERT INTO public.invoices_mailattempt VALUES (1, '2026-11-28 02:46:25.919372+00', NULL, 'refused', '', 1, 1);


INSERT INTO public.invoices_mailing VALUES (3, 'done', 1, '2026-11-28 02:46:25.989932+00', NULL, '', '2026-11-28 02:46:24.335056+00', 'ana@example.com', true, '2026-11-28 02:46:25.990201+00', 3, 1);
INSERT INTO public.invoices_mailing VALUES (4, 'failed', 24, '2026-11-28 02:46:26.018123+00', NULL, 'Jumpseller answered 422.', '2026-11-28 02:46:24.335067+00', 'ana@example.com', true, '2026-11-28 02:46:26.018363+00', 4, 2);
INSERT INTO public.invoices_mailing VALUES (1, 'due', 0, '2026-11-28 02:46:26.111476+00', NULL, '', NULL, '', true, '2026-11-28 02:46:25.917193+00', 1, 1);
INSERT INTO public.invoices_mailing VALUES (2, 'claimed', 3, '2100-01-01 00:00:00+00', NULL, 'Jumpseller answered 500.', NULL, 'ana@example.com', true, '2026-11-28 02:46:25.960316+00', 2, 1);


INSERT INTO public.invoices_posting VALUES (3, 'done', 1, '2026-11-28 02:46:24.670544+00', '2026-03-02 15:04:05+00', '', '2026-11-28 02:46:24.335056+00', NULL, 3, 1);
INSERT INTO public.invoices_posting VALUES (4, 'failed', 24, '2026-11-28 02:46:24.737774+00', '2026-03-02 15:04:05+00', 'Jumpseller answered 422.', '2026-11-28 02:46:24.335067+00', NULL, 4, 2);
INSERT INTO public.invoices_posting VALUES (1, 'due', 0, '2026-11-28 02:46:26.10756+00', NULL, '', NULL, NULL, 1, 1);
INSERT INTO public.invoices_posting VALUES (5, 'due', 0, '2026-11-28 02:46:26.10756+00', NULL, '', NULL, NULL, 5, 2);
INSERT INTO public.invoices_posting VALUES (6, 'due', 0, '2026-11-28 02:46:26.10756+00', NULL, '', NULL, NULL, 6, 2);
INSERT INTO public.invoices_posting VALUES (7, 'due', 0, '2026-11-28 02:46:26.10756+00', NULL, '', NULL, NULL, 7, 2);
INSERT INTO public.invoices_posting VALUES (8, 'due', 0, '2026-11-28 02:46:26.10756+00', NULL, '', NULL, NULL, 8, 1);
INSERT INTO public.invoices_posting VALUES (9, 'due', 0, '2026-11-28 02:46:26.10756+00', NULL, '', NULL, NULL, 9, 1);
INSERT INTO public.invoices_posting VALUES (10, 'due', 0, '2026-11-28 02:46:26.10756+00', NULL, '', NULL, NULL, 10, 1);
INSERT INTO public.invoices_posting VALUES (11, 'due', 0, '2026-11-28 02:46:26.10756+00', NULL, '', NULL, NULL, 11, 4);
INSERT INTO public.invoices_posting VALUES (12, 'due', 0, '2026-11-28 02:46:26.10756+00', NULL, '', NULL, NULL, 12, 5);
INSERT INTO public.invoices_posting VALUES (13, 'due', 0, '2026-11-28 02:46:26.10756+00', NULL, '', NULL, NULL, 13, 6);
INSERT INTO public.invoices_posting VALUES (14, 'due', 0, '2026-11-28 02:46:26.10756+00', NULL, '', NULL, NULL, 14, 3);
INSERT INTO public.invoices_posting VALUES (15, 'due', 0, '2026-11-28 02:46:26.10756+00', NULL, '', NULL, NULL, 15, 1);
INSERT INTO public.invoices_posting VALUES (16, 'due', 0, '2026-11-28 02:46:26.10756+00', NULL, '', NULL, NULL, 16, 1);
INSERT INTO public.invoices_posting VALUES (17, 'due', 0, '2026-11-28 02:46:26.10756+00', NULL, '', NULL, NULL, 17, 1);
INSERT INTO public.invoices_posting VALUES (18, 'due', 0, '2026-11-28 02:46:26.10756+00', NULL, '', NULL, NULL, 18, 1);
INSERT INTO public.invoices_posting VALUES (19, 'due', 0, '2026-11-28 02:46:26.10756+00', NULL, '', NULL, NULL, 19, 1);
INSERT INTO public.invoices_posting VALUES (20, 'due', 0, '2026-11-28 02:46:26.10756+00', NULL, '', NULL, NULL, 20, 1);
INSERT INTO public.invoices_posting VALUES (21, 'due', 0, '2026-11-28 02:46:26.10756+00', NULL, '', NULL, NULL, 21, 1);
INSERT INTO public.invoices_posting VALUES (2, 'claimed', 3, '2100-01-01 00:00:00+00', '2026-03-02 15:04:05+00', 'Jumpseller answered 500.', NULL, NULL, 2, 1);


INSERT INTO public.invoices_rendition VALUES (1, '1/2026/03/b48438b5-c41f-4dfd-acb8-5f3f4a24e39a-883d824c.pdf', '52275ec208db7ef5242852174075c3b97d0f27f1b37c9aed7b69dfc239d54b24', 37240, '5', '2026-11-28 02:46:25.723137+00', 1, 1);
INSERT INTO public.invoices_rendition VALUES (2, '1/2026/03/cd68615c-8069-4847-9c15-9e6a409c38f2-c307a12c.pdf', 'b7cdb6c318824025ad9bdd418effc60fcbc797007474bcc89dec13c9525b0f8b', 37071, '5', '2026-11-28 02:46:25.7645+00', 2, 1);
INSERT INTO public.invoices_rendition VALUES (3, '1/2026/03/caa7e9bf-d007-44a1-a3cf-493f0febddf8-055b355e.pdf', '7fffa238344c256f6c8e65c3e6232859eb534abe137cc9faf7ebe7b149db02f0', 36786, '5', '2026-11-28 02:46:25.80034+00', 3, 1);
INSERT INTO public.invoices_rendition VALUES (4, '2/2026/03/1f9db8dd-8a3b-49dd-94be-c7d835c33744-ffc04f03.pdf', 'e5234ede4e7865a8d42375354f752fa5c0115df3ab939494037ddeb346a6aaba', 37275, '5', '2026-11-28 02:46:25.839665+00', 4, 2);
INSERT INTO public.invoices_rendition VALUES (5, '2/2026/03/9995d8aa-ff0f-4b81-a3e2-889c795e846b-e03fdcba.pdf', '3cc582db56ff29870b0c6492820bd9ce2486ff6451202f19cd558d926d5bce65', 37082, '5', '2026-11-28 02:46:25.871544+00', 5, 2);
INSERT INTO public.invoices_rendition VALUES (6, '2/2026/03/e599e358-0d3a-4dc6-925b-1ec95f4807bc-0425905e.pdf', '3b9e14b269241682aa3fd949019267bdad35b76e7df9b81e007d2dbca71dfc20', 37091, '5', '2026-11-28 02:46:25.900073+00', 6, 2);


INSERT INTO public.invoices_renditionseal VALUES (1, 10, 1, '{"link":"rendition","number":"CL-000001","pdf_sha256":"52275ec208db7ef5242852174075c3b97d0f27f1b37c9aed7b69dfc239d54b24","rendered_at":"2026-11-28T02:46:25.723137+00:00","renderer_version":"5","seal":"c4987df7b318585fd4e834af54b7fb0830f9c7ddd73de5d40171e03459dd8d1e","sealed_at":"2026-11-28T02:46:25.728217+00:00","sequence":1,"size":37240,"version":2}', 'c15df543899e460cd4aeb53308ddd1ee8d1599f96828c0a7dae715f07d7708c1', '9bcb1169c02ca095fe3b9c1a067e00bf0ae5b0b443c9da5abc1e2f3d1ba9e26a', 1, 1, 1);
INSERT INTO public.invoices_renditionseal VALUES (2, 10, 2, '{"link":"rendition","number":"CL-000002","pdf_sha256":"b7cdb6c318824025ad9bdd418effc60fcbc797007474bcc89dec13c9525b0f8b","rendered_at":"2026-11-28T02:46:25.764500+00:00","renderer_version":"5","seal":"1f00943cbddac341e3d284bc413e0b6f7f0c4400bff8039a55ac1b2cde67fe0a","sealed_at":"2026-11-28T02:46:25.769021+00:00","sequence":2,"size":37071,"version":2}', '9bcb1169c02ca095fe3b9c1a067e00bf0ae5b0b443c9da5abc1e2f3d1ba9e26a', 'be2722d557e866f7e7b01bbd3596f3f08bdc73fa38f5492f14adc77696d966f8', 2, 1, 1);
INSERT INTO public.invoices_renditionseal VALUES (3, 10, 3, '{"link":"rendition","number":"CL-000003","pdf_sha256":"7fffa238344c256f6c8e65c3e6232859eb534abe137cc9faf7ebe7b149db02f0","rendered_at":"2026-11-28T02:46:25.800340+00:00","renderer_version":"5","seal":"e69cafc32447ca6defceef0805d6447e7bdfe06d12ebc7f0ad5b39c0bcd06cb2","sealed_at":"2026-11-28T02:46:25.804841+00:00","sequence":3,"size":36786,"version":2}', 'be2722d557e866f7e7b01bbd3596f3f08bdc73fa38f5492f14adc77696d966f8', '5afeb5364cf0cec53f5a9f790c7006752e062f2032c1e29c7f454145420ac9a5', 3, 1, 1);
INSERT INTO public.invoices_renditionseal VALUES (4, 4, 1, '{"link":"rendition","number":"PT-000001","pdf_sha256":"e5234ede4e7865a8d42375354f752fa5c0115df3ab939494037ddeb346a6aaba","rendered_at":"2026-11-28T02:46:25.839665+00:00","renderer_version":"5","seal":"cad81f12253f44d3244e0c15046ad473432c097ec1b4d3af003d75abff4348bc","sealed_at":"2026-11-28T02:46:25.844220+00:00","sequence":1,"size":37275,"version":2}', '87cb9aded6ee220452936aaff508a0f2cc689a7d6ff80356cd6f19aeb1115761', '4f9515d661a475b7766b14cdde38d26ac50d8afa54e82857e0f8d858f5add797', 4, 2, 2);
INSERT INTO public.invoices_renditionseal VALUES (5, 4, 2, '{"link":"rendition","number":"PT-000002","pdf_sha256":"3cc582db56ff29870b0c6492820bd9ce2486ff6451202f19cd558d926d5bce65","rendered_at":"2026-11-28T02:46:25.871544+00:00","renderer_version":"5","seal":"124b6b44521606db9421f6d4e39eaff5cf9b9f6ea7225c594da55d5398e18ab6","sealed_at":"2026-11-28T02:46:25.874854+00:00","sequence":2,"size":37082,"version":2}', '4f9515d661a475b7766b14cdde38d26ac50d8afa54e82857e0f8d858f5add797', '0111e6b50dfd52dd5ee6d468097205248fd23f79c6a98d6ba828a63f406286e3', 5, 2, 2);
INSERT INTO public.invoices_renditionseal VALUES (6, 4, 3, '{"link":"rendition","number":"PT-000003","pdf_sha256":"3b9e14b269241682aa3fd949019267bdad35b76e7df9b81e007d2dbca71dfc20","rendered_at":"2026-11-28T02:46:25.900073+00:00","renderer_version":"5","seal":"6c60202912ea504acf42257066c06c58e95b396ee05feda08532abeb417f7bb1","sealed_at":"2026-11-28T02:46:25.904393+00:00","sequence":3,"size":37091,"version":2}', '0111e6b50dfd52dd5ee6d468097205248fd23f79c6a98d6ba828a63f406286e3', 'dd625951c18cb8fd2806a5a64bfbc82055aa826febff3992eb6fc92a34bf6e01', 6, 2, 2);


INSERT INTO public.invoices_seal VALUES (2, 2, '{"accent_colour":"#1f3a5f","amount_paid":"58960.0000","bank_details":"","buyer_country":"CL","buyer_wants_factura":false,"country":"CL","credit_reason":"","credits":null,"currency":"CLP","footer":"","gift_card_amount":"0.0000","gross_total":"58960.0000","issue_date":"2026-03-02","issued_at":"2026-03-02T15:04:05.000000+00:00","kind":"invoice","language":"es","legal_text":"","line_count":3,"lines":[{"description":"Caf\u00e9 de grano Chiapas 1 kg","discount":"0.0000","fixed_tax":"0.0000","gross":"29980.0000","kind":"product","net":"25193.0000","position":1,"quantity":"2.0000","sku":"CAF-CHI-1KG","tax":"4787.0000","tax_inside":true,"tax_label":"","tax_rate":"19.0000","unit_price":"14990.00000000"},{"description":"Prensa francesa 8 tazas","discount":"0.0000","fixed_tax":"0.0000","gross":"24990.0000","kind":"product","net":"21000.0000","position":2,"quantity":"1.0000","sku":"PRE-FR-08","tax":"3990.0000","tax_inside":true,"tax_label":"","tax_rate":"19.0000","unit_price":"24990.00000000"},{"description":"Starken a domicilio","discount":"0.0000","fixed_tax":"0.0000","gross":"3990.0000","kind":"shipping","net":"3353.0000","position":3,"quantity":"1.0000","sku":"","tax":"637.0000","tax_inside":true,"tax_label":"","tax_rate":"19.0000","unit_price":"3990.00000000"}],"logo":null,"net_total":"49546.0000","notes":"","number":"CL-000002","order_id":2301,"paper_size":"a4","payment_date":"2026-11-18","payment_method":"Webpay Plus","rate_count":1,"reading":"line discount per unit; order discount holds line discounts; and shipping discount; total before gift cards; subtotal as priced; each item rounded; stated tax agrees; line tax","replaces":null,"revision":1,"rounding":"line","seller_activity":"","seller_address":"Calle Larga 8\nSantiago","seller_email":"","seller_name":"Tienda golden-clp","seller_tax_id":"76.123.456-0","sequence":2,"series":{"prefix":"CL-","year":null},"snapshot":"8619c0f6b48e5e7688924612eb5bded5406b9b11deaec0154244286dde0e45f4","stated_tax":"8777.0000","store":"golden-clp","supply_date":"2026-11-18","tax_total":"9414.0000","taxes":[{"gross":"58960.0000","label":"","net":"49546.0000","parts":[],"position":1,"rate":"19.0000","tax":"9414.0000"}],"time_zone":"America/Santiago","token_sha256":"a08684621bbfa8f14523c01fb1968848a5c32b32b65819765c7d61cba4682722","uid":"cd68615c-8069-4847-9c15-9e6a409c38f2","version":2}', 'c4987df7b318585fd4e834af54b7fb0830f9c7ddd73de5d40171e03459dd8d1e', '1f00943cbddac341e3d284bc413e0b6f7f0c4400bff8039a55ac1b2cde67fe0a', 2, 1, 1, '{"buyer_activity":"","buyer_address":"Av. Italia 1420, depto 52\n7770123 Providencia, Santiago\nMetropolitana, Chile","buyer_email":"camila.rojas@example.com","buyer_name":"Camila Rojas Fuentes","buyer_tax_id":"12345678-5","buyer_taxpayer_type":"","remarks":"","salt":"1f6d43510e6ff9a365f0a8d8871d37af","version":2}', '799b834fb064610fba131b3db57f2d8428af32f924b27272cd71d96598c23adc');
INSERT INTO public.invoices_seal VALUES (3, 3, '{"accent_colour":"#1f3a5f","amount_paid":"10000.0000","bank_details":"","buyer_country":"CL","buyer_wants_factura":false,"country":"CL","credit_reason":"","credits":null,"currency":"CLP","footer":"","gift_card_amount":"0.0000","gross_total":"10000.0000","issue_date":"2026-03-02","issued_at":"2026-03-02T15:04:05.000000+00:00","kind":"invoice","language":"es","legal_text":"","line_count":1,"lines":[{"description":"Giftcard (Valor: 10000, Email enviar: ernesto, Mensaje: Prueba)","discount":"0.0000","fixed_tax":"0.0000","gross":"10000.0000","kind":"product","net":"8403.0000","position":1,"quantity":"1.0000","sku":"","tax":"1597.0000","tax_inside":true,"tax_label":"","tax_rate":"19.0000","unit_price":"10000.00000000"}],"logo":null,"net_total":"8403.0000","notes":"","number":"CL-000003","order_id":1080,"paper_size":"a4","payment_date":"2023-02-03","payment_method":"Pago Manual (Transferencia Bancaria, Cheques, Pedidos por Dinero...)","rate_count":1,"reading":"line discount per unit; order discount holds line discounts; and shipping discount; total before gift cards; subtotal as priced; each item rounded; stated tax agrees; line tax","replaces":null,"revision":1,"rounding":"line","seller_activity":"","seller_address":"Calle Larga 8\nSantiago","seller_email":"","seller_name":"Tienda golden-clp","seller_tax_id":"76.123.456-0","sequence":3,"series":{"prefix":"CL-","year":null},"snapshot":"e146770794d6c339e9cfccd8b202684c978c3e33adb8c9b62e4c496e4d4220ff","stated_tax":"1597.0000","store":"golden-clp","supply_date":"2023-02-03","tax_total":"1597.0000","taxes":[{"gross":"10000.0000","label":"","net":"8403.0000","parts":[],"position":1,"rate":"19.0000","tax":"1597.0000"}],"time_zone":"America/Santiago","token_sha256":"50956b2266ff121524d73bc1107889acede5e02e733584ec9173ef2a4b22a1d9","uid":"caa7e9bf-d007-44a1-a3cf-493f0febddf8","version":2}', '1f00943cbddac341e3d284bc413e0b6f7f0c4400bff8039a55ac1b2cde67fe0a', 'e69cafc32447ca6defceef0805d6447e7bdfe06d12ebc7f0ad5b39c0bcd06cb2', 3, 1, 1, '{"buyer_activity":"","buyer_address":"Dos Pte #47 ,colina\n9340000 Colina, Santiago\nMetropolitana, Chile","buyer_email":"tapiaflame2016@example.com","buyer_name":"Ernesto Riquelme Tapia","buyer_tax_id":"20000333-0","buyer_taxpayer_type":"","remarks":"","salt":"00be14e0531552328f65a226ab83ffe1","version":2}', '00605784ec9652c95005fbdec9987b951446b446b9619993998c8b79710a2e7b');
INSERT INTO public.invoices_seal VALUES (4, 1, '{"accent_colour":"#1f3a5f","amount_paid":"69.1300","bank_details":"","buyer_country":"ES","buyer_wants_factura":null,"country":"PT","credit_reason":"","credits":null,"currency":"EUR","footer":"","gift_card_amount":"0.0000","gross_total":"69.1300","issue_date":"2026-03-02","issued_at":"2026-03-02T15:04:05.000000+00:00","kind":"invoice","language":"es","legal_text":"","line_count":3,"lines":[{"description":"Aceite de oliva virgen extra 500 ml","discount":"3.5700","fixed_tax":"0.0000","gross":"32.1300","kind":"product","net":"29.2100","position":1,"quantity":"3.0000","sku":"AOV-500","tax":"2.9200","tax_inside":true,"tax_label":"","tax_rate":"10.0000","unit_price":"11.90000000"},{"description":"Delantal de lino (Color: verde)","discount":"3.4500","fixed_tax":"0.0000","gross":"31.0500","kind":"product","net":"25.6600","position":2,"quantity":"1.0000","sku":"DEL-LIN-V","tax":"5.3900","tax_inside":true,"tax_label":"","tax_rate":"21.0000","unit_price":"34.50000000"},{"description":"Correos Express","discount":"0.0000","fixed_tax":"0.0000","gross":"5.9500","kind":"shipping","net":"4.9200","position":3,"quantity":"1.0000","sku":"","tax":"1.0300","tax_inside":true,"tax_label":"","tax_rate":"21.0000","unit_price":"5.95000000"}],"logo":null,"net_total":"59.7900","notes":"","number":"PT-000001","order_id":3402,"paper_size":"a4","payment_date":"2026-11-18","payment_method":"Tarjeta","rate_count":2,"reading":"line discount per unit; order discount holds line discounts; and shipping discount; total before gift cards; subtotal as priced; each item rounded; stated tax agrees; line tax","replaces":null,"revision":1,"rounding":"line","seller_activity":"","seller_address":"Calle Larga 8\nSantiago","seller_email":"","seller_name":"Tienda golden-eur","seller_tax_id":"76.123.456-0","sequence":1,"series":{"prefix":"PT-","year":null},"snapshot":"804294e56755a3ecfe3af3b0313c129ac77ae459330a51fdea54683a5c3b8ae8","stated_tax":"8.3100","store":"golden-eur","supply_date":"2026-11-18","tax_total":"9.3400","taxes":[{"gross":"37.0000","label":"","net":"30.5800","parts":[],"position":1,"rate":"21.0000","tax":"6.4200"},{"gross":"32.1300","label":"","net":"29.2100","parts":[],"position":2,"rate":"10.0000","tax":"2.9200"}],"time_zone":"America/Santiago","token_sha256":"8c6fa139e03b99588ed4d2517c4023f6f56520e3b732ccd96b703b1008cd1e9c","uid":"1f9db8dd-8a3b-49dd-94be-c7d835c33744","version":2}', '', 'cad81f12253f44d3244e0c15046ad473432c097ec1b4d3af003d75abff4348bc', 4, 2, 2, '{"buyer_activity":"","buyer_address":"Calle Mayor 18, 3.\u00ba B\n50001 Zaragoza\nArag\u00f3n, Spain","buyer_email":"marta.lopez@example.com","buyer_name":"Marta L\u00f3pez Gil","buyer_tax_id":"12345678Z","buyer_taxpayer_type":"","remarks":"","salt":"aaa4e8e18fd830b7a0a386a3cdaeb511","version":2}', '983e070c3551f4ccf5d6a39a6f8b7477002c24bb102bd55a15be216c7b986e2c');
INSERT INTO public.invoices_seal VALUES (5, 2, '{"accent_colour":"#1f3a5f","amount_paid":"65.3800","bank_details":"","buyer_country":"PT","buyer_wants_factura":null,"country":"PT","credit_reason":"","credits":null,"currency":"EUR","footer":"","gift_card_amount":"0.0000","gross_total":"65.3800","issue_date":"2026-03-02","issued_at":"2026-03-02T15:04:05.000000+00:00","kind":"invoice","language":"pt","legal_text":"","line_count":3,"lines":[{"description":"Cart\u00e3o presente 50 \u20ac","discount":"0.0000","fixed_tax":"0.0000","gross":"50.0000","kind":"gift_card","net":"50.0000","position":1,"quantity":"1.0000","sku":"GC-50","tax":"0.0000","tax_inside":true,"tax_label":"Sem imposto","tax_rate":"0.0000","unit_price":"50.00000000"},{"description":"Sabonete de lavanda","discount":"0.0000","fixed_tax":"0.0000","gross":"11.0700","kind":"product","net":"9.0000","position":2,"quantity":"2.0000","sku":"SAB-LAV","tax":"2.0700","tax_inside":false,"tax_label":"","tax_rate":"23.0000","unit_price":"4.50000000"},{"description":"CTT Expresso","discount":"0.0000","fixed_tax":"0.0000","gross":"4.3100","kind":"shipping","net":"3.5000","position":3,"quantity":"1.0000","sku":"","tax":"0.8100","tax_inside":false,"tax_label":"","tax_rate":"23.0000","unit_price":"3.50000000"}],"logo":null,"net_total":"62.5000","notes":"","number":"PT-000002","order_id":3404,"paper_size":"a4","payment_date":"2026-11-18","payment_method":"Multibanco","rate_count":2,"reading":"line discount per unit; order discount holds line discounts; and shipping discount; total before gift cards; subtotal as priced; each item rounded; stated tax agrees; line tax","replaces":null,"revision":1,"rounding":"line","seller_activity":"","seller_address":"Calle Larga 8\nSantiago","seller_email":"","seller_name":"Tienda golden-eur","seller_tax_id":"76.123.456-0","sequence":2,"series":{"prefix":"PT-","year":null},"snapshot":"19079e34b05dc7bc484f54f84f8099d6b016fe85ed27617783379ddc92239acd","stated_tax":"2.0700","store":"golden-eur","supply_date":"2026-11-18","tax_total":"2.8800","taxes":[{"gross":"15.3800","label":"","net":"12.5000","parts":[],"position":1,"rate":"23.0000","tax":"2.8800"},{"gross":"50.0000","label":"Sem imposto","net":"50.0000","parts":[],"position":2,"rate":"0.0000","tax":"0.0000"}],"time_zone":"America/Santiago","token_sha256":"23bbef9ae93d74369db44dcf02092a751f18af751c4f5a116573ea51dcabab30","uid":"9995d8aa-ff0f-4b81-a3e2-889c795e846b","version":2}', 'cad81f12253f44d3244e0c15046ad473432c097ec1b4d3af003d75abff4348bc', '124b6b44521606db9421f6d4e39eaff5cf9b9f6ea7225c594da55d5398e18ab6', 5, 2, 2, '{"buyer_activity":"","buyer_address":"Avenida Central 12\n4710-229 Braga\nBraga, Portugal","buyer_email":"rui.matos@example.com","buyer_name":"Rui Matos","buyer_tax_id":"","buyer_taxpayer_type":"","remarks":"","salt":"965d40249399bfae2c9eeccfd6dc9e68","version":2}', '8a3d057b6ae0c3426c7d85b9f5f169f3b59faad07522a95785616caf343f7545');
INSERT INTO public.invoices_seal VALUES (6, 3, '{"accent_colour":"#1f3a5f","amount_paid":"64.0000","bank_details":"","buyer_country":"ES","buyer_wants_factura":null,"country":"PT","credit_reason":"","credits":null,"currency":"EUR","footer":"","gift_card_amount":"20.0000","gross_total":"84.0000","issue_date":"2026-03-02","issued_at":"2026-03-02T15:04:05.000000+00:00","kind":"invoice","language":"es","legal_text":"","line_count":1,"lines":[{"description":"Vajilla de gres, 12 piezas","discount":"0.0000","fixed_tax":"0.0000","gross":"84.0000","kind":"product","net":"69.4200","position":1,"quantity":"1.0000","sku":"VAJ-12","tax":"14.5800","tax_inside":true,"tax_label":"","tax_rate":"21.0000","unit_price":"84.00000000"}],"logo":null,"net_total":"69.4200","notes":"","number":"PT-000003","order_id":3403,"paper_size":"a4","payment_date":"2026-11-18","payment_method":"Tarjeta","rate_count":1,"reading":"line discount per unit; order discount holds line discounts; and shipping discount; total before gift cards; subtotal as priced; each item rounded; stated tax agrees; line tax","replaces":null,"revision":1,"rounding":"line","seller_activity":"","seller_address":"Calle Larga 8\nSantiago","seller_email":"","seller_name":"Tienda golden-eur","seller_tax_id":"76.123.456-0","sequence":3,"series":{"prefix":"PT-","year":null},"snapshot":"41caa6143ce2d33194f3a15baccffbb0fb5d2dfcf0e97780884c54d33b0d3175","stated_tax":"14.5800","store":"golden-eur","supply_date":"2026-11-18","tax_total":"14.5800","taxes":[{"gross":"84.0000","label":"","net":"69.4200","parts":[],"position":1,"rate":"21.0000","tax":"14.5800"}],"time_zone":"America/Santiago","token_sha256":"d5ac695181f2e3ce9c7b68af1f29716086ae8416c67136029e62fb2ab0bdc99b","uid":"e599e358-0d3a-4dc6-925b-1ec95f4807bc","version":2}', '124b6b44521606db9421f6d4e39eaff5cf9b9f6ea7225c594da55d5398e18ab6', '6c60202912ea504acf42257066c06c58e95b396ee05feda08532abeb417f7bb1', 6, 2, 2, '{"buyer_activity":"","buyer_address":"Carrer del Mar 5\n08911 Badalona\nCatalu\u00f1a, Spain","buyer_email":"jordi.puig@example.com","buyer_name":"Jordi Puig","buyer_tax_id":"","buyer_taxpayer_type":"","remarks":"","salt":"c95a85c0f2b427bd0ecdc95a282de00c","version":2}', '0bb37651a5bea6292826716f44d1bff1913676e06ab1f74534b47fa88ee003cd');
INSERT INTO public.invoices_seal VALUES (7, 4, '{"accent_colour":"#1f3a5f","amount_paid":"84.8100","bank_details":"","buyer_country":"PT","buyer_wants_factura":null,"country":"PT","credit_reason":"","credits":null,"currency":"EUR","footer":"","gift_card_amount":"0.0000","gross_total":"84.8100","issue_date":"2026-03-02","issued_at":"2026-03-02T15:04:05.000000+00:00","kind":"invoice","language":"pt","legal_text":"","line_count":3,"lines":[{"description":"Azulejo pintado \u00e0 m\u00e3o 20\u00d720","discount":"0.0000","fixed_tax":"0.0000","gross":"59.7800","kind":"product","net":"48.6000","position":1,"quantity":"4.0000","sku":"AZL-20","tax":"11.1800","tax_inside":false,"tax_label":"","tax_rate":"23.0000","unit_price":"12.15000000"},{"description":"Livro \u201cLisboa a p\u00e9\u201d","discount":"0.0000","fixed_tax":"0.0000","gross":"19.0000","kind":"product","net":"17.9200","position":2,"quantity":"1.0000","sku":"LIV-LX","tax":"1.0800","tax_inside":false,"tax_label":"","tax_rate":"6.0000","unit_price":"17.92000000"},{"description":"CTT Expresso","discount":"0.0000","fixed_tax":"0.0000","gross":"6.0300","kind":"shipping","net":"4.9000","position":3,"quantity":"1.0000","sku":"","tax":"1.1300","tax_inside":false,"tax_label":"","tax_rate":"23.0000","unit_price":"4.90000000"}],"logo":null,"net_total":"71.4200","notes":"","number":"PT-000004","order_id":3401,"paper_size":"a4","payment_date":"2026-11-18","payment_method":"MB WAY","rate_count":2,"reading":"line discount per unit; order discount holds line discounts; and shipping discount; total before gift cards; subtotal as priced; each item rounded; stated tax agrees; line tax","replaces":null,"revision":1,"rounding":"line","seller_activity":"","seller_address":"Calle Larga 8\nSantiago","seller_email":"","seller_name":"Tienda golden-eur","seller_tax_id":"76.123.456-0","sequence":4,"series":{"prefix":"PT-","year":null},"snapshot":"373210b2c3edad445a46ec6a4b917471d7bef7c18e4248af234dd687931f7af5","stated_tax":"12.2600","store":"golden-eur","supply_date":"2026-11-18","tax_total":"13.3900","taxes":[{"gross":"65.8100","label":"","net":"53.5000","parts":[],"position":1,"rate":"23.0000","tax":"12.3100"},{"gross":"19.0000","label":"","net":"17.9200","parts":[],"position":2,"rate":"6.0000","tax":"1.0800"}],"time_zone":"America/Santiago","token_sha256":"293db6c13d6c328f1b9bc158c4688508dda54ad11689aeab6d7bf3ffd16e94f3","uid":"1df99531-3d2b-4a36-a7cc-1752de27660b","version":2}', '6c60202912ea504acf42257066c06c58e95b396ee05feda08532abeb417f7bb1', '87cb9aded6ee220452936aaff508a0f2cc689a7d6ff80356cd6f19aeb1115761', 7, 2, 2, '{"buyer_activity":"","buyer_address":"Rua da Boavista 84, 2.\u00ba Esq.\n1200-068 Lisboa\nLisboa, Portugal","buyer_email":"ines.carvalho@example.com","buyer_name":"Carvalho & Filhos, Lda.","buyer_tax_id":"599999993","buyer_taxpayer_type":"","remarks":"","salt":"c2888b8e686ebe3675a717f5ad44a23f","version":2}', '1602ac916a1c467097a09eb059624ea7656e84b82e1c64c650b10bd7666abefb');
INSERT INTO public.invoices_seal VALUES (8, 4, '{"accent_colour":"#1f3a5f","amount_paid":"33800.0000","bank_details":"","buyer_country":"CL","buyer_wants_factura":null,"country":"CL","credit_reason":"","credits":null,"currency":"CLP","footer":"","gift_card_amount":"0.0000","gross_total":"33800.0000","issue_date":"2026-03-02","issued_at":"2026-03-02T15:04:05.000000+00:00","kind":"invoice","language":"es","legal_text":"","line_count":2,"lines":[{"description":"Caf\u00e9 de altura","discount":"0.0000","fixed_tax":"0.0000","gross":"10000.0000","kind":"product","net":"8403.0000","position":1,"quantity":"1.0000","sku":"CAFE-1","tax":"1597.0000","tax_inside":true,"tax_label":"","tax_rate":"19.0000","unit_price":"10000.00000000"},{"description":"Libro \u00abEl Sur\u00bb","discount":"0.0000","fixed_tax":"0.0000","gross":"23800.0000","kind":"product","net":"23800.0000","position":2,"quantity":"2.0000","sku":"CAFE-1","tax":"0.0000","tax_inside":true,"tax_label":"Sin impuesto","tax_rate":"0.0000","unit_price":"11900.00000000"}],"logo":null,"net_total":"32203.0000","notes":"","number":"CL-000004","order_id":5001,"paper_size":"a4","payment_date":"2026-02-28","payment_method":"Webpay","rate_count":2,"reading":"line discount per unit; order discount holds line discounts; and shipping discount; total before gift cards; subtotal as priced; each item rounded; stated tax agrees; line tax","replaces":null,"revision":1,"rounding":"line","seller_activity":"","seller_address":"Calle Larga 8\nSantiago","seller_email":"","seller_name":"Tienda golden-clp","seller_tax_id":"76.123.456-0","sequence":4,"series":{"prefix":"CL-","year":null},"snapshot":"4ad776a570905ad1d5ade2248539d08f00c0412d6aae4ead357bafa8bd88ad0c","stated_tax":"1597.0000","store":"golden-clp","supply_date":"2026-02-28","tax_total":"1597.0000","taxes":[{"gross":"10000.0000","label":"","net":"8403.0000","parts":[],"position":1,"rate":"19.0000","tax":"1597.0000"},{"gross":"23800.0000","label":"Sin impuesto","net":"23800.0000","parts":[],"position":2,"rate":"0.0000","tax":"0.0000"}],"time_zone":"America/Santiago","token_sha256":"381e15f250a1fe0e78ae97293781aa0670ee920b21bebc2f1e6402ee5d580e90","uid":"bf5da6cc-3157-4672-8686-29e8c95613ef","version":2}', 'e69cafc32447ca6defceef0805d6447e7bdfe06d12ebc7f0ad5b39c0bcd06cb2', '31fa0a97722d5e69e4ac672c78870873cdb6b891bf469a87c8d11f4a29109ed2', 8, 1, 1, '{"buyer_activity":"","buyer_address":"Av. Providencia 1\nSantiago\nMetropolitana, Chile","buyer_email":"ana@example.com","buyer_name":"Ana Mu\u00f1oz","buyer_tax_id":"12.345.678-5","buyer_taxpayer_type":"","remarks":"","salt":"d0f4989a1f0522d47b4a388e5f5f7b88","version":2}', '5d2af1d85032154322b19c96e658a73bda921dc6d75bbdc69d36eb519678d065');
INSERT INTO public.invoices_seal VALUES (9, 5, '{"accent_colour":"#1f3a5f","amount_paid":"9000.0000","bank_details":"","buyer_country":"CL","buyer_wants_factura":null,"country":"CL","credit_reason":"","credits":null,"currency":"CLP","footer":"","gift_card_amount":"0.0000","gross_total":"9000.0000","issue_date":"2026-03-02","issued_at":"2026-03-02T15:04:05.000000+00:00","kind":"invoice","language":"es","legal_text":"","line_count":1,"lines":[{"description":"Caf\u00e9 de altura","discount":"1000.0000","fixed_tax":"0.0000","gross":"9000.0000","kind":"product","net":"7563.0000","position":1,"quantity":"1.0000","sku":"CAFE-1","tax":"1437.0000","tax_inside":true,"tax_label":"","tax_rate":"19.0000","unit_price":"10000.00000000"}],"logo":null,"net_total":"7563.0000","notes":"","number":"CL-000005","order_id":5002,"paper_size":"a4","payment_date":"2026-02-28","payment_method":"Webpay","rate_count":1,"reading":"line discount per unit; order discount holds line discounts; and shipping discount; total before gift cards; discount without a coupon 1000 on everything; subtotal as priced; each item rounded; stated tax agrees; line tax before the coupon","replaces":null,"revision":1,"rounding":"line","seller_activity":"","seller_address":"Calle Larga 8\nSantiago","seller_email":"","seller_name":"Tienda golden-clp","seller_tax_id":"76.123.456-0","sequence":5,"series":{"prefix":"CL-","year":null},"snapshot":"902e38dbd551de5c4b514264ef05643bd8ce2ce7f1e7fac8a2ca54309bb5a585","stated_tax":"1437.0000","store":"golden-clp","supply_date":"2026-02-28","tax_total":"1437.0000","taxes":[{"gross":"9000.0000","label":"","net":"7563.0000","parts":[],"position":1,"rate":"19.0000","tax":"1437.0000"}],"time_zone":"America/Santiago","token_sha256":"7de2d249dcc934a8f803dc5f08de2d74a725b2dfdacb03f17450605e98b9b084","uid":"2bb4c811-51a2-4dc3-990a-d570eaa1a8c3","version":2}', '31fa0a97722d5e69e4ac672c78870873cdb6b891bf469a87c8d11f4a29109ed2', 'd1ef1a255283429c98f3caa68b7c6cd2f5c0662311962d9fd893a72919149475', 9, 1, 1, '{"buyer_activity":"","buyer_address":"Av. Providencia 1\nSantiago\nMetropolitana, Chile","buyer_email":"ana@example.com","buyer_name":"Ana Mu\u00f1oz","buyer_tax_id":"12.345.678-5","buyer_taxpayer_type":"","remarks":"","salt":"bdbf025523d017183de5b6e88d832d93","version":2}', 'bd771dd7e275cbf3307334d5f499631cd909d87637f3246c7bef59e5dbdaf6d4');
INSERT INTO public.invoices_seal VALUES (10, 6, '{"accent_colour":"#1f3a5f","amount_paid":"12000.0000","bank_details":"","buyer_country":"CL","buyer_wants_factura":null,"country":"CL","credit_reason":"","credits":null,"currency":"CLP","footer":"","gift_card_amount":"0.0000","gross_total":"12000.0000","issue_date":"2026-03-02","issued_at":"2026-03-02T15:04:05.000000+00:00","kind":"invoice","language":"es","legal_text":"","line_count":1,"lines":[{"description":"Caf\u00e9 de altura","discount":"0.0000","fixed_tax":"100.0000","gross":"12000.0000","kind":"product","net":"10000.0000","position":1,"quantity":"1.0000","sku":"CAFE-1","tax":"2000.0000","tax_inside":true,"tax_label":"","tax_rate":"19.0000","unit_price":"12000.00000000"}],"logo":null,"net_total":"10000.0000","notes":"","number":"CL-000006","order_id":5003,"paper_size":"a4","payment_date":"2026-02-28","payment_method":"Webpay","rate_count":2,"reading":"line discount per unit; order discount holds line discounts; and shipping discount; total before gift cards; subtotal as priced; each item rounded; stated tax agrees; line tax","replaces":null,"revision":1,"rounding":"line","seller_activity":"","seller_address":"Calle Larga 8\nSantiago","seller_email":"","seller_name":"Tienda golden-clp","seller_tax_id":"76.123.456-0","sequence":6,"series":{"prefix":"CL-","year":null},"snapshot":"e8ca2010ca49134b1884b75ad142089b937e5d41856f96b25f1382f4e10a6dad","stated_tax":"2000.0000","store":"golden-clp","supply_date":"2026-02-28","tax_total":"2000.0000","taxes":[{"gross":"11900.0000","label":"","net":"10000.0000","parts":[],"position":1,"rate":"19.0000","tax":"1900.0000"},{"gross":"100.0000","label":"","net":"0.0000","parts":[],"position":2,"rate":null,"tax":"100.0000"}],"time_zone":"America/Santiago","token_sha256":"8750685b5355381098e4c87c7c9b4cf1c6a30a5e7239571383ebeca74c40d4e3","uid":"04eb4870-5916-4a58-bd93-99c0c0d64421","version":2}', 'd1ef1a255283429c98f3caa68b7c6cd2f5c0662311962d9fd893a72919149475', '507b04288647832c8df9602e485825d52ccbc3192a2fd78ea6079a067bc2d399', 10, 1, 1, '{"buyer_activity":"","buyer_address":"Av. Providencia 1\nSantiago\nMetropolitana, Chile","buyer_email":"ana@example.com","buyer_name":"Ana Mu\u00f1oz","buyer_tax_id":"12.345.678-5","buyer_taxpayer_type":"","remarks":"","salt":"dcb99777a52ba1be69c1c245adae4b79","version":2}', '7a852cc834708fa94bd34c5c2fa256cceb489a9c517fd26f2200279e5098db40');
INSERT INTO public.invoices_seal VALUES (11, 1, '{"accent_colour":"#1f3a5f","amount_paid":"1160.5000","bank_details":"","buyer_country":"MX","buyer_wants_factura":null,"country":"MX","credit_reason":"","credits":null,"currency":"MXN","footer":"","gift_card_amount":"0.0000","gross_total":"1160.5000","issue_date":"2026-03-02","issued_at":"2026-03-02T15:04:05.000000+00:00","kind":"invoice","language":"es","legal_text":"","line_count":1,"lines":[{"description":"Caf\u00e9 de altura","discount":"0.0000","fixed_tax":"0.0000","gross":"1160.5000","kind":"product","net":"1000.4300","position":1,"quantity":"1.0000","sku":"CAFE-1","tax":"160.0700","tax_inside":true,"tax_label":"","tax_rate":"16.0000","unit_price":"1160.50000000"}],"logo":null,"net_total":"1000.4300","notes":"","number":"MX-000001","order_id":5004,"paper_size":"a4","payment_date":"2026-02-28","payment_method":"Webpay","rate_count":1,"reading":"line discount per unit; order discount holds line discounts; and shipping discount; total before gift cards; subtotal as priced; each item rounded; stated tax agrees; line tax","replaces":null,"revision":1,"rounding":"line","seller_activity":"","seller_address":"Calle Larga 8\nSantiago","seller_email":"","seller_name":"Tienda golden-mxn","seller_tax_id":"76.123.456-0","sequence":1,"series":{"prefix":"MX-","year":null},"snapshot":"5a3b7c9a6364eae54fa60b978ced17dab44aa78764c279ef373cdfbdb67e9fa7","stated_tax":"160.0700","store":"golden-mxn","supply_date":"2026-02-28","tax_total":"160.0700","taxes":[{"gross":"1160.5000","label":"","net":"1000.4300","parts":[],"position":1,"rate":"16.0000","tax":"160.0700"}],"time_zone":"America/Santiago","token_sha256":"69babc046940a39ba273cab2d282cedcea0cd115331fc131ee09bce59556a39e","uid":"b71e77b2-fc9e-4dc6-bf89-b6551335276b","version":2}', '', '4466b2d9101c741a5d9c1c563c8ada314c13866a2a6dd00c60bef92eec600878', 11, 4, 3, '{"buyer_activity":"","buyer_address":"Av. Providencia 1\nSantiago\nChile","buyer_email":"ana@example.com","buyer_name":"Ana Mu\u00f1oz","buyer_tax_id":"XAXX010101000","buyer_taxpayer_type":"","remarks":"","salt":"6d74f8e848ca227c8a104a05e29cfd9e","version":2}', 'c4171d3159e862770a94b850b94b940fb3db1b737cbaaf79db72f5ad5ff4a2c7');
INSERT INTO public.invoices_seal VALUES (12, 1, '{"accent_colour":"#1f3a5f","amount_paid":"119000.0000","bank_details":"","buyer_country":"CO","buyer_wants_factura":null,"country":"CO","credit_reason":"","credits":null,"currency":"COP","footer":"","gift_card_amount":"0.0000","gross_total":"119000.0000","issue_date":"2026-03-02","issued_at":"2026-03-02T15:04:05.000000+00:00","kind":"invoice","language":"es","legal_text":"","line_count":1,"lines":[{"description":"Caf\u00e9 de altura","discount":"0.0000","fixed_tax":"0.0000","gross":"119000.0000","kind":"product","net":"100000.0000","position":1,"quantity":"1.0000","sku":"CAFE-1","tax":"19000.0000","tax_inside":true,"tax_label":"","tax_rate":"19.0000","unit_price":"119000.00000000"}],"logo":null,"net_total":"100000.0000","notes":"","number":"CO-000001","order_id":5005,"paper_size":"a4","payment_date":"2026-02-28","payment_method":"Webpay","rate_count":1,"reading":"line discount per unit; order discount holds line discounts; and shipping discount; total before gift cards; subtotal as priced; each item rounded; stated tax agrees; line tax","replaces":null,"revision":1,"rounding":"line","seller_activity":"","seller_address":"Calle Larga 8\nSantiago","seller_email":"","seller_name":"Tienda golden-cop","seller_tax_id":"76.123.456-0","sequence":1,"series":{"prefix":"CO-","year":null},"snapshot":"6f50fb028ea05375dffb09107cadb0a6c9d84e69be705418c455762727f92d72","stated_tax":"19000.0000","store":"golden-cop","supply_date":"2026-02-28","tax_total":"19000.0000","taxes":[{"gross":"119000.0000","label":"","net":"100000.0000","parts":[],"position":1,"rate":"19.0000","tax":"19000.0000"}],"time_zone":"America/Santiago","token_sha256":"eada27e77403dcc5ee5a5864cdfe8267093f03fd3987cb84806355c9658f43fb","uid":"fa843e7c-f5b6-4503-b391-361abb4cca3e","version":2}', '', 'bdc90aabf2e3c288d08b497d39bd5d58bafb8700e8145f1d03ca2e176daa01c0', 12, 5, 4, '{"buyer_activity":"","buyer_address":"Av. Providencia 1\nSantiago\nChile","buyer_email":"ana@example.com","buyer_name":"Ana Mu\u00f1oz","buyer_tax_id":"900.373.913-4","buyer_taxpayer_type":"","remarks":"","salt":"5bd81397392203d1c82e3e6404ddeb2e","version":2}', '66d586849158c9b7c959931657326637ba85f18d5a840ebb3a25681dccfb11f5');
INSERT INTO public.invoices_seal VALUES (13, 1, '{"accent_colour":"#1f3a5f","amount_paid":"59.9000","bank_details":"","buyer_country":"PE","buyer_wants_factura":null,"country":"PE","credit_reason":"","credits":null,"currency":"PEN","footer":"","gift_card_amount":"0.0000","gross_total":"59.9000","issue_date":"2026-03-02","issued_at":"2026-03-02T15:04:05.000000+00:00","kind":"invoice","language":"es","legal_text":"","line_count":1,"lines":[{"description":"Caf\u00e9 de altura","discount":"0.0000","fixed_tax":"0.0000","gross":"59.9000","kind":"product","net":"50.7600","position":1,"quantity":"1.0000","sku":"CAFE-1","tax":"9.1400","tax_inside":true,"tax_label":"","tax_rate":"18.0000","unit_price":"59.90000000"}],"logo":null,"net_total":"50.7600","notes":"","number":"PE-000001","order_id":5006,"paper_size":"a4","payment_date":"2026-02-28","payment_method":"Webpay","rate_count":1,"reading":"line discount per unit; order discount holds line discounts; and shipping discount; total before gift cards; subtotal as priced; each item rounded; stated tax agrees; line tax","replaces":null,"revision":1,"rounding":"line","seller_activity":"","seller_address":"Calle Larga 8\nSantiago","seller_email":"","seller_name":"Tienda golden-pen","seller_tax_id":"76.123.456-0","sequence":1,"series":{"prefix":"PE-","year":null},"snapshot":"ecf5838fb26ca8029c2872278e1083dc3ad0aaf0b503bda3e16148ceac932e8e","stated_tax":"9.1400","store":"golden-pen","supply_date":"2026-02-28","tax_total":"9.1400","taxes":[{"gross":"59.9000","label":"","net":"50.7600","parts":[],"position":1,"rate":"18.0000","tax":"9.1400"}],"time_zone":"America/Santiago","token_sha256":"5ba1e3a8b0ed8abd3e58d6fe5415853a17ce0338e2e2530b39dce8348228de56","uid":"0cdbbb62-365f-4c2c-a849-dddd1c43af35","version":2}', '', '5a2844f28ccd51202d0de11849e68ec953c80ea916234e82dc86d807a8543d08', 13, 6, 5, '{"buyer_activity":"","buyer_address":"Av. Providencia 1\nSantiago\nChile","buyer_email":"ana@example.com","buyer_name":"Ana Mu\u00f1oz","buyer_tax_id":"20100070970","buyer_taxpayer_type":"","remarks":"","salt":"4fe78ed7318928f947637789417a1c4e","version":2}', 'c52c1939d6c9c5f3433ec10b3737db5a36749e3f253a12ddb2c0fa8092d19445');
INSERT INTO public.invoices_seal VALUES (14, 1, '{"accent_colour":"#1f3a5f","amount_paid":"349.9000","bank_details":"","buyer_country":"BR","buyer_wants_factura":null,"country":"BR","credit_reason":"","credits":null,"currency":"BRL","footer":"","gift_card_amount":"0.0000","gross_total":"349.9000","issue_date":"2026-03-02","issued_at":"2026-03-02T15:04:05.000000+00:00","kind":"invoice","language":"pt","legal_text":"","line_count":1,"lines":[{"description":"Caf\u00e9 de altura","discount":"0.0000","fixed_tax":"0.0000","gross":"349.9000","kind":"product","net":"318.0900","position":1,"quantity":"1.0000","sku":"CAFE-1","tax":"31.8100","tax_inside":true,"tax_label":"","tax_rate":"10.0000","unit_price":"349.90000000"}],"logo":null,"net_total":"318.0900","notes":"","number":"BR-000001","order_id":5007,"paper_size":"a4","payment_date":"2026-02-28","payment_method":"Webpay","rate_count":1,"reading":"line discount per unit; order discount holds line discounts; and shipping discount; total before gift cards; subtotal as priced; each item rounded; stated tax agrees; line tax","replaces":null,"revision":1,"rounding":"line","seller_activity":"","seller_address":"Calle Larga 8\nSantiago","seller_email":"","seller_name":"Tienda golden-brl","seller_tax_id":"76.123.456-0","sequence":1,"series":{"prefix":"BR-","year":null},"snapshot":"92ace6c25eec63cac6f979737ff450227ed09a943a89589e206a0c0babe540c5","stated_tax":"31.8100","store":"golden-brl","supply_date":"2026-02-28","tax_total":"31.8100","taxes":[{"gross":"349.9000","label":"","net":"318.0900","parts":[],"position":1,"rate":"10.0000","tax":"31.8100"}],"time_zone":"America/Santiago","token_sha256":"8bcfb7ec82e59e936876cf64428de0973b506e56c0915b66105a8604cb8513b8","uid":"6b436ce7-ed0b-4755-a954-cac80ca84ac8","version":2}', '', '80b92fd48c60c462d2ac8b97c63700b2151a9d7d3ac424209cac8fb1d84df7d6', 14, 3, 6, '{"buyer_activity":"","buyer_address":"Av. Providencia 1\nSantiago\nChile","buyer_email":"ana@example.com","buyer_name":"Ana Mu\u00f1oz","buyer_tax_id":"11.222.333/0001-81","buyer_taxpayer_type":"","remarks":"","salt":"143bc117af0bfbb034035ec5a36dd44f","version":2}', '9017bd1331c5a9b33973ee6b305dca5c93c3dcf636a52fa6f0552044ebe40aff');
INSERT INTO public.invoices_seal VALUES (15, 7, '{"accent_colour":"#1f3a5f","amount_paid":"10000.0000","bank_details":"","buyer_country":"CL","buyer_wants_factura":null,"country":"CL","credit_reason":"","credits":null,"currency":"CLP","footer":"","gift_card_amount":"0.0000","gross_total":"10000.0000","issue_date":"2026-03-02","issued_at":"2026-03-02T15:04:05.000000+00:00","kind":"invoice","language":"es","legal_text":"","line_count":1,"lines":[{"description":"\u0642\u0647\u0648\u0629 \u0639\u0631\u0628\u064a\u0629","discount":"0.0000","fixed_tax":"0.0000","gross":"10000.0000","kind":"product","net":"8403.0000","position":1,"quantity":"1.0000","sku":"CAFE-1","tax":"1597.0000","tax_inside":true,"tax_label":"","tax_rate":"19.0000","unit_price":"10000.00000000"}],"logo":null,"net_total":"8403.0000","notes":"","number":"CL-000007","order_id":5008,"paper_size":"a4","payment_date":"2026-02-28","payment_method":"Webpay","rate_count":1,"reading":"line discount per unit; order discount holds line discounts; and shipping discount; total before gift cards; subtotal as priced; each item rounded; stated tax agrees; line tax","replaces":null,"revision":1,"rounding":"line","seller_activity":"","seller_address":"Calle Larga 8\nSantiago","seller_email":"","seller_name":"Tienda golden-clp","seller_tax_id":"76.123.456-0","sequence":7,"series":{"prefix":"CL-","year":null},"snapshot":"965b3e39e11c35ad9b83e50bb1715034130f87e3b732122456c56f3f64e02bae","stated_tax":"1597.0000","store":"golden-clp","supply_date":"2026-02-28","tax_total":"1597.0000","taxes":[{"gross":"10000.0000","label":"","net":"8403.0000","parts":[],"position":1,"rate":"19.0000","tax":"1597.0000"}],"time_zone":"America/Santiago","token_sha256":"d9d9ecec33456b799d9b61a759ca95f967c627e6c4608f6ce9242c7970ec2b26","uid":"8b044225-15cc-4e1d-8ac9-b7621334518f","version":2}', '507b04288647832c8df9602e485825d52ccbc3192a2fd78ea6079a067bc2d399', '884602ec61b18398cdb825a1ac9940023f94fbd559ee5e21d976207d31a30aa3', 15, 1, 1, '{"buyer_activity":"","buyer_address":"Av. Providencia 1\nSantiago\nMetropolitana, Chile","buyer_email":"ana@example.com","buyer_name":"Ana Mu\u00f1oz","buyer_tax_id":"12.345.678-5","buyer_taxpayer_type":"","remarks":"","salt":"48d7f1a20f52b3fa5255e03d61689539","version":2}', '3778fb422869ff05454442cb80c67da82814707e38ff02fb10ea3fd5f4c3b397');
INSERT INTO public.invoices_seal VALUES (16, 8, '{"accent_colour":"#1f3a5f","amount_paid":"600000.0000","bank_details":"","buyer_country":"CL","buyer_wants_factura":null,"country":"CL","credit_reason":"","credits":null,"currency":"CLP","footer":"","gift_card_amount":"0.0000","gross_total":"600000.0000","issue_date":"2026-03-02","issued_at":"2026-03-02T15:04:05.000000+00:00","kind":"invoice","language":"es","legal_text":"","line_count":60,"lines":[{"description":"L\u00ednea 1","discount":"0.0000","fixed_tax":"0.0000","gross":"10000.0000","kind":"product","net":"8403.0000","position":1,"quantity":"1.0000","sku":"CAFE-1","tax":"1597.0000","tax_inside":true,"tax_label":"","tax_rate":"19.0000","unit_price":"10000.00000000"},{"description":"L\u00ednea 2","discount":"0.0000","fixed_tax":"0.0000","gross":"10000.0000","kind":"product","net":"8403.0000","position":2,"quantity":"1.0000","sku":"CAFE-1","tax":"1597.0000","tax_inside":true,"tax_label":"","tax_rate":"19.0000","unit_price":"10000.00000000"},{"description":"L\u00ednea 3","discount":"0.0000","fixed_tax":"0.0000","gross":"10000.0000","kind":"product","net":"8403.0000","position":3,"quantity":"1.0000","sku":"CAFE-1","tax":"1597.0000","tax_inside":true,"tax_label":"","tax_rate":"19.0000","unit_price":"10000.00000000"},{"description":"L\u00ednea 4","discount":"0.0000","fixed_tax":"0.0000","gross":"10000.0000","kind":"product","net":"8403.0000","position":4,"quantity":"1.0000","sku":"CAFE-1","tax":"1597.0000","tax_inside":true,"tax_label":"","tax_rate":"19.0000","unit_price":"10000.00000000"},{"description":"L\u00ednea 5","discount":"0.0000","fixed_tax":"0.0000","gross":"10000.0000","kind":"product","net":"8403.0000","position":5,"quantity":"1.0000","sku":"CAFE-1","tax":"1597.0000","tax_inside":true,"tax_label":"","tax_rate":"19.0000","unit_price":"10000.00000000"},{"description":"L\u00ednea 6","discount":"0.0000","fixed_tax":"0.0000","gross":"10000.0000","kind":"product","net":"8403.0000","position":6,"quantity":"1.0000","sku":"CAFE-1","tax":"1597.0000","tax_inside":true,"tax_label":"","tax_rate":"19.0000","unit_price":"10000.00000000"},{"description":"L\u00ednea 7","discount":"0.0000","fixed_tax":"0.0000","gross":"10000.0000","kind":"product","net":"8403.0000","position":7,"quantity":"1.0000","sku":"CAFE-1","tax":"1597.0000","tax_inside":true,"tax_label":"","tax_rate":"19.0000","unit_price":"10000.00000000"},{"description":"L\u00ednea 8","discount":"0.0000","fixed_tax":"0.0000","gross":"10000.0000","kind":"product","net":"8403.0000","position":8,"quantity":"1.0000","sku":"CAFE-1","tax":"1597.0000","tax_inside":true,"tax_label":"","tax_rate":"19.0000","unit_price":"10000.00000000"},{"description":"L\u00ednea 9","discount":"0.0000","fixed_tax":"0.0000","gross":"10000.0000","kind":"product","net":"8403.0000","position":9,"quantity":"1.0000","sku":"CAFE-1","tax":"1597.0000","tax_inside":true,"tax_label":"","tax_rate":"19.0000","unit_price":"10000.00000000"},{"description":"L\u00ednea 10","discount":"0.0000","fixed_tax":"0.0000","gross":"10000.0000","kind":"product","net":"8403.0000","position":10,"quantity":"1.0000","sku":"CAFE-1","tax":"1597.0000","tax_inside":true,"tax_label":"","tax_rate":"19.0000","unit_price":"10000.00000000"},{"description":"L\u00ednea 11","discount":"0.0000","fixed_tax":"0.0000","gross":"10000.0000","kind":"product","net":"8403.0000","position":11,"quantity":"1.0000","sku":"CAFE-1","tax":"1597.0000","tax_inside":true,"tax_label":"","tax_rate":"19.0000","unit_price":"10000.00000000"},{"description":"L\u00ednea 12","discount":"0.0000","fixed_tax":"0.0000","gross":"10000.0000","kind":"product","net":"8403.0000","position":12,"quantity":"1.0000","sku":"CAFE-1","tax":"1597.0000","tax_inside":true,"tax_label":"","tax_rate":"19.0000","unit_price":"10000.00000000"},{"description":"L\u00ednea 13","discount":"0.0000","fixed_tax":"0.0000","gross":"10000.0000","kind":"product","net":"8403.0000","position":13,"quantity":"1.0000","sku":"CAFE-1","tax":"1597.0000","tax_inside":true,"tax_label":"","tax_rate":"19.0000","unit_price":"10000.00000000"},{"description":"L\u00ednea 14","discount":"0.0000","fixed_tax":"0.0000","gross":"10000.0000","kind":"product","net":"8403.0000","position":14,"quantity":"1.0000","sku":"CAFE-1","tax":"1597.0000","tax_inside":true,"tax_label":"","tax_rate":"19.0000","unit_price":"10000.00000000"},{"description":"L\u00ednea 15","discount":"0.0000","fixed_tax":"0.0000","gross":"10000.0000","kind":"product","net":"8403.0000","position":15,"quantity":"1.0000","sku":"CAFE-1","tax":"1597.0000","tax_inside":true,"tax_label":"","tax_rate":"19.0000","unit_price":"10000.00000000"},{"description":"L\u00ednea 16","discount":"0.0000","fixed_tax":"0.0000","gross":"10000.0000","kind":"product","net":"8403.0000","position":16,"quantity":"1.0000","sku":"CAFE-1","tax":"1597.0000","tax_inside":true,"tax_label":"","tax_rate":"19.0000","unit_price":"10000.00000000"},{"description":"L\u00ednea 17","discount":"0.0000","fixed_tax":"0.0000","gross":"10000.0000","kind":"product","net":"8403.0000","position":17,"quantity":"1.0000","sku":"CAFE-1","tax":"1597.0000","tax_inside":true,"tax_label":"","tax_rate":"19.0000","unit_price":"10000.00000000"},{"description":"L\u00ednea 18","discount":"0.0000","fixed_tax":"0.0000","gross":"10000.0000","kind":"product","net":"8403.0000","position":18,"quantity":"1.0000","sku":"CAFE-1","tax":"1597.0000","tax_inside":true,"tax_label":"","tax_rate":"19.0000","unit_price":"10000.00000000"},{"description":"L\u00ednea 19","discount":"0.0000","fixed_tax":"0.0000","gross":"10000.0000","kind":"product","net":"8403.0000","position":19,"quantity":"1.0000","sku":"CAFE-1","tax":"1597.0000","tax_inside":true,"tax_label":"","tax_rate":"19.0000","unit_price":"10000.00000000"},{"description":"L\u00ednea 20","discount":"0.0000","fixed_tax":"0.0000","gross":"10000.0000","kind":"product","net":"8403.0000","position":20,"quantity":"1.0000","sku":"CAFE-1","tax":"1597.0000","tax_inside":true,"tax_label":"","tax_rate":"19.0000","unit_price":"10000.00000000"},{"description":"L\u00ednea 21","discount":"0.0000","fixed_tax":"0.0000","gross":"10000.0000","kind":"product","net":"8403.0000","position":21,"quantity":"1.0000","sku":"CAFE-1","tax":"1597.0000","tax_inside":true,"tax_label":"","tax_rate":"19.0000","unit_price":"10000.00000000"},{"description":"L\u00ednea 22","discount":"0.0000","fixed_tax":"0.0000","gross":"10000.0000","kind":"product","net":"8403.0000","position":22,"quantity":"1.0000","sku":"CAFE-1","tax":"1597.0000","tax_inside":true,"tax_label":"","tax_rate":"19.0000","unit_price":"10000.00000000"},{"description":"L\u00ednea 23","discount":"0.0000","fixed_tax":"0.0000","gross":"10000.0000","kind":"product","net":"8403.0000","position":23,"quantity":"1.0000","sku":"CAFE-1","tax":"1597.0000","tax_inside":true,"tax_label":"","tax_rate":"19.0000","unit_price":"10000.00000000"},{"description":"L\u00ednea 24","discount":"0.0000","fixed_tax":"0.0000","gross":"10000.0000","kind":"product","net":"8403.0000","position":24,"quantity":"1.0000","sku":"CAFE-1","tax":"1597.0000","tax_inside":true,"tax_label":"","tax_rate":"19.0000","unit_price":"10000.00000000"},{"description":"L\u00ednea 25","discount":"0.0000","fixed_tax":"0.0000","gross":"10000.0000","kind":"product","net":"8403.0000","position":25,"quantity":"1.0000","sku":"CAFE-1","tax":"1597.0000","tax_inside":true,"tax_label":"","tax_rate":"19.0000","unit_price":"10000.00000000"},{"description":"L\u00ednea 26","discount":"0.0000","fixed_tax":"0.0000","gross":"10000.0000","kind":"product","net":"8403.0000","position":26,"quantity":"1.0000","sku":"CAFE-1","tax":"1597.0000","tax_inside":true,"tax_label":"","tax_rate":"19.0000","unit_price":"10000.00000000"},{"description":"L\u00ednea 27","discount":"0.0000","fixed_tax":"0.0000","gross":"10000.0000","kind":"product","net":"8403.0000","position":27,"quantity":"1.0000","sku":"CAFE-1","tax":"1597.0000","tax_inside":true,"tax_label":"","tax_rate":"19.0000","unit_price":"10000.00000000"},{"description":"L\u00ednea 28","discount":"0.0000","fixed_tax":"0.0000","gross":"10000.0000","kind":"product","net":"8403.0000","position":28,"quantity":"1.0000","sku":"CAFE-1","tax":"1597.0000","tax_inside":true,"tax_label":"","tax_rate":"19.0000","unit_price":"10000.00000000"},{"description":"L\u00ednea 29","discount":"0.0000","fixed_tax":"0.0000","gross":"10000.0000","kind":"product","net":"8403.0000","position":29,"quantity":"1.0000","sku":"CAFE-1","tax":"1597.0000","tax_inside":true,"tax_label":"","tax_rate":"19.0000","unit_price":"10000.00000000"},{"description":"L\u00ednea 30","discount":"0.0000","fixed_tax":"0.0000","gross":"10000.0000","kind":"product","net":"8403.0000","position":30,"quantity":"1.0000","sku":"CAFE-1","tax":"1597.0000","tax_inside":true,"tax_label":"","tax_rate":"19.0000","unit_price":"10000.00000000"},{"description":"L\u00ednea 31","discount":"0.0000","fixed_tax":"0.0000","gross":"10000.0000","kind":"product","net":"8403.0000","position":31,"quantity":"1.0000","sku":"CAFE-1","tax":"1597.0000","tax_inside":true,"tax_label":"","tax_rate":"19.0000","unit_price":"10000.00000000"},{"description":"L\u00ednea 32","discount":"0.0000","fixed_tax":"0.0000","gross":"10000.0000","kind":"product","net":"8403.0000","position":32,"quantity":"1.0000","sku":"CAFE-1","tax":"1597.0000","tax_inside":true,"tax_label":"","tax_rate":"19.0000","unit_price":"10000.00000000"},{"description":"L\u00ednea 33","discount":"0.0000","fixed_tax":"0.0000","gross":"10000.0000","kind":"product","net":"8403.0000","position":33,"quantity":"1.0000","sku":"CAFE-1","tax":"1597.0000","tax_inside":true,"tax_label":"","tax_rate":"19.0000","unit_price":"10000.00000000"},{"description":"L\u00ednea 34","discount":"0.0000","fixed_tax":"0.0000","gross":"10000.0000","kind":"product","net":"8403.0000","position":34,"quantity":"1.0000","sku":"CAFE-1","tax":"1597.0000","tax_inside":true,"tax_label":"","tax_rate":"19.0000","unit_price":"10000.00000000"},{"description":"L\u00ednea 35","discount":"0.0000","fixed_tax":"0.0000","gross":"10000.0000","kind":"product","net":"8403.0000","position":35,"quantity":"1.0000","sku":"CAFE-1","tax":"1597.0000","tax_inside":true,"tax_label":"","tax_rate":"19.0000","unit_price":"10000.00000000"},{"description":"L\u00ednea 36","discount":"0.0000","fixed_tax":"0.0000","gross":"10000.0000","kind":"product","net":"8403.0000","position":36,"quantity":"1.0000","sku":"CAFE-1","tax":"1597.0000","tax_inside":true,"tax_label":"","tax_rate":"19.0000","unit_price":"10000.00000000"},{"description":"L\u00ednea 37","discount":"0.0000","fixed_tax":"0.0000","gross":"10000.0000","kind":"product","net":"8403.0000","position":37,"quantity":"1.0000","sku":"CAFE-1","tax":"1597.0000","tax_inside":true,"tax_label":"","tax_rate":"19.0000","unit_price":"10000.00000000"},{"description":"L\u00ednea 38","discount":"0.0000","fixed_tax":"0.0000","gross":"10000.0000","kind":"product","net":"8403.0000","position":38,"quantity":"1.0000","sku":"CAFE-1","tax":"1597.0000","tax_inside":true,"tax_label":"","tax_rate":"19.0000","unit_price":"10000.00000000"},{"description":"L\u00ednea 39","discount":"0.0000","fixed_tax":"0.0000","gross":"10000.0000","kind":"product","net":"8403.0000","position":39,"quantity":"1.0000","sku":"CAFE-1","tax":"1597.0000","tax_inside":true,"tax_label":"","tax_rate":"19.0000","unit_price":"10000.00000000"},{"description":"L\u00ednea 40","discount":"0.0000","fixed_tax":"0.0000","gross":"10000.0000","kind":"product","net":"8403.0000","position":40,"quantity":"1.0000","sku":"CAFE-1","tax":"1597.0000","tax_inside":true,"tax_label":"","tax_rate":"19.0000","unit_price":"10000.00000000"},{"description":"L\u00ednea 41","discount":"0.0000","fixed_tax":"0.0000","gross":"10000.0000","kind":"product","net":"8403.0000","position":41,"quantity":"1.0000","sku":"CAFE-1","tax":"1597.0000","tax_inside":true,"tax_label":"","tax_rate":"19.0000","unit_price":"10000.00000000"},{"description":"L\u00ednea 42","discount":"0.0000","fixed_tax":"0.0000","gross":"10000.0000","kind":"product","net":"8403.0000","position":42,"quantity":"1.0000","sku":"CAFE-1","tax":"1597.0000","tax_inside":true,"tax_label":"","tax_rate":"19.0000","unit_price":"10000.00000000"},{"description":"L\u00ednea 43","discount":"0.0000","fixed_tax":"0.0000","gross":"10000.0000","kind":"product","net":"8403.0000","position":43,"quantity":"1.0000","sku":"CAFE-1","tax":"1597.0000","tax_inside":true,"tax_label":"","tax_rate":"19.0000","unit_price":"10000.00000000"},{"description":"L\u00ednea 44","discount":"0.0000","fixed_tax":"0.0000","gross":"10000.0000","kind":"product","net":"8403.0000","position":44,"quantity":"1.0000","sku":"CAFE-1","tax":"1597.0000","tax_inside":true,"tax_label":"","tax_rate":"19.0000","unit_price":"10000.00000000"},{"description":"L\u00ednea 45","discount":"0.0000","fixed_tax":"0.0000","gross":"10000.0000","kind":"product","net":"8403.0000","position":45,"quantity":"1.0000","sku":"CAFE-1","tax":"1597.0000","tax_inside":true,"tax_label":"","tax_rate":"19.0000","unit_price":"10000.00000000"},{"description":"L\u00ednea 46","discount":"0.0000","fixed_tax":"0.0000","gross":"10000.0000","kind":"product","net":"8403.0000","position":46,"quantity":"1.0000","sku":"CAFE-1","tax":"1597.0000","tax_inside":true,"tax_label":"","tax_rate":"19.0000","unit_price":"10000.00000000"},{"description":"L\u00ednea 47","discount":"0.0000","fixed_tax":"0.0000","gross":"10000.0000","kind":"product","net":"8403.0000","position":47,"quantity":"1.0000","sku":"CAFE-1","tax":"1597.0000","tax_inside":true,"tax_label":"","tax_rate":"19.0000","unit_price":"10000.00000000"},{"description":"L\u00ednea 48","discount":"0.0000","fixed_tax":"0.0000","gross":"10000.0000","kind":"product","net":"8403.0000","position":48,"quantity":"1.0000","sku":"CAFE-1","tax":"1597.0000","tax_inside":true,"tax_label":"","tax_rate":"19.0000","unit_price":"10000.00000000"},{"description":"L\u00ednea 49","discount":"0.0000","fixed_tax":"0.0000","gross":"10000.0000","kind":"product","net":"8403.0000","position":49,"quantity":"1.0000","sku":"CAFE-1","tax":"1597.0000","tax_inside":true,"tax_label":"","tax_rate":"19.0000","unit_price":"10000.00000000"},{"description":"L\u00ednea 50","discount":"0.0000","fixed_tax":"0.0000","gross":"10000.0000","kind":"product","net":"8403.0000","position":50,"quantity":"1.0000","sku":"CAFE-1","tax":"1597.0000","tax_inside":true,"tax_label":"","tax_rate":"19.0000","unit_price":"10000.00000000"},{"description":"L\u00ednea 51","discount":"0.0000","fixed_tax":"0.0000","gross":"10000.0000","kind":"product","net":"8403.0000","position":51,"quantity":"1.0000","sku":"CAFE-1","tax":"1597.0000","tax_inside":true,"tax_label":"","tax_rate":"19.0000","unit_price":"10000.00000000"},{"description":"L\u00ednea 52","discount":"0.0000","fixed_tax":"0.0000","gross":"10000.0000","kind":"product","net":"8403.0000","position":52,"quantity":"1.0000","sku":"CAFE-1","tax":"1597.0000","tax_inside":true,"tax_label":"","tax_rate":"19.0000","unit_price":"10000.00000000"},{"description":"L\u00ednea 53","discount":"0.0000","fixed_tax":"0.0000","gross":"10000.0000","kind":"product","net":"8403.0000","position":53,"quantity":"1.0000","sku":"CAFE-1","tax":"1597.0000","tax_inside":true,"tax_label":"","tax_rate":"19.0000","unit_price":"10000.00000000"},{"description":"L\u00ednea 54","discount":"0.0000","fixed_tax":"0.0000","gross":"10000.0000","kind":"product","net":"8403.0000","position":54,"quantity":"1.0000","sku":"CAFE-1","tax":"1597.0000","tax_inside":true,"tax_label":"","tax_rate":"19.0000","unit_price":"10000.00000000"},{"description":"L\u00ednea 55","discount":"0.0000","fixed_tax":"0.0000","gross":"10000.0000","kind":"product","net":"8403.0000","position":55,"quantity":"1.0000","sku":"CAFE-1","tax":"1597.0000","tax_inside":true,"tax_label":"","tax_rate":"19.0000","unit_price":"10000.00000000"},{"description":"L\u00ednea 56","discount":"0.0000","fixed_tax":"0.0000","gross":"10000.0000","kind":"product","net":"8403.0000","position":56,"quantity":"1.0000","sku":"CAFE-1","tax":"1597.0000","tax_inside":true,"tax_label":"","tax_rate":"19.0000","unit_price":"10000.00000000"},{"description":"L\u00ednea 57","discount":"0.0000","fixed_tax":"0.0000","gross":"10000.0000","kind":"product","net":"8403.0000","position":57,"quantity":"1.0000","sku":"CAFE-1","tax":"1597.0000","tax_inside":true,"tax_label":"","tax_rate":"19.0000","unit_price":"10000.00000000"},{"description":"L\u00ednea 58","discount":"0.0000","fixed_tax":"0.0000","gross":"10000.0000","kind":"product","net":"8403.0000","position":58,"quantity":"1.0000","sku":"CAFE-1","tax":"1597.0000","tax_inside":true,"tax_label":"","tax_rate":"19.0000","unit_price":"10000.00000000"},{"description":"L\u00ednea 59","discount":"0.0000","fixed_tax":"0.0000","gross":"10000.0000","kind":"product","net":"8403.0000","position":59,"quantity":"1.0000","sku":"CAFE-1","tax":"1597.0000","tax_inside":true,"tax_label":"","tax_rate":"19.0000","unit_price":"10000.00000000"},{"description":"L\u00ednea 60","discount":"0.0000","fixed_tax":"0.0000","gross":"10000.0000","kind":"product","net":"8403.0000","position":60,"quantity":"1.0000","sku":"CAFE-1","tax":"1597.0000","tax_inside":true,"tax_label":"","tax_rate":"19.0000","unit_price":"10000.00000000"}],"logo":null,"net_total":"504180.0000","notes":"","number":"CL-000008","order_id":5009,"paper_size":"a4","payment_date":"2026-02-28","payment_method":"Webpay","rate_count":1,"reading":"line discount per unit; order discount holds line discounts; and shipping discount; total before gift cards; subtotal as priced; each item rounded; stated tax agrees; line tax","replaces":null,"revision":1,"rounding":"line","seller_activity":"","seller_address":"Calle Larga 8\nSantiago","seller_email":"","seller_name":"Tienda golden-clp","seller_tax_id":"76.123.456-0","sequence":8,"series":{"prefix":"CL-","year":null},"snapshot":"185614042b0e427d85cc952b57b29bfc6afea08274885bd7b19dad46a835c7b5","stated_tax":"95798.0000","store":"golden-clp","supply_date":"2026-02-28","tax_total":"95820.0000","taxes":[{"gross":"600000.0000","label":"","net":"504180.0000","parts":[],"position":1,"rate":"19.0000","tax":"95820.0000"}],"time_zone":"America/Santiago","token_sha256":"4e9d7f5493eb90e1030a576f35d413039e66eb2f157710149a0efef6d95ce273","uid":"e3405e87-b990-4ea6-8c99-6e734b94bd74","version":2}', '884602ec61b18398cdb825a1ac9940023f94fbd559ee5e21d976207d31a30aa3', '1c2bf97343efb7b75b4d8d5697d1ca72a982665a4ea2e59e57ea6119d6fcebd1', 16, 1, 1, '{"buyer_activity":"","buyer_address":"Av. Providencia 1\nSantiago\nMetropolitana, Chile","buyer_email":"ana@example.com","buyer_name":"Ana Mu\u00f1oz","buyer_tax_id":"12.345.678-5","buyer_taxpayer_type":"","remarks":"The order states tax 95798 and shipping tax 0 CLP, the document declares 95820: a difference of 22. It comes from item-by-item rounding.","salt":"2cd39f7cf9c51e96a98f8c6490020fd3","version":2}', 'fc7ff7d856e33dad136587d198e3cfef66dd7d54a70d361022f0977b044732ba');
INSERT INTO public.invoices_seal VALUES (17, 9, '{"accent_colour":"#1f3a5f","amount_paid":"10000.0000","bank_details":"","buyer_country":"CL","buyer_wants_factura":null,"country":"CL","credit_reason":"","credits":null,"currency":"CLP","footer":"","gift_card_amount":"0.0000","gross_total":"10000.0000","issue_date":"2026-03-02","issued_at":"2026-03-02T15:04:05.000000+00:00","kind":"invoice","language":"es","legal_text":"","line_count":1,"lines":[{"description":"Caf\u00e9 de altura","discount":"0.0000","fixed_tax":"0.0000","gross":"10000.0000","kind":"product","net":"8403.0000","position":1,"quantity":"4.0000","sku":"CAFE-1","tax":"1597.0000","tax_inside":true,"tax_label":"","tax_rate":"19.0000","unit_price":"2500.00000000"}],"logo":null,"net_total":"8403.0000","notes":"","number":"CL-000009","order_id":6001,"paper_size":"a4","payment_date":"2026-02-28","payment_method":"Webpay","rate_count":1,"reading":"line discount per unit; order discount holds line discounts; and shipping discount; total before gift cards; subtotal as priced; each item rounded; stated tax agrees; line tax","replaces":null,"revision":1,"rounding":"line","seller_activity":"","seller_address":"Calle Larga 8\nSantiago","seller_email":"","seller_name":"Tienda golden-clp","seller_tax_id":"76.123.456-0","sequence":9,"series":{"prefix":"CL-","year":null},"snapshot":"120ffc34ed1f51c1cdaad38f43e88d172017e2e96d9517d285f9dbe93e0ce9da","stated_tax":"1597.0000","store":"golden-clp","supply_date":"2026-02-28","tax_total":"1597.0000","taxes":[{"gross":"10000.0000","label":"","net":"8403.0000","parts":[],"position":1,"rate":"19.0000","tax":"1597.0000"}],"time_zone":"America/Santiago","token_sha256":"ca8d8a2a71af5e3a28d16a6e4085a98e3a2ef8cd45eac860b81d10379c305c9f","uid":"75985078-f7a6-4756-93d0-7a7071ef624e","version":2}', '1c2bf97343efb7b75b4d8d5697d1ca72a982665a4ea2e59e57ea6119d6fcebd1', '5a69932e37c8f6313107a61d6cfcfba8731f58835e57c8691e1422f6a3313077', 17, 1, 1, '{"buyer_activity":"","buyer_address":"Av. Providencia 1\nSantiago\nMetropolitana, Chile","buyer_email":"ana@example.com","buyer_name":"Ana Mu\u00f1oz","buyer_tax_id":"12.345.678-5","buyer_taxpayer_type":"","remarks":"","salt":"328571c04438f8375ec0a33a0417a27b","version":2}', 'c31efa7f3166c7f95da4cdf7ab21f05874ed4a1b639ed32680f3090c17b2641a');
INSERT INTO public.invoices_seal VALUES (18, 1, '{"accent_colour":"#1f3a5f","amount_paid":"2500.0000","bank_details":"","buyer_country":"CL","buyer_wants_factura":null,"country":"CL","credit_reason":"Devoluci\u00f3n","credits":"CL-000009","currency":"CLP","footer":"","gift_card_amount":"0.0000","gross_total":"2500.0000","issue_date":"2026-03-02","issued_at":"2026-03-02T15:04:05.000000+00:00","kind":"credit_note","language":"es","legal_text":"","line_count":1,"lines":[{"description":"Caf\u00e9 de altura","discount":"0.0000","fixed_tax":"0.0000","gross":"2500.0000","kind":"product","net":"2101.0000","position":1,"quantity":"1.0000","sku":"CAFE-1","tax":"399.0000","tax_inside":true,"tax_label":"","tax_rate":"19.0000","unit_price":"2500.00000000"}],"logo":null,"net_total":"2101.0000","notes":"","number":"NC-000001","order_id":6001,"paper_size":"a4","payment_date":"2026-02-28","payment_method":"Webpay","rate_count":1,"reading":"line discount per unit; order discount holds line discounts; and shipping discount; total before gift cards; subtotal as priced; each item rounded; stated tax agrees; line tax","replaces":null,"revision":1,"rounding":"line","seller_activity":"","seller_address":"Calle Larga 8\nSantiago","seller_email":"","seller_name":"Tienda golden-clp","seller_tax_id":"76.123.456-0","sequence":1,"series":{"prefix":"NC-","year":null},"snapshot":"120ffc34ed1f51c1cdaad38f43e88d172017e2e96d9517d285f9dbe93e0ce9da","stated_tax":null,"store":"golden-clp","supply_date":"2026-02-28","tax_total":"399.0000","taxes":[{"gross":"2500.0000","label":"","net":"2101.0000","parts":[],"position":1,"rate":"19.0000","tax":"399.0000"}],"time_zone":"America/Santiago","token_sha256":"f0b6248bca978f566f9e93ead31850e85b0dd1a0f11277f64012901c0046ed43","uid":"93f8d5a3-be97-40e1-b627-c0200743c7f8","version":2}', '', '4998cd82ddad18fb82b613aa078ffc41a57f4cc5e9f194c89ca2d41b6d3a69c9', 18, 1, 7, '{"buyer_activity":"","buyer_address":"Av. Providencia 1\nSantiago\nMetropolitana, Chile","buyer_email":"ana@example.com","buyer_name":"Ana Mu\u00f1oz","buyer_tax_id":"12.345.678-5","buyer_taxpayer_type":"","remarks":"","salt":"4e2c6191ef49fa846ccf346cc16bbe0d","version":2}', '1308969eb37edaad3232005ed097ec5121342997a3e2a02ac31aa97677d3368f');
INSERT INTO public.invoices_seal VALUES (19, 2, '{"accent_colour":"#1f3a5f","amount_paid":"7500.0000","bank_details":"","buyer_country":"CL","buyer_wants_factura":null,"country":"CL","credit_reason":"Devoluci\u00f3n","credits":"CL-000009","currency":"CLP","footer":"","gift_card_amount":"0.0000","gross_total":"7500.0000","issue_date":"2026-03-02","issued_at":"2026-03-02T15:04:05.000000+00:00","kind":"credit_note","language":"es","legal_text":"","line_count":1,"lines":[{"description":"Caf\u00e9 de altura","discount":"0.0000","fixed_tax":"0.0000","gross":"7500.0000","kind":"product","net":"6302.0000","position":1,"quantity":"3.0000","sku":"CAFE-1","tax":"1198.0000","tax_inside":true,"tax_label":"","tax_rate":"19.0000","unit_price":"2500.00000000"}],"logo":null,"net_total":"6302.0000","notes":"","number":"NC-000002","order_id":6001,"paper_size":"a4","payment_date":"2026-02-28","payment_method":"Webpay","rate_count":1,"reading":"line discount per unit; order discount holds line discounts; and shipping discount; total before gift cards; subtotal as priced; each item rounded; stated tax agrees; line tax","replaces":null,"revision":1,"rounding":"line","seller_activity":"","seller_address":"Calle Larga 8\nSantiago","seller_email":"","seller_name":"Tienda golden-clp","seller_tax_id":"76.123.456-0","sequence":2,"series":{"prefix":"NC-","year":null},"snapshot":"120ffc34ed1f51c1cdaad38f43e88d172017e2e96d9517d285f9dbe93e0ce9da","stated_tax":null,"store":"golden-clp","supply_date":"2026-02-28","tax_total":"1198.0000","taxes":[{"gross":"7500.0000","label":"","net":"6302.0000","parts":[],"position":1,"rate":"19.0000","tax":"1198.0000"}],"time_zone":"America/Santiago","token_sha256":"de9b931d38c79ddc90d6bf5a9e89fe6558f5296070ffcbe505398ea410f61e90","uid":"3b2951af-8e4c-42e1-b6ef-218fee048fc0","version":2}', '4998cd82ddad18fb82b613aa078ffc41a57f4cc5e9f194c89ca2d41b6d3a69c9', '9ffae99b8bcc35878770c292e83d921b321e1df81a0b281a1e8b94dabe07c2ff', 19, 1, 7, '{"buyer_activity":"","buyer_address":"Av. Providencia 1\nSantiago\nMetropolitana, Chile","buyer_email":"ana@example.com","buyer_name":"Ana Mu\u00f1oz","buyer_tax_id":"12.345.678-5","buyer_taxpayer_type":"","remarks":"","salt":"5df5eb9c75a03f50713b325e35da122c","version":2}', '4a2383c8b28aabcecfd739d31ede043d6ef024fa45db5f5a6a2978fee9fcc8db');
INSERT INTO public.invoices_seal VALUES (20, 10, '{"accent_colour":"#1f3a5f","amount_paid":"7500.0000","bank_details":"","buyer_country":"CL","buyer_wants_factura":true,"country":"CL","credit_reason":"","credits":null,"currency":"CLP","footer":"","gift_card_amount":"0.0000","gross_total":"7500.0000","issue_date":"2026-03-02","issued_at":"2026-03-02T15:04:05.000000+00:00","kind":"invoice","language":"es","legal_text":"","line_count":1,"lines":[{"description":"Caf\u00e9 de altura","discount":"0.0000","fixed_tax":"0.0000","gross":"7500.0000","kind":"product","net":"6302.0000","position":1,"quantity":"3.0000","sku":"CAFE-1","tax":"1198.0000","tax_inside":true,"tax_label":"","tax_rate":"19.0000","unit_price":"2500.00000000"}],"logo":null,"net_total":"6302.0000","notes":"","number":"CL-000010","order_id":6001,"paper_size":"a4","payment_date":"2026-02-28","payment_method":"Webpay","rate_count":1,"reading":"line discount per unit; order discount holds line discounts; and shipping discount; total before gift cards; subtotal as priced; each item rounded; stated tax agrees; line tax","replaces":"CL-000009","revision":2,"rounding":"line","seller_activity":"","seller_address":"Calle Larga 8\nSantiago","seller_email":"","seller_name":"Tienda golden-clp","seller_tax_id":"76.123.456-0","sequence":10,"series":{"prefix":"CL-","year":null},"snapshot":"120ffc34ed1f51c1cdaad38f43e88d172017e2e96d9517d285f9dbe93e0ce9da","stated_tax":"1597.0000","store":"golden-clp","supply_date":"2026-02-28","tax_total":"1198.0000","taxes":[{"gross":"7500.0000","label":"","net":"6302.0000","parts":[],"position":1,"rate":"19.0000","tax":"1198.0000"}],"time_zone":"America/Santiago","token_sha256":"6d883bb2e319c6c5f6f0f489225ce4b09c40bdc2667722421237b375e9984726","uid":"17eaa854-976d-41c1-b2f5-69455b03140c","version":2}', '5a69932e37c8f6313107a61d6cfcfba8731f58835e57c8691e1422f6a3313077', 'c15df543899e460cd4aeb53308ddd1ee8d1599f96828c0a7dae715f07d7708c1', 20, 1, 1, '{"buyer_activity":"Comercio","buyer_address":"Calle 1\nSantiago","buyer_email":"","buyer_name":"Eva SpA","buyer_tax_id":"76.086.428-5","buyer_taxpayer_type":"","remarks":"","salt":"0459c584f5d1021bf967f785c59eb002","version":2}', '4a78c0b39e37da518626809eb16a78a34f7cb3a8f7cf9cd8b9d7b28f1662fe64');
INSERT INTO public.invoices_seal VALUES (21, 1, '{"accent_colour":"#1f3a5f","amount_paid":"10000.0000","bank_details":"","buyer_country":"CL","buyer_wants_factura":null,"country":"CL","credit_reason":"","credits":null,"currency":"CLP","footer":"","gift_card_amount":"0.0000","gross_total":"10000.0000","issue_date":"2026-03-02","issued_at":"2026-03-02T15:04:05.000000+00:00","kind":"test","language":"es","legal_text":"","line_count":1,"lines":[{"description":"Caf\u00e9 de altura","discount":"0.0000","fixed_tax":"0.0000","gross":"10000.0000","kind":"product","net":"8403.0000","position":1,"quantity":"1.0000","sku":"CAFE-1","tax":"1597.0000","tax_inside":true,"tax_label":"","tax_rate":"19.0000","unit_price":"10000.00000000"}],"logo":null,"net_total":"8403.0000","notes":"","number":"TEST-000001","order_id":6002,"paper_size":"a4","payment_date":"2026-02-28","payment_method":"Webpay","rate_count":1,"reading":"line discount per unit; order discount holds line discounts; and shipping discount; total before gift cards; subtotal as priced; each item rounded; stated tax agrees; line tax","replaces":null,"revision":1,"rounding":"line","seller_activity":"","seller_address":"Calle Larga 8\nSantiago","seller_email":"","seller_name":"Tienda golden-clp","seller_tax_id":"76.123.456-0","sequence":1,"series":{"prefix":"TEST-","year":null},"snapshot":null,"stated_tax":"1597.0000","store":"golden-clp","supply_date":"2026-02-28","tax_total":"1597.0000","taxes":[{"gross":"10000.0000","label":"","net":"8403.0000","parts":[],"position":1,"rate":"19.0000","tax":"1597.0000"}],"time_zone":"America/Santiago","token_sha256":"bb0da6c6e3dfed5764da65d7ffc6715cc494b9a4da3fecb2b3a4d5f96c39ea37","uid":"76b0de6f-730a-4469-adc2-aa9fc3d67ad6","version":2}', '', '555351d215a364a4ed1b55df0bdf7666b49eff8fdcf0fa2e3c811e372ab03082', 21, 1, 8, '{"buyer_activity":"","buyer_address":"Av. Providencia 1\nSantiago\nMetropolitana, Chile","buyer_email":"ana@example.com","buyer_name":"Ana Mu\u00f1oz","buyer_tax_id":"12.345.678-5","buyer_taxpayer_type":"","remarks":"","salt":"ae1210729f7b0cdbed041781900b1d23","version":2}', '116e8b7fc3b7de7af711ff5d429137642ed6b3312ab27fc9e8a97e912bf41575');
INSERT INTO public.invoices_seal VALUES (1, 1, '{"accent_colour":"#1f3a5f","amount_paid":"126684.0000","bank_details":"","buyer_country":"CL","buyer_wants_factura":true,"country":"CL","credit_reason":"","credits":null,"currency":"CLP","footer":"","gift_card_amount":"0.0000","gross_total":"126684.0000","issue_date":"2026-03-02","issued_at":"2026-03-02T15:04:05.000000+00:00","kind":"invoice","language":"es","legal_text":"","line_count":2,"lines":[{"description":"Taza de cer\u00e1mica 350 ml","discount":"11976.0000","fixed_tax":"0.0000","gross":"107784.0000","kind":"product","net":"90575.0000","position":1,"quantity":"24.0000","sku":"TAZ-350","tax":"17209.0000","tax_inside":true,"tax_label":"","tax_rate":"19.0000","unit_price":"4990.00000000"},{"description":"Filtros de papel x100","discount":"2100.0000","fixed_tax":"0.0000","gross":"18900.0000","kind":"product","net":"15882.0000","position":2,"quantity":"6.0000","sku":"FIL-100","tax":"3018.0000","tax_inside":true,"tax_label":"","tax_rate":"19.0000","unit_price":"3500.00000000"}],"logo":null,"net_total":"106457.0000","notes":"","number":"CL-000001","order_id":2302,"paper_size":"a4","payment_date":"2026-11-18","payment_method":"Transferencia Bancaria","rate_count":1,"reading":"line discount per unit; order discount holds line discounts; and shipping discount; total before gift cards; subtotal as priced; each item rounded; stated tax agrees; line tax","replaces":null,"revision":1,"rounding":"line","seller_activity":"","seller_address":"Calle Larga 8\nSantiago","seller_email":"","seller_name":"Tienda golden-clp","seller_tax_id":"76.123.456-0","sequence":1,"series":{"prefix":"CL-","year":null},"snapshot":"bcafe1f30d90071fc6744945f00c1e07005f8e87547f54f02e61615419d501be","stated_tax":"20227.0000","store":"golden-clp","supply_date":"2026-11-18","tax_total":"20227.0000","taxes":[{"gross":"126684.0000","label":"","net":"106457.0000","parts":[],"position":1,"rate":"19.0000","tax":"20227.0000"}],"time_zone":"America/Santiago","token_sha256":"89ad426b57f35a5e4ea44c91deb73791c4c1cd10a376cb3684647468d33e4c85","uid":"b48438b5-c41f-4dfd-acb8-5f3f4a24e39a","version":2}', '', 'c4987df7b318585fd4e834af54b7fb0830f9c7ddd73de5d40171e03459dd8d1e', 1, 1, 1, '', 'c293ece0884466dcaad658dd893a98e3bb013af2da22ba4b2c22d4924c1f9bcd');


INSERT INTO public.invoices_sealmailattempt VALUES (1, '2026-11-28 02:46:25.953642+00', NULL, 'sent', '', 1, 1);
INSERT INTO public.invoices_sealmailattempt VALUES (2, '2026-11-28 02:46:25.984157+00', NULL, 'sent', '', 2, 2);
INSERT INTO public.invoices_sealmailattempt VALUES (3, '2026-11-28 02:46:26.012513+00', NULL, 'sent', '', 3, 3);
INSERT INTO public.invoices_sealmailattempt VALUES (4, '2026-11-28 02:46:26.039137+00', NULL, 'sent', '', 4, 4);


INSERT INTO public.invoices_sealmailing VALUES (3, 'done', 1, '2026-11-28 02:46:26.01133+00', NULL, '', '2026-11-28 02:46:24.335056+00', '2026-03-01', 'owner@example.com', 3);
INSERT INTO public.invoices_sealmailing VALUES (4, 'failed', 24, '2026-11-28 02:46:26.037903+00', NULL, 'Jumpseller answered 422.', '2026-11-28 02:46:24.335067+00', '2026-03-01', 'owner@example.com', 4);
INSERT INTO public.invoices_sealmailing VALUES (1, 'due', 0, '2026-11-28 02:46:26.113228+00', NULL, '', NULL, '2026-03-01', 'owner@example.com', 1);
INSERT INTO public.invoices_sealmailing VALUES (2, 'claimed', 3, '2100-01-01 00:00:00+00', NULL, 'Jumpseller answered 500.', NULL, '2026-03-01', 'owner@example.com', 2);


INSERT INTO public.invoices_series VALUES (2, 'invoice', 'PT-', NULL, 1, 5, '2026-03-02', 2);
INSERT INTO public.invoices_series VALUES (3, 'invoice', 'MX-', NULL, 1, 2, '2026-03-02', 4);
INSERT INTO public.invoices_series VALUES (4, 'invoice', 'CO-', NULL, 1, 2, '2026-03-02', 5);
INSERT INTO public.invoices_series VALUES (5, 'invoice', 'PE-', NULL, 1, 2, '2026-03-02', 6);
INSERT INTO public.invoices_series VALUES (6, 'invoice', 'BR-', NULL, 1, 2, '2026-03-02', 3);
INSERT INTO public.invoices_series VALUES (7, 'credit_note', 'NC-', NULL, 1, 3, '2026-03-02', 1);
INSERT INTO public.invoices_series VALUES (1, 'invoice', 'CL-', NULL, 1, 11, '2026-03-02', 1);
INSERT INTO public.invoices_series VALUES (8, 'test', 'TEST-', NULL, 1, 2, '2026-03-02', 1);


INSERT INTO public.orders_erasure VALUES (1, 2302, 'retention_over', '2026-11-28 02:46:26.075548+00', 1);


INSERT INTO public.orders_ordersnapshot VALUES (2, 2301, '{"additional_fields":[{"area":"shipping","id":52110,"label":"Tipo de Documento","value":"Boleta"},{"area":"billing","id":52110,"label":"Tipo de Documento","value":"Boleta"},{"area":"contact","id":null,"label":"accepts_marketing","value":"true"}],"additional_information":null,"billing_address":{"address":"Av. Italia 1420, depto 52","city":"Santiago","complement":null,"country":"Chile","country_code":"CL","municipality":"Providencia","name":"Camila","postal":"7770123","region":"Metropolitana","region_code":"12","street_number":null,"surname":"Rojas Fuentes","taxid":"12345678-5"},"billing_information":{"business_activity":null,"company_name":null,"taxpayer_type":null},"completed_at":"2026-11-18 14:03:40 UTC","coupons":null,"created_at":"2026-11-18 14:02:11 UTC","currency":"CLP","customer":{"email":"camila.rojas@example.com","fullname":"Camila Rojas Fuentes","id":10412277,"ip":"203.0.113.24","phone":"987654321","phone_prefix":"+56"},"discount":0,"external_shipping_rate_description":null,"external_shipping_rate_id":null,"fulfillment_status":null,"gift_cards_discount":0,"id":2301,"payment_information":null,"payment_method_name":"Webpay Plus","payment_method_type":"webpay","payment_notification_id":null,"pickup_address":null,"products":[{"discount":"0.0","files":[],"id":18230411,"image":"https://images.jumpseller.com/store/demo-store/18230411/photo.jpg?1763400000","name":"Caf\u00e9 de grano Chiapas 1 kg","price":"14990.0","qty":2,"sku":"CAF-CHI-1KG","tax":"4786.72268907563","taxes":[{"amount":"4786.722","fixed":false,"id":37242897,"name":"IVA","rate":"19.0","tax_on_product_price":true}],"type":"physical","variant_id":92110054,"weight":"1.0"},{"discount":"0.0","files":[],"id":18230477,"image":"https://images.jumpseller.com/store/demo-store/18230477/photo.jpg?1763400000","name":"Prensa francesa 8 tazas","price":"24990.0","qty":1,"sku":"PRE-FR-08","tax":"3990.0","taxes":[{"amount":"3990.000","fixed":false,"id":37242897,"name":"IVA","rate":"19.0","tax_on_product_price":true}],"type":"physical","variant_id":null,"weight":"0.9"}],"promotions":[],"recovered_from":null,"same_day_delivery":false,"shipment_status":"No Procesado","shipment_status_enum":"unfulfilled","shipping":3990,"shipping_address":{"address":"Av. Italia 1420, depto 52","city":"Santiago","complement":null,"country":"Chile","country_code":"CL","latitude":null,"longitude":null,"municipality":"Providencia","name":"Camila","postal":"7770123","region":"Metropolitana","region_code":"12","street_number":null,"surname":"Rojas Fuentes"},"shipping_branch":null,"shipping_discount":0,"shipping_method_id":317048,"shipping_method_name":"Starken a domicilio","shipping_option":"delivery","shipping_required":true,"shipping_service_id":null,"shipping_tax":637,"shipping_taxes":[{"country":"CL","fixed":false,"id":37242897,"name":"IVA","rate":"19.0","region":null,"tax_on_shipping_price":true}],"source":{"campaign":null,"created_from":"checkout","created_from_app_code":null,"first_page_visited":"https://demo-store.jumpseller.com/","first_page_visited_at":"2026-11-18 14:02:11 UTC","medium":"organic","referral_code":null,"referral_source":"Google","referral_url":"https://www.google.com/","source_name":"google","user_agent":"Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1"},"status":"Paid","status_enum":"paid","status_name":"Paid","subtotal":54970,"tax":8777,"total":58960,"tracking_company":null,"tracking_number":null,"tracking_url":null}', '8619c0f6b48e5e7688924612eb5bded5406b9b11deaec0154244286dde0e45f4', '2026-03-02 15:04:05+00', 1);
INSERT INTO public.orders_ordersnapshot VALUES (3, 1080, '{"additional_fields":[{"area":"shipping","id":40966,"label":"Giro","value":null},{"area":"shipping","id":40967,"label":"Raz\u00f3n social","value":null},{"area":"billing","id":40966,"label":"Giro","value":null},{"area":"billing","id":40967,"label":"Raz\u00f3n social","value":null},{"area":"other","id":41315,"label":"\u00bf Desea factura&nbsp;?","value":"No"}],"additional_information":null,"billing_address":{"address":"Dos Pte #47 ,colina","city":"Santiago","complement":null,"country":"Chile","country_code":"CL","municipality":"Colina","name":"Ernesto","postal":"9340000","region":"Metropolitana","region_code":"12","street_number":null,"surname":"Riquelme Tapia","taxid":"20000333-0"},"completed_at":"2023-02-03 04:00:28 UTC","coupons":null,"created_at":"2023-02-03 03:56:42 UTC","currency":"CLP","customer":{"email":"tapiaflame2016@example.com","fullname":"Ernesto Riquelme Tapia","id":9328395,"ip":"203.0.113.163","phone":"900000643","phone_prefix":"+56"},"discount":0,"external_shipping_rate_id":null,"fulfillment_status":null,"id":1080,"payment_information":null,"payment_method_name":"Pago Manual (Transferencia Bancaria, Cheques, Pedidos por Dinero...)","payment_method_type":"manual","products":[{"discount":"0.0","files":[],"id":17724822,"image":"https://images.jumpseller.com/store/example-dev/17724822/giftcard.png?1675396354","name":"Giftcard (Valor: 10000, Email enviar: ernesto, Mensaje: Prueba)","price":"10000.0","qty":1,"sku":null,"tax":"1596.638655462185","taxes":[{"amount":"1596.638","fixed":false,"id":37242897,"name":"IVA","rate":"19.0","tax_on_product_price":true}],"variant_id":90269315,"weight":"1.0"}],"promotions":[],"same_day_delivery":false,"shipment_status":"No Aplicable","shipment_status_enum":"not_applicable","shipping":0,"shipping_address":null,"shipping_discount":0,"shipping_method_id":null,"shipping_method_name":null,"shipping_option":"no_shipping","shipping_required":false,"shipping_service_id":null,"shipping_tax":0,"shipping_taxes":[],"source":{"campaign":null,"first_page_visited":"https://example-dev.jumpseller.com/giftcard","first_page_visited_at":"2023-02-03 03:53:16 UTC","medium":null,"referral_code":null,"referral_source":"Directo","referral_url":null,"source_name":null,"user_agent":"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/108.0.0.0 Safari/537.36 OPR/94.0.0.0"},"status":"Paid","status_enum":"paid","subtotal":10000,"tax":1597,"total":10000,"tracking_company":null,"tracking_number":null,"tracking_url":null}', 'e146770794d6c339e9cfccd8b202684c978c3e33adb8c9b62e4c496e4d4220ff', '2026-03-02 15:04:05+00', 1);
INSERT INTO public.orders_ordersnapshot VALUES (4, 3402, '{"additional_fields":[{"area":"contact","id":null,"label":"accepts_marketing","value":"true"}],"additional_information":null,"billing_address":{"address":"Calle Mayor 18, 3.\u00ba B","city":"Zaragoza","complement":null,"country":"Spain","country_code":"ES","municipality":null,"name":"Marta","postal":"50001","region":"Arag\u00f3n","region_code":"52","street_number":null,"surname":"L\u00f3pez Gil","taxid":"12345678Z"},"billing_information":null,"completed_at":"2026-11-18 14:03:40 UTC","coupons":"BIENVENIDA10","created_at":"2026-11-18 14:02:11 UTC","currency":"EUR","customer":{"email":"marta.lopez@example.com","fullname":"Marta L\u00f3pez Gil","id":11880112,"ip":"198.51.100.91","phone":"612345678","phone_prefix":"+34"},"discount":"7.02","external_shipping_rate_description":null,"external_shipping_rate_id":null,"fulfillment_status":null,"gift_cards_discount":"0.0","id":3402,"payment_information":null,"payment_method_name":"Tarjeta","payment_method_type":"stripe","payment_notification_id":null,"pickup_address":null,"products":[{"discount":"1.19","files":[],"id":19110801,"image":"https://images.jumpseller.com/store/casa-olivo/19110801/photo.jpg?1763400000","name":"Aceite de oliva virgen extra 500 ml","price":"11.9","qty":3,"sku":"AOV-500","tax":"2.920909090909091","taxes":[{"amount":"2.920","fixed":false,"id":4520014,"name":"IVA reducido","rate":"10.0","tax_on_product_price":true}],"type":"physical","variant_id":null,"weight":"0.9"},{"discount":"3.45","files":[],"id":19110833,"image":"https://images.jumpseller.com/store/casa-olivo/19110833/photo.jpg?1763400000","name":"Delantal de lino (Color: verde)","price":"34.5","qty":1,"sku":"DEL-LIN-V","tax":"5.388842975206612","taxes":[{"amount":"5.388","fixed":false,"id":4520011,"name":"IVA","rate":"21.0","tax_on_product_price":true}],"type":"physical","variant_id":95550120,"weight":"0.3"}],"promotions":[{"code":"BIENVENIDA10","id":90211,"name":"Bienvenida 10 %"}],"recovered_from":null,"same_day_delivery":false,"shipment_status":"No Procesado","shipment_status_enum":"unfulfilled","shipping":"5.95","shipping_address":{"address":"Calle Mayor 18, 3.\u00ba B","city":"Zaragoza","complement":null,"country":"Spain","country_code":"ES","latitude":null,"longitude":null,"municipality":null,"name":"Marta","postal":"50001","region":"Arag\u00f3n","region_code":"52","street_number":null,"surname":"L\u00f3pez Gil"},"shipping_branch":null,"shipping_discount":"0.0","shipping_method_id":317048,"shipping_method_name":"Correos Express","shipping_option":"delivery","shipping_required":true,"shipping_service_id":null,"shipping_tax":"1.03","shipping_taxes":[{"country":"ES","fixed":false,"id":4520011,"name":"IVA","rate":"21.0","region":null,"tax_on_shipping_price":true}],"source":{"campaign":null,"created_from":"checkout","created_from_app_code":null,"first_page_visited":"https://casa-olivo.jumpseller.com/","first_page_visited_at":"2026-11-18 14:02:11 UTC","medium":"organic","referral_code":null,"referral_source":"Google","referral_url":"https://www.google.com/","source_name":"google","user_agent":"Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1"},"status":"Paid","status_enum":"paid","status_name":"Paid","subtotal":"70.2","tax":"8.31","total":"69.13","tracking_company":null,"tracking_number":null,"tracking_url":null}', '804294e56755a3ecfe3af3b0313c129ac77ae459330a51fdea54683a5c3b8ae8', '2026-03-02 15:04:05+00', 2);
INSERT INTO public.orders_ordersnapshot VALUES (1, 2302, '', 'bcafe1f30d90071fc6744945f00c1e07005f8e87547f54f02e61615419d501be', '2026-03-02 15:04:05+00', 1);
INSERT INTO public.orders_ordersnapshot VALUES (5, 3404, '{"additional_fields":[{"area":"contact","id":null,"label":"accepts_marketing","value":"true"}],"additional_information":null,"billing_address":{"address":"Avenida Central 12","city":"Braga","complement":null,"country":"Portugal","country_code":"PT","municipality":null,"name":"Rui","postal":"4710-229","region":"Braga","region_code":"04","street_number":null,"surname":"Matos","taxid":null},"billing_information":null,"completed_at":"2026-11-18 14:03:40 UTC","coupons":null,"created_at":"2026-11-18 14:02:11 UTC","currency":"EUR","customer":{"email":"rui.matos@example.com","fullname":"Rui Matos","id":11870201,"ip":"198.51.100.203","phone":"934567890","phone_prefix":"+351"},"discount":"0.0","external_shipping_rate_description":null,"external_shipping_rate_id":null,"fulfillment_status":null,"gift_cards_discount":"0.0","id":3404,"payment_information":null,"payment_method_name":"Multibanco","payment_method_type":"multibanco","payment_notification_id":null,"pickup_address":null,"products":[{"discount":"0.0","files":[],"id":19040200,"image":"https://images.jumpseller.com/store/loja-do-tejo/19040200/photo.jpg?1763400000","name":"Cart\u00e3o presente 50 \u20ac","price":"50.0","qty":1,"sku":"GC-50","tax":"0.0","taxes":[],"type":"gift_card","variant_id":null,"weight":"0.0"},{"discount":"0.0","files":[],"id":19040211,"image":"https://images.jumpseller.com/store/loja-do-tejo/19040211/photo.jpg?1763400000","name":"Sabonete de lavanda","price":"4.5","qty":2,"sku":"SAB-LAV","tax":"2.07","taxes":[{"amount":"2.070","fixed":false,"id":4410021,"name":"IVA 23%","rate":"23.0","tax_on_product_price":false}],"type":"physical","variant_id":null,"weight":"0.1"}],"promotions":[],"recovered_from":null,"same_day_delivery":false,"shipment_status":"No Procesado","shipment_status_enum":"unfulfilled","shipping":"3.5","shipping_address":{"address":"Avenida Central 12","city":"Braga","complement":null,"country":"Portugal","country_code":"PT","latitude":null,"longitude":null,"municipality":null,"name":"Rui","postal":"4710-229","region":"Braga","region_code":"04","street_number":null,"surname":"Matos"},"shipping_branch":null,"shipping_discount":"0.0","shipping_method_id":317048,"shipping_method_name":"CTT Expresso","shipping_option":"delivery","shipping_required":true,"shipping_service_id":null,"shipping_tax":"0.81","shipping_taxes":[{"country":"PT","fixed":false,"id":4410029,"name":"IVA 23%","rate":"23.0","region":null,"tax_on_shipping_price":false}],"source":{"campaign":null,"created_from":"checkout","created_from_app_code":null,"first_page_visited":"https://loja-do-tejo.jumpseller.com/","first_page_visited_at":"2026-11-18 14:02:11 UTC","medium":"organic","referral_code":null,"referral_source":"Google","referral_url":"https://www.google.com/","source_name":"google","user_agent":"Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1"},"status":"Paid","status_enum":"paid","status_name":"Paid","subtotal":"59.0","tax":"2.07","total":"65.38","tracking_company":null,"tracking_number":null,"tracking_url":null}', '19079e34b05dc7bc484f54f84f8099d6b016fe85ed27617783379ddc92239acd', '2026-03-02 15:04:05+00', 2);
INSERT INTO public.orders_ordersnapshot VALUES (6, 3403, '{"additional_fields":[{"area":"contact","id":null,"label":"accepts_marketing","value":"true"}],"additional_information":"Pagado en parte con una tarjeta regalo.","billing_address":{"address":"Carrer del Mar 5","city":"Badalona","complement":null,"country":"Spain","country_code":"ES","municipality":null,"name":"Jordi","postal":"08911","region":"Catalu\u00f1a","region_code":"56","street_number":null,"surname":"Puig","taxid":null},"billing_information":null,"completed_at":"2026-11-18 14:03:40 UTC","coupons":null,"created_at":"2026-11-18 14:02:11 UTC","currency":"EUR","customer":{"email":"jordi.puig@example.com","fullname":"Jordi Puig","id":11880240,"ip":"198.51.100.132","phone":"622334455","phone_prefix":"+34"},"discount":"0.0","external_shipping_rate_description":null,"external_shipping_rate_id":null,"fulfillment_status":null,"gift_cards_discount":"20.0","id":3403,"payment_information":null,"payment_method_name":"Tarjeta","payment_method_type":"stripe","payment_notification_id":null,"pickup_address":null,"products":[{"discount":"0.0","files":[],"id":19110870,"image":"https://images.jumpseller.com/store/casa-olivo/19110870/photo.jpg?1763400000","name":"Vajilla de gres, 12 piezas","price":"84.0","qty":1,"sku":"VAJ-12","tax":"14.578512396694215","taxes":[{"amount":"14.578","fixed":false,"id":4520011,"name":"IVA","rate":"21.0","tax_on_product_price":true}],"type":"physical","variant_id":null,"weight":"6.5"}],"promotions":[],"recovered_from":null,"same_day_delivery":false,"shipment_status":"No Procesado","shipment_status_enum":"unfulfilled","shipping":"0.0","shipping_address":{"address":"Carrer del Mar 5","city":"Badalona","complement":null,"country":"Spain","country_code":"ES","latitude":null,"longitude":null,"municipality":null,"name":"Jordi","postal":"08911","region":"Catalu\u00f1a","region_code":"56","street_number":null,"surname":"Puig"},"shipping_branch":null,"shipping_discount":"0.0","shipping_method_id":317048,"shipping_method_name":"Correos Express","shipping_option":"delivery","shipping_required":true,"shipping_service_id":null,"shipping_tax":"0.0","shipping_taxes":[],"source":{"campaign":null,"created_from":"checkout","created_from_app_code":null,"first_page_visited":"https://casa-olivo.jumpseller.com/","first_page_visited_at":"2026-11-18 14:02:11 UTC","medium":"organic","referral_code":null,"referral_source":"Google","referral_url":"https://www.google.com/","source_name":"google","user_agent":"Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1"},"status":"Paid","status_enum":"paid","status_name":"Paid","subtotal":"84.0","tax":"14.58","total":"84.0","tracking_company":null,"tracking_number":null,"tracking_url":null}', '41caa6143ce2d33194f3a15baccffbb0fb5d2dfcf0e97780884c54d33b0d3175', '2026-03-02 15:04:05+00', 2);
INSERT INTO public.orders_ordersnapshot VALUES (7, 3401, '{"additional_fields":[{"area":"contact","id":null,"label":"accepts_marketing","value":"true"}],"additional_information":null,"billing_address":{"address":"Rua da Boavista 84, 2.\u00ba Esq.","city":"Lisboa","complement":null,"country":"Portugal","country_code":"PT","municipality":null,"name":"In\u00eas","postal":"1200-068","region":"Lisboa","region_code":"14","street_number":null,"surname":"Carvalho","taxid":"599999993"},"billing_information":{"business_activity":null,"company_name":"Carvalho & Filhos, Lda.","taxpayer_type":null},"completed_at":"2026-11-18 14:03:40 UTC","coupons":null,"created_at":"2026-11-18 14:02:11 UTC","currency":"EUR","customer":{"email":"ines.carvalho@example.com","fullname":"In\u00eas Carvalho","id":11870034,"ip":"198.51.100.17","phone":"912345678","phone_prefix":"+351"},"discount":"0.0","external_shipping_rate_description":null,"external_shipping_rate_id":null,"fulfillment_status":null,"gift_cards_discount":"0.0","id":3401,"payment_information":null,"payment_method_name":"MB WAY","payment_method_type":"mbway","payment_notification_id":null,"pickup_address":null,"products":[{"discount":"0.0","files":[],"id":19040110,"image":"https://images.jumpseller.com/store/loja-do-tejo/19040110/photo.jpg?1763400000","name":"Azulejo pintado \u00e0 m\u00e3o 20\u00d720","price":"12.15","qty":4,"sku":"AZL-20","tax":"11.178","taxes":[{"amount":"11.178","fixed":false,"id":4410021,"name":"IVA 23%","rate":"23.0","tax_on_product_price":false}],"type":"physical","variant_id":null,"weight":"0.8"},{"discount":"0.0","files":[],"id":19040122,"image":"https://images.jumpseller.com/store/loja-do-tejo/19040122/photo.jpg?1763400000","name":"Livro \u201cLisboa a p\u00e9\u201d","price":"17.92","qty":1,"sku":"LIV-LX","tax":"1.0752","taxes":[{"amount":"1.075","fixed":false,"id":4410022,"name":"IVA 6%","rate":"6.0","tax_on_product_price":false}],"type":"physical","variant_id":null,"weight":"0.6"}],"promotions":[],"recovered_from":null,"same_day_delivery":false,"shipment_status":"No Procesado","shipment_status_enum":"unfulfilled","shipping":"4.9","shipping_address":{"address":"Rua da Boavista 84, 2.\u00ba Esq.","city":"Lisboa","complement":null,"country":"Portugal","country_code":"PT","latitude":null,"longitude":null,"municipality":null,"name":"In\u00eas","postal":"1200-068","region":"Lisboa","region_code":"14","street_number":null,"surname":"Carvalho"},"shipping_branch":null,"shipping_discount":"0.0","shipping_method_id":317048,"shipping_method_name":"CTT Expresso","shipping_option":"delivery","shipping_required":true,"shipping_service_id":null,"shipping_tax":"1.13","shipping_taxes":[{"country":"PT","fixed":false,"id":4410029,"name":"IVA 23%","rate":"23.0","region":null,"tax_on_shipping_price":false}],"source":{"campaign":null,"created_from":"checkout","created_from_app_code":null,"first_page_visited":"https://loja-do-tejo.jumpseller.com/","first_page_visited_at":"2026-11-18 14:02:11 UTC","medium":"organic","referral_code":null,"referral_source":"Google","referral_url":"https://www.google.com/","source_name":"google","user_agent":"Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1"},"status":"Paid","status_enum":"paid","status_name":"Paid","subtotal":"66.52","tax":"12.26","total":"84.81","tracking_company":null,"tracking_number":null,"tracking_url":null}', '373210b2c3edad445a46ec6a4b917471d7bef7c18e4248af234dd687931f7af5', '2026-03-02 15:04:05+00', 2);
INSERT INTO public.orders_ordersnapshot VALUES (8, 5001, '{"billing_address":{"address":"Av. Providencia 1","city":"Santiago","country":"Chile","country_code":"CL","name":"Ana","region":"Metropolitana","surname":"Mu\u00f1oz","taxid":"12.345.678-5"},"completed_at":"2026-03-01 02:45:00 UTC","created_at":"2026-03-01 02:30:00 UTC","currency":"CLP","customer":{"email":"ana@example.com","fullname":"Ana Mu\u00f1oz","id":1},"discount":0,"id":5001,"payment_method_name":"Webpay","products":[{"discount":"0.0","id":1,"name":"Caf\u00e9 de altura","price":"10000.0","qty":1,"sku":"CAFE-1","tax":"1596.638655462184873949579832","taxes":[{"fixed":false,"id":1,"name":"IVA","rate":"19.0","tax_on_product_price":true}]},{"discount":"0.0","id":2,"name":"Libro \u00abEl Sur\u00bb","price":11900,"qty":2,"sku":"CAFE-1","tax":0,"taxes":[]}],"shipping":0,"shipping_discount":0,"shipping_tax":0,"shipping_taxes":[],"status":"Paid","status_enum":"paid","subtotal":33800,"tax":1597,"total":33800}', '4ad776a570905ad1d5ade2248539d08f00c0412d6aae4ead357bafa8bd88ad0c', '2026-03-02 15:04:05+00', 1);
INSERT INTO public.orders_ordersnapshot VALUES (9, 5002, '{"billing_address":{"address":"Av. Providencia 1","city":"Santiago","country":"Chile","country_code":"CL","name":"Ana","region":"Metropolitana","surname":"Mu\u00f1oz","taxid":"12.345.678-5"},"completed_at":"2026-03-01 02:45:00 UTC","coupons":[{"code":"DIEZ"}],"created_at":"2026-03-01 02:30:00 UTC","currency":"CLP","customer":{"email":"ana@example.com","fullname":"Ana Mu\u00f1oz","id":1},"discount":1000,"id":5002,"payment_method_name":"Webpay","products":[{"discount":"0.0","id":1,"name":"Caf\u00e9 de altura","price":"10000.0","qty":1,"sku":"CAFE-1","tax":"1596.638655462184873949579832","taxes":[{"fixed":false,"id":1,"name":"IVA","rate":"19.0","tax_on_product_price":true}]}],"shipping":0,"shipping_discount":0,"shipping_tax":0,"shipping_taxes":[],"status":"Paid","status_enum":"paid","subtotal":10000,"tax":1437,"total":9000}', '902e38dbd551de5c4b514264ef05643bd8ce2ce7f1e7fac8a2ca54309bb5a585', '2026-03-02 15:04:05+00', 1);
INSERT INTO public.orders_ordersnapshot VALUES (10, 5003, '{"billing_address":{"address":"Av. Providencia 1","city":"Santiago","country":"Chile","country_code":"CL","name":"Ana","region":"Metropolitana","surname":"Mu\u00f1oz","taxid":"12.345.678-5"},"completed_at":"2026-03-01 02:45:00 UTC","created_at":"2026-03-01 02:30:00 UTC","currency":"CLP","customer":{"email":"ana@example.com","fullname":"Ana Mu\u00f1oz","id":1},"discount":0,"id":5003,"payment_method_name":"Webpay","products":[{"discount":"0.0","id":1,"name":"Caf\u00e9 de altura","price":12000,"qty":1,"sku":"CAFE-1","tax":"2000","taxes":[{"fixed":false,"id":1,"name":"tax","rate":"19","tax_on_product_price":true},{"fixed":true,"id":1,"name":"tax","rate":"100","tax_on_product_price":true}]}],"shipping":0,"shipping_discount":0,"shipping_tax":0,"shipping_taxes":[],"status":"Paid","status_enum":"paid","subtotal":12000,"tax":2000,"total":12000}', 'e8ca2010ca49134b1884b75ad142089b937e5d41856f96b25f1382f4e10a6dad', '2026-03-02 15:04:05+00', 1);
INSERT INTO public.orders_ordersnapshot VALUES (11, 5004, '{"billing_address":{"address":"Av. Providencia 1","city":"Santiago","country":"Chile","country_code":"MX","name":"Ana","region":"","surname":"Mu\u00f1oz","taxid":"XAXX010101000"},"completed_at":"2026-03-01 02:45:00 UTC","created_at":"2026-03-01 02:30:00 UTC","currency":"MXN","customer":{"email":"ana@example.com","fullname":"Ana Mu\u00f1oz","id":1},"discount":0,"id":5004,"payment_method_name":"Webpay","products":[{"discount":"0.0","id":1,"name":"Caf\u00e9 de altura","price":"1160.50","qty":1,"sku":"CAFE-1","tax":"160.068965517241379310344828","taxes":[{"fixed":false,"id":1,"name":"tax","rate":"16","tax_on_product_price":true}]}],"shipping":0,"shipping_discount":0,"shipping_tax":0,"shipping_taxes":[],"status":"Paid","status_enum":"paid","subtotal":"1160.50","tax":"160.07","total":"1160.50"}', '5a3b7c9a6364eae54fa60b978ced17dab44aa78764c279ef373cdfbdb67e9fa7', '2026-03-02 15:04:05+00', 4);
INSERT INTO public.orders_ordersnapshot VALUES (12, 5005, '{"billing_address":{"address":"Av. Providencia 1","city":"Santiago","country":"Chile","country_code":"CO","name":"Ana","region":"","surname":"Mu\u00f1oz","taxid":"900.373.913-4"},"completed_at":"2026-03-01 02:45:00 UTC","created_at":"2026-03-01 02:30:00 UTC","currency":"COP","customer":{"email":"ana@example.com","fullname":"Ana Mu\u00f1oz","id":1},"discount":0,"id":5005,"payment_method_name":"Webpay","products":[{"discount":"0.0","id":1,"name":"Caf\u00e9 de altura","price":"119000","qty":1,"sku":"CAFE-1","tax":"19000","taxes":[{"fixed":false,"id":1,"name":"tax","rate":"19","tax_on_product_price":true}]}],"shipping":0,"shipping_discount":0,"shipping_tax":0,"shipping_taxes":[],"status":"Paid","status_enum":"paid","subtotal":"119000","tax":"19000.00","total":"119000"}', '6f50fb028ea05375dffb09107cadb0a6c9d84e69be705418c455762727f92d72', '2026-03-02 15:04:05+00', 5);
INSERT INTO public.orders_ordersnapshot VALUES (13, 5006, '{"billing_address":{"address":"Av. Providencia 1","city":"Santiago","country":"Chile","country_code":"PE","name":"Ana","region":"","surname":"Mu\u00f1oz","taxid":"20100070970"},"completed_at":"2026-03-01 02:45:00 UTC","created_at":"2026-03-01 02:30:00 UTC","currency":"PEN","customer":{"email":"ana@example.com","fullname":"Ana Mu\u00f1oz","id":1},"discount":0,"id":5006,"payment_method_name":"Webpay","products":[{"discount":"0.0","id":1,"name":"Caf\u00e9 de altura","price":"59.90","qty":1,"sku":"CAFE-1","tax":"9.13728813559322033898305085","taxes":[{"fixed":false,"id":1,"name":"tax","rate":"18","tax_on_product_price":true}]}],"shipping":0,"shipping_discount":0,"shipping_tax":0,"shipping_taxes":[],"status":"Paid","status_enum":"paid","subtotal":"59.90","tax":"9.14","total":"59.90"}', 'ecf5838fb26ca8029c2872278e1083dc3ad0aaf0b503bda3e16148ceac932e8e', '2026-03-02 15:04:05+00', 6);
INSERT INTO public.orders_ordersnapshot VALUES (14, 5007, '{"billing_address":{"address":"Av. Providencia 1","city":"Santiago","country":"Chile","country_code":"BR","name":"Ana","region":"","surname":"Mu\u00f1oz","taxid":"11.222.333/0001-81"},"completed_at":"2026-03-01 02:45:00 UTC","created_at":"2026-03-01 02:30:00 UTC","currency":"BRL","customer":{"email":"ana@example.com","fullname":"Ana Mu\u00f1oz","id":1},"discount":0,"id":5007,"payment_method_name":"Webpay","products":[{"discount":"0.0","id":1,"name":"Caf\u00e9 de altura","price":"349.90","qty":1,"sku":"CAFE-1","tax":"31.8090909090909090909090909","taxes":[{"fixed":false,"id":1,"name":"tax","rate":"10","tax_on_product_price":true}]}],"shipping":0,"shipping_discount":0,"shipping_tax":0,"shipping_taxes":[],"status":"Paid","status_enum":"paid","subtotal":"349.90","tax":"31.81","total":"349.90"}', '92ace6c25eec63cac6f979737ff450227ed09a943a89589e206a0c0babe540c5', '2026-03-02 15:04:05+00', 3);
INSERT INTO public.orders_ordersnapshot VALUES (15, 5008, '{"billing_address":{"address":"Av. Providencia 1","city":"Santiago","country":"Chile","country_code":"CL","name":"Ana","region":"Metropolitana","surname":"Mu\u00f1oz","taxid":"12.345.678-5"},"completed_at":"2026-03-01 02:45:00 UTC","created_at":"2026-03-01 02:30:00 UTC","currency":"CLP","customer":{"email":"ana@example.com","fullname":"Ana Mu\u00f1oz","id":1},"discount":0,"id":5008,"payment_method_name":"Webpay","products":[{"discount":"0.0","id":1,"name":"\u0642\u0647\u0648\u0629 \u0639\u0631\u0628\u064a\u0629","price":"10000.0","qty":1,"sku":"CAFE-1","tax":"1596.638655462184873949579832","taxes":[{"fixed":false,"id":1,"name":"IVA","rate":"19.0","tax_on_product_price":true}]}],"shipping":0,"shipping_discount":0,"shipping_tax":0,"shipping_taxes":[],"status":"Paid","status_enum":"paid","subtotal":10000,"tax":1597,"total":10000}', '965b3e39e11c35ad9b83e50bb1715034130f87e3b732122456c56f3f64e02bae', '2026-03-02 15:04:05+00', 1);
INSERT INTO public.orders_ordersnapshot VALUES (16, 5009, '{"billing_address":{"address":"Av. Providencia 1","city":"Santiago","country":"Chile","country_code":"CL","name":"Ana","region":"Metropolitana","surname":"Mu\u00f1oz","taxid":"12.345.678-5"},"completed_at":"2026-03-01 02:45:00 UTC","created_at":"2026-03-01 02:30:00 UTC","currency":"CLP","customer":{"email":"ana@example.com","fullname":"Ana Mu\u00f1oz","id":1},"discount":0,"id":5009,"payment_method_name":"Webpay","products":[{"discount":"0.0","id":1,"name":"L\u00ednea 1","price":"10000.0","qty":1,"sku":"CAFE-1","tax":"1596.638655462184873949579832","taxes":[{"fixed":false,"id":1,"name":"IVA","rate":"19.0","tax_on_product_price":true}]},{"discount":"0.0","id":2,"name":"L\u00ednea 2","price":"10000.0","qty":1,"sku":"CAFE-1","tax":"1596.638655462184873949579832","taxes":[{"fixed":false,"id":1,"name":"IVA","rate":"19.0","tax_on_product_price":true}]},{"discount":"0.0","id":3,"name":"L\u00ednea 3","price":"10000.0","qty":1,"sku":"CAFE-1","tax":"1596.638655462184873949579832","taxes":[{"fixed":false,"id":1,"name":"IVA","rate":"19.0","tax_on_product_price":true}]},{"discount":"0.0","id":4,"name":"L\u00ednea 4","price":"10000.0","qty":1,"sku":"CAFE-1","tax":"1596.638655462184873949579832","taxes":[{"fixed":false,"id":1,"name":"IVA","rate":"19.0","tax_on_product_price":true}]},{"discount":"0.0","id":5,"name":"L\u00ednea 5","price":"10000.0","qty":1,"sku":"CAFE-1","tax":"1596.638655462184873949579832","taxes":[{"fixed":false,"id":1,"name":"IVA","rate":"19.0","tax_on_product_price":true}]},{"discount":"0.0","id":6,"name":"L\u00ednea 6","price":"10000.0","qty":1,"sku":"CAFE-1","tax":"1596.638655462184873949579832","taxes":[{"fixed":false,"id":1,"name":"IVA","rate":"19.0","tax_on_product_price":true}]},{"discount":"0.0","id":7,"name":"L\u00ednea 7","price":"10000.0","qty":1,"sku":"CAFE-1","tax":"1596.638655462184873949579832","taxes":[{"fixed":false,"id":1,"name":"IVA","rate":"19.0","tax_on_product_price":true}]},{"discount":"0.0","id":8,"name":"L\u00ednea 8","price":"10000.0","qty":1,"sku":"CAFE-1","tax":"1596.638655462184873949579832","taxes":[{"fixed":false,"id":1,"name":"IVA","rate":"19.0","tax_on_product_price":true}]},{"discount":"0.0","id":9,"name":"L\u00ednea 9","price":"10000.0","qty":1,"sku":"CAFE-1","tax":"1596.638655462184873949579832","taxes":[{"fixed":false,"id":1,"name":"IVA","rate":"19.0","tax_on_product_price":true}]},{"discount":"0.0","id":10,"name":"L\u00ednea 10","price":"10000.0","qty":1,"sku":"CAFE-1","tax":"1596.638655462184873949579832","taxes":[{"fixed":false,"id":1,"name":"IVA","rate":"19.0","tax_on_product_price":true}]},{"discount":"0.0","id":11,"name":"L\u00ednea 11","price":"10000.0","qty":1,"sku":"CAFE-1","tax":"1596.638655462184873949579832","taxes":[{"fixed":false,"id":1,"name":"IVA","rate":"19.0","tax_on_product_price":true}]},{"discount":"0.0","id":12,"name":"L\u00ednea 12","price":"10000.0","qty":1,"sku":"CAFE-1","tax":"1596.638655462184873949579832","taxes":[{"fixed":false,"id":1,"name":"IVA","rate":"19.0","tax_on_product_price":true}]},{"discount":"0.0","id":13,"name":"L\u00ednea 13","price":"10000.0","qty":1,"sku":"CAFE-1","tax":"1596.638655462184873949579832","taxes":[{"fixed":false,"id":1,"name":"IVA","rate":"19.0","tax_on_product_price":true}]},{"discount":"0.0","id":14,"name":"L\u00ednea 14","price":"10000.0","qty":1,"sku":"CAFE-1","tax":"1596.638655462184873949579832","taxes":[{"fixed":false,"id":1,"name":"IVA","rate":"19.0","tax_on_product_price":true}]},{"discount":"0.0","id":15,"name":"L\u00ednea 15","price":"10000.0","qty":1,"sku":"CAFE-1","tax":"1596.638655462184873949579832","taxes":[{"fixed":false,"id":1,"name":"IVA","rate":"19.0","tax_on_product_price":true}]},{"discount":"0.0","id":16,"name":"L\u00ednea 16","price":"10000.0","qty":1,"sku":"CAFE-1","tax":"1596.638655462184873949579832","taxes":[{"fixed":false,"id":1,"name":"IVA","rate":"19.0","tax_on_product_price":true}]},{"discount":"0.0","id":17,"name":"L\u00ednea 17","price":"10000.0","qty":1,"sku":"CAFE-1","tax":"1596.638655462184873949579832","taxes":[{"fixed":false,"id":1,"name":"IVA","rate":"19.0","tax_on_product_price":true}]},{"discount":"0.0","id":18,"name":"L\u00ednea 18","price":"10000.0","qty":1,"sku":"CAFE-1","tax":"1596.638655462184873949579832","taxes":[{"fixed":false,"id":1,"name":"IVA","rate":"19.0","tax_on_product_price":true}]},{"discount":"0.0","id":19,"name":"L\u00ednea 19","price":"10000.0","qty":1,"sku":"CAFE-1","tax":"1596.638655462184873949579832","taxes":[{"fixed":false,"id":1,"name":"IVA","rate":"19.0","tax_on_product_price":true}]},{"discount":"0.0","id":20,"name":"L\u00ednea 20","price":"10000.0","qty":1,"sku":"CAFE-1","tax":"1596.638655462184873949579832","taxes":[{"fixed":false,"id":1,"name":"IVA","rate":"19.0","tax_on_product_price":true}]},{"discount":"0.0","id":21,"name":"L\u00ednea 21","price":"10000.0","qty":1,"sku":"CAFE-1","tax":"1596.638655462184873949579832","taxes":[{"fixed":false,"id":1,"name":"IVA","rate":"19.0","tax_on_product_price":true}]},{"discount":"0.0","id":22,"name":"L\u00ednea 22","price":"10000.0","qty":1,"sku":"CAFE-1","tax":"1596.638655462184873949579832","taxes":[{"fixed":false,"id":1,"name":"IVA","rate":"19.0","tax_on_product_price":true}]},{"discount":"0.0","id":23,"name":"L\u00ednea 23","price":"10000.0","qty":1,"sku":"CAFE-1","tax":"1596.638655462184873949579832","taxes":[{"fixed":false,"id":1,"name":"IVA","rate":"19.0","tax_on_product_price":true}]},{"discount":"0.0","id":24,"name":"L\u00ednea 24","price":"10000.0","qty":1,"sku":"CAFE-1","tax":"1596.638655462184873949579832","taxes":[{"fixed":false,"id":1,"name":"IVA","rate":"19.0","tax_on_product_price":true}]},{"discount":"0.0","id":25,"name":"L\u00ednea 25","price":"10000.0","qty":1,"sku":"CAFE-1","tax":"1596.638655462184873949579832","taxes":[{"fixed":false,"id":1,"name":"IVA","rate":"19.0","tax_on_product_price":true}]},{"discount":"0.0","id":26,"name":"L\u00ednea 26","price":"10000.0","qty":1,"sku":"CAFE-1","tax":"1596.638655462184873949579832","taxes":[{"fixed":false,"id":1,"name":"IVA","rate":"19.0","tax_on_product_price":true}]},{"discount":"0.0","id":27,"name":"L\u00ednea 27","price":"10000.0","qty":1,"sku":"CAFE-1","tax":"1596.638655462184873949579832","taxes":[{"fixed":false,"id":1,"name":"IVA","rate":"19.0","tax_on_product_price":true}]},{"discount":"0.0","id":28,"name":"L\u00ednea 28","price":"10000.0","qty":1,"sku":"CAFE-1","tax":"1596.638655462184873949579832","taxes":[{"fixed":false,"id":1,"name":"IVA","rate":"19.0","tax_on_product_price":true}]},{"discount":"0.0","id":29,"name":"L\u00ednea 29","price":"10000.0","qty":1,"sku":"CAFE-1","tax":"1596.638655462184873949579832","taxes":[{"fixed":false,"id":1,"name":"IVA","rate":"19.0","tax_on_product_price":true}]},{"discount":"0.0","id":30,"name":"L\u00ednea 30","price":"10000.0","qty":1,"sku":"CAFE-1","tax":"1596.638655462184873949579832","taxes":[{"fixed":false,"id":1,"name":"IVA","rate":"19.0","tax_on_product_price":true}]},{"discount":"0.0","id":31,"name":"L\u00ednea 31","price":"10000.0","qty":1,"sku":"CAFE-1","tax":"1596.638655462184873949579832","taxes":[{"fixed":false,"id":1,"name":"IVA","rate":"19.0","tax_on_product_price":true}]},{"discount":"0.0","id":32,"name":"L\u00ednea 32","price":"10000.0","qty":1,"sku":"CAFE-1","tax":"1596.638655462184873949579832","taxes":[{"fixed":false,"id":1,"name":"IVA","rate":"19.0","tax_on_product_price":true}]},{"discount":"0.0","id":33,"name":"L\u00ednea 33","price":"10000.0","qty":1,"sku":"CAFE-1","tax":"1596.638655462184873949579832","taxes":[{"fixed":false,"id":1,"name":"IVA","rate":"19.0","tax_on_product_price":true}]},{"discount":"0.0","id":34,"name":"L\u00ednea 34","price":"10000.0","qty":1,"sku":"CAFE-1","tax":"1596.638655462184873949579832","taxes":[{"fixed":false,"id":1,"name":"IVA","rate":"19.0","tax_on_product_price":true}]},{"discount":"0.0","id":35,"name":"L\u00ednea 35","price":"10000.0","qty":1,"sku":"CAFE-1","tax":"1596.638655462184873949579832","taxes":[{"fixed":false,"id":1,"name":"IVA","rate":"19.0","tax_on_product_price":true}]},{"discount":"0.0","id":36,"name":"L\u00ednea 36","price":"10000.0","qty":1,"sku":"CAFE-1","tax":"1596.638655462184873949579832","taxes":[{"fixed":false,"id":1,"name":"IVA","rate":"19.0","tax_on_product_price":true}]},{"discount":"0.0","id":37,"name":"L\u00ednea 37","price":"10000.0","qty":1,"sku":"CAFE-1","tax":"1596.638655462184873949579832","taxes":[{"fixed":false,"id":1,"name":"IVA","rate":"19.0","tax_on_product_price":true}]},{"discount":"0.0","id":38,"name":"L\u00ednea 38","price":"10000.0","qty":1,"sku":"CAFE-1","tax":"1596.638655462184873949579832","taxes":[{"fixed":false,"id":1,"name":"IVA","rate":"19.0","tax_on_product_price":true}]},{"discount":"0.0","id":39,"name":"L\u00ednea 39","price":"10000.0","qty":1,"sku":"CAFE-1","tax":"1596.638655462184873949579832","taxes":[{"fixed":false,"id":1,"name":"IVA","rate":"19.0","tax_on_product_price":true}]},{"discount":"0.0","id":40,"name":"L\u00ednea 40","price":"10000.0","qty":1,"sku":"CAFE-1","tax":"1596.638655462184873949579832","taxes":[{"fixed":false,"id":1,"name":"IVA","rate":"19.0","tax_on_product_price":true}]},{"discount":"0.0","id":41,"name":"L\u00ednea 41","price":"10000.0","qty":1,"sku":"CAFE-1","tax":"1596.638655462184873949579832","taxes":[{"fixed":false,"id":1,"name":"IVA","rate":"19.0","tax_on_product_price":true}]},{"discount":"0.0","id":42,"name":"L\u00ednea 42","price":"10000.0","qty":1,"sku":"CAFE-1","tax":"1596.638655462184873949579832","taxes":[{"fixed":false,"id":1,"name":"IVA","rate":"19.0","tax_on_product_price":true}]},{"discount":"0.0","id":43,"name":"L\u00ednea 43","price":"10000.0","qty":1,"sku":"CAFE-1","tax":"1596.638655462184873949579832","taxes":[{"fixed":false,"id":1,"name":"IVA","rate":"19.0","tax_on_product_price":true}]},{"discount":"0.0","id":44,"name":"L\u00ednea 44","price":"10000.0","qty":1,"sku":"CAFE-1","tax":"1596.638655462184873949579832","taxes":[{"fixed":false,"id":1,"name":"IVA","rate":"19.0","tax_on_product_price":true}]},{"discount":"0.0","id":45,"name":"L\u00ednea 45","price":"10000.0","qty":1,"sku":"CAFE-1","tax":"1596.638655462184873949579832","taxes":[{"fixed":false,"id":1,"name":"IVA","rate":"19.0","tax_on_product_price":true}]},{"discount":"0.0","id":46,"name":"L\u00ednea 46","price":"10000.0","qty":1,"sku":"CAFE-1","tax":"1596.638655462184873949579832","taxes":[{"fixed":false,"id":1,"name":"IVA","rate":"19.0","tax_on_product_price":true}]},{"discount":"0.0","id":47,"name":"L\u00ednea 47","price":"10000.0","qty":1,"sku":"CAFE-1","tax":"1596.638655462184873949579832","taxes":[{"fixed":false,"id":1,"name":"IVA","rate":"19.0","tax_on_product_price":true}]},{"discount":"0.0","id":48,"name":"L\u00ednea 48","price":"10000.0","qty":1,"sku":"CAFE-1","tax":"1596.638655462184873949579832","taxes":[{"fixed":false,"id":1,"name":"IVA","rate":"19.0","tax_on_product_price":true}]},{"discount":"0.0","id":49,"name":"L\u00ednea 49","price":"10000.0","qty":1,"sku":"CAFE-1","tax":"1596.638655462184873949579832","taxes":[{"fixed":false,"id":1,"name":"IVA","rate":"19.0","tax_on_product_price":true}]},{"discount":"0.0","id":50,"name":"L\u00ednea 50","price":"10000.0","qty":1,"sku":"CAFE-1","tax":"1596.638655462184873949579832","taxes":[{"fixed":false,"id":1,"name":"IVA","rate":"19.0","tax_on_product_price":true}]},{"discount":"0.0","id":51,"name":"L\u00ednea 51","price":"10000.0","qty":1,"sku":"CAFE-1","tax":"1596.638655462184873949579832","taxes":[{"fixed":false,"id":1,"name":"IVA","rate":"19.0","tax_on_product_price":true}]},{"discount":"0.0","id":52,"name":"L\u00ednea 52","price":"10000.0","qty":1,"sku":"CAFE-1","tax":"1596.638655462184873949579832","taxes":[{"fixed":false,"id":1,"name":"IVA","rate":"19.0","tax_on_product_price":true}]},{"discount":"0.0","id":53,"name":"L\u00ednea 53","price":"10000.0","qty":1,"sku":"CAFE-1","tax":"1596.638655462184873949579832","taxes":[{"fixed":false,"id":1,"name":"IVA","rate":"19.0","tax_on_product_price":true}]},{"discount":"0.0","id":54,"name":"L\u00ednea 54","price":"10000.0","qty":1,"sku":"CAFE-1","tax":"1596.638655462184873949579832","taxes":[{"fixed":false,"id":1,"name":"IVA","rate":"19.0","tax_on_product_price":true}]},{"discount":"0.0","id":55,"name":"L\u00ednea 55","price":"10000.0","qty":1,"sku":"CAFE-1","tax":"1596.638655462184873949579832","taxes":[{"fixed":false,"id":1,"name":"IVA","rate":"19.0","tax_on_product_price":true}]},{"discount":"0.0","id":56,"name":"L\u00ednea 56","price":"10000.0","qty":1,"sku":"CAFE-1","tax":"1596.638655462184873949579832","taxes":[{"fixed":false,"id":1,"name":"IVA","rate":"19.0","tax_on_product_price":true}]},{"discount":"0.0","id":57,"name":"L\u00ednea 57","price":"10000.0","qty":1,"sku":"CAFE-1","tax":"1596.638655462184873949579832","taxes":[{"fixed":false,"id":1,"name":"IVA","rate":"19.0","tax_on_product_price":true}]},{"discount":"0.0","id":58,"name":"L\u00ednea 58","price":"10000.0","qty":1,"sku":"CAFE-1","tax":"1596.638655462184873949579832","taxes":[{"fixed":false,"id":1,"name":"IVA","rate":"19.0","tax_on_product_price":true}]},{"discount":"0.0","id":59,"name":"L\u00ednea 59","price":"10000.0","qty":1,"sku":"CAFE-1","tax":"1596.638655462184873949579832","taxes":[{"fixed":false,"id":1,"name":"IVA","rate":"19.0","tax_on_product_price":true}]},{"discount":"0.0","id":60,"name":"L\u00ednea 60","price":"10000.0","qty":1,"sku":"CAFE-1","tax":"1596.638655462184873949579832","taxes":[{"fixed":false,"id":1,"name":"IVA","rate":"19.0","tax_on_product_price":true}]}],"shipping":0,"shipping_discount":0,"shipping_tax":0,"shipping_taxes":[],"status":"Paid","status_enum":"paid","subtotal":600000,"tax":95798,"total":600000}', '185614042b0e427d85cc952b57b29bfc6afea08274885bd7b19dad46a835c7b5', '2026-03-02 15:04:05+00', 1);
INSERT INTO public.orders_ordersnapshot VALUES (17, 6001, '{"billing_address":{"address":"Av. Providencia 1","city":"Santiago","country":"Chile","country_code":"CL","name":"Ana","region":"Metropolitana","surname":"Mu\u00f1oz","taxid":"12.345.678-5"},"completed_at":"2026-03-01 02:45:00 UTC","created_at":"2026-03-01 02:30:00 UTC","currency":"CLP","customer":{"email":"ana@example.com","fullname":"Ana Mu\u00f1oz","id":1},"discount":0,"id":6001,"payment_method_name":"Webpay","products":[{"discount":"0.0","id":1,"name":"Caf\u00e9 de altura","price":2500,"qty":4,"sku":"CAFE-1","tax":"1596.638655462184873949579832","taxes":[{"fixed":false,"id":1,"name":"IVA","rate":"19.0","tax_on_product_price":true}]}],"shipping":0,"shipping_discount":0,"shipping_tax":0,"shipping_taxes":[],"status":"Paid","status_enum":"paid","subtotal":10000,"tax":1597,"total":10000}', '120ffc34ed1f51c1cdaad38f43e88d172017e2e96d9517d285f9dbe93e0ce9da', '2026-03-02 15:04:05+00', 1);


INSERT INTO public.stores_credential VALUES (1, 'gAAAAABrCkCAcY3HrkwOlxNywJI5fQTlrTB0UHF-5UiKWEjf4bY8pqlVD04DuaKA0A0jr_Zs7eOWXLbdWc-MXV-nKhYtcSyFa_GhAOkc_AUhz0uQHWBI89w=', 'gAAAAABrCkCAqInZ_cU-tQ-BFNS5Odm_EwMTEPc9hAREaLnfQJRBtICkDMeySqYD1Pl5IjQWLybHq5NVYRYzdpV6TjMCt2CVKKA6BLGa43uDXWQUsztUWVQ=', '2026-03-02 16:04:05+00', '2026-03-02 15:04:05+00', 1);
INSERT INTO public.stores_credential VALUES (2, 'gAAAAABrCkCAsNWtAsDu4sLMehq45wKY4Efn7blmP7esiN4a4ALQ1oUkr8tXAq5NwYw17HzbhrDQ0rJVSW0HJnNn5gPNuFACekFJOMWBTXzKlNEcOYfcxro=', 'gAAAAABrCkCArFS_R-19vtqtz02GaHzZ1XOsRjzqweAOGSes62nurWqk0HFyZYgwcUOgs65u6WrIWE99RDMUOSnEo3zntvRcNzCvbdbPrHnOyc2PBWYtvDo=', '2026-03-02 16:04:05+00', '2026-03-02 15:04:05+00', 2);
INSERT INTO public.stores_credential VALUES (3, 'gAAAAABrCkCArEDPtxj3Wgev2bei8i40vVvHY0AxYQwuJSEU73cAya4qlqZqEdEXD7SZUtZqeokbNSxnkQYIVZpPQVJqqaeZ3SzRaH1ouvajkksEuR5R9XM=', 'gAAAAABrCkCAJMh8NNHfK3duAag97-PXzawSc_X0KoqgdH4Op4HZpzVzGHzeF-84yeOQtARaMRKKRcdcB-U1svvM07VRhIsSa9niNazu5uAN0QI0Tg6fc-Y=', '2026-03-02 16:04:05+00', '2026-03-02 15:04:05+00', 3);
INSERT INTO public.stores_credential VALUES (4, 'gAAAAABrCkCAwnXPf0NzWTvJKCWrcjz_tbZUF3Z2SzE5Yl9-8N-Az0TG9WLkc0rF508HfYLI79iI0Q6JY4NSmOre6GTKc8cYDLL3jr5QL7IGSXjoxEEhH44=', 'gAAAAABrCkCAK5zl0YA_slskw-4P-laSfrmp5hXeZAlulDfK_nyMbmSljSRS2XljKtnjHC_Sa7v-rV-fyBXuqXVGh765JvP5mDXvzGr9bAiYjs-cGerWaio=', '2026-03-02 16:04:05+00', '2026-03-02 15:04:05+00', 4);
INSERT INTO public.stores_credential VALUES (5, 'gAAAAABrCkCAiX7NdwaCH_6I1VuZ3XMhmhwMHNp2H6JK-0BwprjebieaKz3IhHh16XNGGX0XLWBml9Cnu7YwGCRP7bz1oJoYPjo-AZ6RzyiRvvqfHJRSDsI=', 'gAAAAABrCkCA8TercjpuwekZ0EqxbqOtNxlUBW3pk6HxsXkyPf6QaRoutNUOwfnE9gZiVJXFHF7zxVx7MuRFtVVfHaJT2kuReXOIeD21bHiBN-VDqLv2Ifw=', '2026-03-02 16:04:05+00', '2026-03-02 15:04:05+00', 5);
INSERT INTO public.stores_credential VALUES (6, 'gAAAAABrCkCARrWJNC2rBIFib2HiZtJ-lw2di1y99Nrz5isXqLjXkhSxRXNTi32vzdr0dyQAJYUArDAOqycZbR0-NMxvzMvFqRwC6lzeuSA2niPEG74I0ks=', 'gAAAAABrCkCAh47R_v-IkcQ2wMXU1L4ZJ9c-Mdp3ErkEJGWixn9K8g57HYs_ZdsA935cXioK8b-STkqfs2cgPo5efSNMu3kqVYuLVU9WP5IXglWfY62jgoc=', '2026-03-02 16:04:05+00', '2026-03-02 15:04:05+00', 6);
INSERT INTO public.stores_credential VALUES (7, 'gAAAAABrCkCA_0Gab5TbTQWRLWxjlpaIzSgXqkgwf9uyRiiXQnN2dpY-S8BmB_w5hrh9WqX9zpmdHmEB4R6cf6fdPiyoFtgdnUG8Yp6N2KkWUqJbLsIxuhs=', 'gAAAAABrCkCAUlIm-NRzKaRsGCxlrFsh3wT5mdQtIV3MpQRtpFZ87R8OrvYpyKcUnhhfFXOs3_nI_0ejt5LA3uhkz5XYURYryH0srHe8v01cPPYqb0dzao8=', '2026-03-02 16:04:05+00', '2026-03-02 15:04:05+00', 7);


INSERT INTO public.stores_installation VALUES (3, 'done', 1, '2026-11-28 02:46:25.995206+00', NULL, '', '2026-11-28 02:46:24.335056+00', true, 'Pro', '', '', '', NULL, NULL, 3);
INSERT INTO public.stores_installation VALUES (4, 'failed', 24, '2026-11-28 02:46:26.023005+00', NULL, 'Jumpseller answered 422.', '2026-11-28 02:46:24.335067+00', true, 'Pro', '', '', '', NULL, NULL, 4);
INSERT INTO public.stores_installation VALUES (1, 'due', 0, '2026-11-28 02:46:26.105395+00', NULL, '', NULL, true, 'Pro', '', '', '', NULL, NULL, 1);
INSERT INTO public.stores_installation VALUES (2, 'claimed', 3, '2100-01-01 00:00:00+00', NULL, 'Jumpseller answered 500.', NULL, true, 'Pro', '', '', '', NULL, NULL, 2);


INSERT INTO public.stores_invoicingsettings VALUES (1, 'Tienda golden-clp', '76.123.456-0', '', 'Calle Larga 8
Santiago', '', 'es', 'CL-', 'NC-', 'TEST-', 6, false, 1, 1, NULL, 'include', 'line', 'skip', 'warn', 'paid', false, '[]', '[]', NULL, '{}', 'a4', '#1f3a5f', '', '', '', '', true, false, '', '', false, 7, false, NULL, 1, false, true, '[]', false, 'hold');
INSERT INTO public.stores_invoicingsettings VALUES (2, 'Tienda golden-eur', '76.123.456-0', '', 'Calle Larga 8
Santiago', '', 'pt', 'PT-', 'NC-', 'TEST-', 6, false, 1, 1, NULL, 'include', 'line', 'skip', 'warn', 'paid', false, '[]', '[]', NULL, '{}', 'a4', '#1f3a5f', '', '', '', '', true, false, '', '', false, 7, false, NULL, 2, false, true, '[]', false, 'hold');
INSERT INTO public.stores_invoicingsettings VALUES (3, 'Tienda golden-brl', '76.123.456-0', '', 'Calle Larga 8
Santiago', '', 'pt', 'BR-', 'NC-', 'TEST-', 6, false, 1, 1, NULL, 'include', 'line', 'skip', 'warn', 'paid', false, '[]', '[]', NULL, '{}', 'a4', '#1f3a5f', '', '', '', '', true, false, '', '', false, 7, false, NULL, 3, false, true, '[]', false, 'hold');
INSERT INTO public.stores_invoicingsettings VALUES (4, 'Tienda golden-mxn', '76.123.456-0', '', 'Calle Larga 8
Santiago', '', 'es', 'MX-', 'NC-', 'TEST-', 6, false, 1, 1, NULL, 'include', 'line', 'skip', 'warn', 'paid', false, '[]', '[]', NULL, '{}', 'a4', '#1f3a5f', '', '', '', '', true, false, '', '', false, 7, false, NULL, 4, false, true, '[]', false, 'hold');
INSERT INTO public.stores_invoicingsettings VALUES (5, 'Tienda golden-cop', '76.123.456-0', '', 'Calle Larga 8
Santiago', '', 'es', 'CO-', 'NC-', 'TEST-', 6, false, 1, 1, NULL, 'include', 'line', 'skip', 'warn', 'paid', false, '[]', '[]', NULL, '{}', 'a4', '#1f3a5f', '', '', '', '', true, false, '', '', false, 7, false, NULL, 5, false, true, '[]', false, 'hold');
INSERT INTO public.stores_invoicingsettings VALUES (6, 'Tienda golden-pen', '76.123.456-0', '', 'Calle Larga 8
Santiago', '', 'es', 'PE-', 'NC-', 'TEST-', 6, false, 1, 1, NULL, 'include', 'line', 'skip', 'warn', 'paid', false, '[]', '[]', NULL, '{}', 'a4', '#1f3a5f', '', '', '', '', true, false, '', '', false, 7, false, NULL, 6, false, true, '[]', false, 'hold');
INSERT INTO public.stores_invoicingsettings VALUES (7, 'Tienda golden-usd', '76.123.456-0', '', 'Calle Larga 8
Santiago', '', 'es', 'CL-', 'NC-', 'TEST-', 6, false, 1, 1, NULL, 'include', 'line', 'skip', 'warn', 'paid', false, '[]', '[]', NULL, '{}', 'a4', '#1f3a5f', '', '', '', '', true, false, '', '', false, 7, false, NULL, 7, false, true, '[]', false, 'hold');


INSERT INTO public.stores_logo VALUES (1, '\x89504e470d0a1a0a0000000d49484452000000280000001408020000007024e8ec0000002549444154789cedcd310100000803a06972a31b630f1460924bc35656b1582c168bc5e28a077f4f00a881e4f5240000000049454e44ae426082', '4c42b32a2af613531fcfbf0efe6a9f384399d3046f417609de497053d03f6ec1', 40, 20, '2026-11-28 02:46:26.065989+00', 1);


INSERT INTO public.stores_reauthorisation VALUES (1, '2026-11-28 02:46:26.067911+00', '2026-11-28 02:46:26.068062+00', '2026-01-01 00:00:00+00', true, NULL, '', NULL, '', 1);


INSERT INTO public.stores_settingschange VALUES (1, '2026-11-28 02:46:26.070931+00', 'notes', '""', '"¡Gracias!"', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 1);


INSERT INTO public.stores_signin VALUES (1, 'cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc', 'dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd', '', '2026-11-28 02:46:26.073046+00', NULL, NULL, NULL, 1, NULL);


INSERT INTO public.stores_store VALUES (1, 'golden-clp', 'Tienda golden-clp', '', 'CLP', 'CL', 'America/Santiago', 'gAAAAABrCkCABaQaIwmqKkq-uqvsJpzRJbYDBQCOfQRUoZcR3eO39B-vlio06ZhiCR9M5bDCQjx7w29vaBXvkJgwBmdpmwQh034UUrhdmxCsuK_xzB2Z2Kg=', 'active', '2026-11-28 02:46:24.337715+00', '2026-01-01 00:00:00+00', '', NULL, NULL, '2026-03-02 15:04:05+00', 'http://localhost:8000/webhooks/jumpseller', '2026-03-03 15:04:05+00', NULL);
INSERT INTO public.stores_store VALUES (2, 'golden-eur', 'Tienda golden-eur', '', 'EUR', 'PT', 'America/Santiago', 'gAAAAABrCkCAetNp_h6HoNSZggsg91KOCOV2IAeCm5R2bO1-YsF7jw_t9PcYVxZtkw2-pFhn3JtqPgfRMZWfIiOu2k7JSWFX0QzoH-UeXIuS0V41uRyJQeQ=', 'active', '2026-11-28 02:46:24.355128+00', '2026-01-01 00:00:00+00', '', NULL, NULL, '2026-03-02 15:04:05+00', 'http://localhost:8000/webhooks/jumpseller', '2026-03-03 15:04:05+00', NULL);
INSERT INTO public.stores_store VALUES (3, 'golden-brl', 'Tienda golden-brl', '', 'BRL', 'BR', 'America/Santiago', 'gAAAAABrCkCAG2gJhvoCKAAsdodBa1iMZWKFFjtqwUKiSvIW0xXCzcfdvTSBHoDKE2r8fylcdyFLER426k6jZp3v_70yuT73mXnJYim6FQBaL7An0uujB3o=', 'active', '2026-11-28 02:46:24.363488+00', '2026-01-01 00:00:00+00', '', NULL, NULL, '2026-03-02 15:04:05+00', 'http://localhost:8000/webhooks/jumpseller', '2026-03-03 15:04:05+00', NULL);
INSERT INTO public.stores_store VALUES (4, 'golden-mxn', 'Tienda golden-mxn', '', 'MXN', 'MX', 'America/Santiago', 'gAAAAABrCkCALYn9zQn3H9LQXRo9gxwKSeG5vdFfFUsBBZuqm2PtsEUKj1mC9D3oyl3cC0Iuct9VgMO4dqlOdZXV7f-4gjhO7PDuPEuyIoLPTQIiGHh7-IQ=', 'active', '2026-11-28 02:46:24.371502+00', '2026-01-01 00:00:00+00', '', NULL, NULL, '2026-03-02 15:04:05+00', 'http://localhost:8000/webhooks/jumpseller', '2026-03-03 15:04:05+00', NULL);
INSERT INTO public.stores_store VALUES (5, 'golden-cop', 'Tienda golden-cop', '', 'COP', 'CO', 'America/Santiago', 'gAAAAABrCkCABLyDiPZ1ccjFYV1wfXfUwzoCUmN_IBSSR3IQLIlz0x5wBwkR7S1S73PFEgBg5YWThPeFKg2N9vViv5M2Vrz0t1hzfbqXQNvPex7uJoiaZIA=', 'active', '2026-11-28 02:46:24.378789+00', '2026-01-01 00:00:00+00', '', NULL, NULL, '2026-03-02 15:04:05+00', 'http://localhost:8000/webhooks/jumpseller', '2026-03-03 15:04:05+00', NULL);
INSERT INTO public.stores_store VALUES (6, 'golden-pen', 'Tienda golden-pen', '', 'PEN', 'PE', 'America/Santiago', 'gAAAAABrCkCABNjh-rFXncGM7v1hLUfPbgk7OksZ6Pg319cQ0CW2trAj9kOhzPdNvlFi3hkpcqiLQokuZbPY5oI3ld7N0zB_GpWaztKo7IJ6BmIVww_NzU4=', 'active', '2026-11-28 02:46:24.385417+00', '2026-01-01 00:00:00+00', '', NULL, NULL, '2026-03-02 15:04:05+00', 'http://localhost:8000/webhooks/jumpseller', '2026-03-03 15:04:05+00', NULL);
INSERT INTO public.stores_store VALUES (7, 'golden-usd', 'Tienda golden-usd', '', 'USD', 'CL', 'America/Santiago', 'gAAAAABrCkCA4p7BQDow1ibDBS6vidZN9ZPte-Xs3P_hgJiWarREPolU_-pBe0J9fAvoOrA_pJ9NmBk5ApU1SGvn9i9_DAnuP08Me9vYJi_AD8GXrm3l1Us=', 'active', '2026-11-28 02:46:24.392349+00', '2026-01-01 00:00:00+00', '', NULL, NULL, '2026-03-02 15:04:05+00', 'http://localhost:8000/webhooks/jumpseller', '2026-03-03 15:04:05+00', NULL);


SELECT pg_catalog.setval('public.auth_group_id_seq', 1, false);


SELECT pg_catalog.setval('public.auth_group_permissions_id_seq', 1, false);


SELECT pg_catalog.setval('public.auth_permission_id_seq', 148, true);


SELECT pg_catalog.setval('public.auth_user_groups_id_seq', 1, false);


SELECT pg_catalog.setval('public.auth_user_id_seq', 1, false);


SELECT pg_catalog.setval('public.auth_user_user_permissions_id_seq', 1, false);


SELECT pg_catalog.setval('public.automation_backfill_id_seq', 4, true);


SELECT pg_catalog.setval('public.automation_backfilledorder_id_seq', 16, true);


SELECT pg_catalog.setval('public.automation_orderrecord_id_seq', 7, true);


SELECT pg_catalog.setval('public.automation_reconciliation_id_seq', 8, true);


SELECT pg_catalog.setval('public.automation_reposting_id_seq', 8, true);


SELECT pg_catalog.setval('public.dashboard_archive_id_seq', 8, true);


SELECT pg_catalog.setval('public.django_admin_log_id_seq', 1, false);


SELECT pg_catalog.setval('public.django_content_type_id_seq', 37, true);


SELECT pg_catalog.setval('public.django_migrations_id_seq', 39, true);


SELECT pg_catalog.setval('public.intake_delivery_id_seq', 4, true);


SELECT pg_catalog.setval('public.invoices_buyercorrection_id_seq', 4, true);


SELECT pg_catalog.setval('public.invoices_historyline_id_seq', 4, true);


SELECT pg_catalog.setval('public.invoices_invoice_id_seq', 21, true);


SELECT pg_catalog.setval('public.invoices_invoiceline_id_seq', 90, true);


SELECT pg_catalog.setval('public.invoices_invoicetax_id_seq', 26, true);


SELECT pg_catalog.setval('public.invoices_mailattempt_id_seq', 4, true);


SELECT pg_catalog.setval('public.invoices_mailing_id_seq', 4, true);


SELECT pg_catalog.setval('public.invoices_posting_id_seq', 21, true);


SELECT pg_catalog.setval('public.invoices_rendition_id_seq', 6, true);


SELECT pg_catalog.setval('public.invoices_renditionseal_id_seq', 6, true);


SELECT pg_catalog.setval('public.invoices_seal_id_seq', 21, true);


SELECT pg_catalog.setval('public.invoices_sealmailattempt_id_seq', 4, true);


SELECT pg_catalog.setval('public.invoices_sealmailing_id_seq', 4, true);


SELECT pg_catalog.setval('public.invoices_series_id_seq', 8, true);


SELECT pg_catalog.setval('public.orders_erasure_id_seq', 1, true);


SELECT pg_catalog.setval('public.orders_ordersnapshot_id_seq', 17, true);


SELECT pg_catalog.setval('public.stores_credential_id_seq', 7, true);


SELECT pg_catalog.setval('public.stores_installation_id_seq', 4, true);


SELECT pg_catalog.setval('public.stores_invoicingsettings_id_seq', 7, true);


SELECT pg_catalog.setval('public.stores_logo_id_seq', 1, true);


SELECT pg_catalog.setval('public.stores_reauthorisation_id_seq', 1, true);


SELECT pg_catalog.setval('public.stores_settingschange_id_seq', 1, true);


SELECT pg_catalog.setval('public.stores_signin_id_seq', 1, true);


SELECT pg_catalog.setval('public.stores_store_id_seq', 7, true);


ALTER TABLE ONLY public.invoices_seal
    ADD CONSTRAINT a_chain_does_not_fork UNIQUE (series_id, previous);


ALTER TABLE ONLY public.invoices_renditionseal
    ADD CONSTRAINT a_chain_does_not_fork_at_a_pdf UNIQUE (series_id, previous);


ALTER TABLE ONLY public.intake_delivery
    ADD CONSTRAINT a_delivery_is_kept_once UNIQUE (store_id, fingerprint);


ALTER TABLE ONLY public.invoices_seal
    ADD CONSTRAINT a_document_is_sealed_once UNIQUE (series_id, sequence);


ALTER TABLE ONLY public.stores_logo
    ADD CONSTRAINT a_logo_is_kept_once UNIQUE (store_id, sha256);


ALTER TABLE ONLY public.invoices_invoice
    ADD CONSTRAINT a_number_is_used_once UNIQUE (series_id, sequence);


ALTER TABLE ONLY public.invoices_renditionseal
    ADD CONSTRAINT a_place_in_a_chain_is_used_once UNIQUE (series_id, after_sequence, place);


ALTER TABLE ONLY public.invoices_invoice
    ADD CONSTRAINT a_printed_number_is_used_once UNIQUE (store_id, number);


ALTER TABLE ONLY public.invoices_invoice
    ADD CONSTRAINT an_invoice_is_replaced_once UNIQUE (replaces_id);


ALTER TABLE ONLY public.automation_backfilledorder
    ADD CONSTRAINT an_order_once_a_backfill UNIQUE (backfill_id, order_id);


ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_name_key UNIQUE (name);


ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_permission_id_0cd325b0_uniq UNIQUE (group_id, permission_id);


ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_codename_01ab375a_uniq UNIQUE (content_type_id, codename);


ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.auth_user_groups
    ADD CONSTRAINT auth_user_groups_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.auth_user_groups
    ADD CONSTRAINT auth_user_groups_user_id_group_id_94350c0c_uniq UNIQUE (user_id, group_id);


ALTER TABLE ONLY public.auth_user
    ADD CONSTRAINT auth_user_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.auth_user_user_permissions
    ADD CONSTRAINT auth_user_user_permissions_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.auth_user_user_permissions
    ADD CONSTRAINT auth_user_user_permissions_user_id_permission_id_14a6b632_uniq UNIQUE (user_id, permission_id);


ALTER TABLE ONLY public.auth_user
    ADD CONSTRAINT auth_user_username_key UNIQUE (username);


ALTER TABLE ONLY public.automation_backfill
    ADD CONSTRAINT automation_backfill_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.automation_backfilledorder
    ADD CONSTRAINT automation_backfilledorder_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.automation_orderrecord
    ADD CONSTRAINT automation_orderrecord_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.automation_reconciliation
    ADD CONSTRAINT automation_reconciliation_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.automation_reposting
    ADD CONSTRAINT automation_reposting_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.dashboard_archive
    ADD CONSTRAINT dashboard_archive_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.dashboard_archive
    ADD CONSTRAINT dashboard_archive_token_key UNIQUE (token);


ALTER TABLE ONLY public.django_admin_log
    ADD CONSTRAINT django_admin_log_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_app_label_model_76bd3d3b_uniq UNIQUE (app_label, model);


ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.django_migrations
    ADD CONSTRAINT django_migrations_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.django_session
    ADD CONSTRAINT django_session_pkey PRIMARY KEY (session_key);


ALTER TABLE ONLY public.intake_delivery
    ADD CONSTRAINT intake_delivery_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.invoices_buyercorrection
    ADD CONSTRAINT invoices_buyercorrection_invoice_id_key UNIQUE (invoice_id);


ALTER TABLE ONLY public.invoices_buyercorrection
    ADD CONSTRAINT invoices_buyercorrection_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.invoices_historyline
    ADD CONSTRAINT invoices_historyline_invoice_id_key UNIQUE (invoice_id);


ALTER TABLE ONLY public.invoices_historyline
    ADD CONSTRAINT invoices_historyline_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.invoices_invoice
    ADD CONSTRAINT invoices_invoice_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.invoices_invoice
    ADD CONSTRAINT invoices_invoice_token_key UNIQUE (token);


ALTER TABLE ONLY public.invoices_invoice
    ADD CONSTRAINT invoices_invoice_uid_key UNIQUE (uid);


ALTER TABLE ONLY public.invoices_invoiceline
    ADD CONSTRAINT invoices_invoiceline_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.invoices_invoicetax
    ADD CONSTRAINT invoices_invoicetax_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.invoices_mailattempt
    ADD CONSTRAINT invoices_mailattempt_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.invoices_mailing
    ADD CONSTRAINT invoices_mailing_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.invoices_posting
    ADD CONSTRAINT invoices_posting_invoice_id_key UNIQUE (invoice_id);


ALTER TABLE ONLY public.invoices_posting
    ADD CONSTRAINT invoices_posting_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.invoices_rendition
    ADD CONSTRAINT invoices_rendition_invoice_id_key UNIQUE (invoice_id);


ALTER TABLE ONLY public.invoices_rendition
    ADD CONSTRAINT invoices_rendition_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.invoices_renditionseal
    ADD CONSTRAINT invoices_renditionseal_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.invoices_renditionseal
    ADD CONSTRAINT invoices_renditionseal_rendition_id_key UNIQUE (rendition_id);


ALTER TABLE ONLY public.invoices_seal
    ADD CONSTRAINT invoices_seal_invoice_id_key UNIQUE (invoice_id);


ALTER TABLE ONLY public.invoices_seal
    ADD CONSTRAINT invoices_seal_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.invoices_sealmailattempt
    ADD CONSTRAINT invoices_sealmailattempt_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.invoices_sealmailing
    ADD CONSTRAINT invoices_sealmailing_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.invoices_series
    ADD CONSTRAINT invoices_series_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.stores_credential
    ADD CONSTRAINT one_credential_a_store UNIQUE (store_id);


ALTER TABLE ONLY public.stores_installation
    ADD CONSTRAINT one_installation_a_store UNIQUE (store_id);


ALTER TABLE ONLY public.stores_invoicingsettings
    ADD CONSTRAINT one_invoicing_settings_a_store UNIQUE (store_id);


ALTER TABLE ONLY public.invoices_invoiceline
    ADD CONSTRAINT one_line_a_position UNIQUE (invoice_id, "position");


ALTER TABLE ONLY public.automation_reconciliation
    ADD CONSTRAINT one_reconciliation_a_span UNIQUE (store_id, span_days);


ALTER TABLE ONLY public.automation_orderrecord
    ADD CONSTRAINT one_record_an_order UNIQUE (store_id, order_id);


ALTER TABLE ONLY public.automation_reposting
    ADD CONSTRAINT one_reposting_a_span UNIQUE (store_id, span_days);


ALTER TABLE ONLY public.invoices_invoicetax
    ADD CONSTRAINT one_row_a_tax_rate UNIQUE NULLS NOT DISTINCT (invoice_id, rate, label);


ALTER TABLE ONLY public.invoices_series
    ADD CONSTRAINT one_series_a_prefix UNIQUE NULLS NOT DISTINCT (store_id, prefix, year);


ALTER TABLE ONLY public.orders_ordersnapshot
    ADD CONSTRAINT one_snapshot_a_content UNIQUE (store_id, order_id, sha256);


ALTER TABLE ONLY public.invoices_invoicetax
    ADD CONSTRAINT one_tax_row_a_position UNIQUE (invoice_id, "position");


ALTER TABLE ONLY public.orders_erasure
    ADD CONSTRAINT orders_erasure_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.orders_ordersnapshot
    ADD CONSTRAINT orders_ordersnapshot_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.invoices_sealmailing
    ADD CONSTRAINT seals_are_mailed_once_a_month UNIQUE (store_id, month);


ALTER TABLE ONLY public.stores_credential
    ADD CONSTRAINT stores_credential_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.stores_installation
    ADD CONSTRAINT stores_installation_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.stores_invoicingsettings
    ADD CONSTRAINT stores_invoicingsettings_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.stores_logo
    ADD CONSTRAINT stores_logo_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.stores_reauthorisation
    ADD CONSTRAINT stores_reauthorisation_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.stores_settingschange
    ADD CONSTRAINT stores_settingschange_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.stores_signin
    ADD CONSTRAINT stores_signin_code_digest_key UNIQUE (code_digest);


ALTER TABLE ONLY public.stores_signin
    ADD CONSTRAINT stores_signin_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.stores_signin
    ADD CONSTRAINT stores_signin_state_digest_key UNIQUE (state_digest);


ALTER TABLE ONLY public.stores_store
    ADD CONSTRAINT stores_store_code_key UNIQUE (code);


ALTER TABLE ONLY public.stores_store
    ADD CONSTRAINT stores_store_pkey PRIMARY KEY (id);


CREATE UNIQUE INDEX a_document_is_mailed_once_by_itself ON public.invoices_mailing USING btree (invoice_id) WHERE (NOT by_hand);


CREATE UNIQUE INDEX an_invoice_revision_is_used_once ON public.invoices_invoice USING btree (store_id, order_id, revision) WHERE ((kind)::text = 'invoice'::text);


CREATE INDEX archives_due ON public.dashboard_archive USING btree (due_at) WHERE ((state)::text = ANY ((ARRAY['due'::character varying, 'claimed'::character varying])::text[]));


CREATE INDEX archives_of_a_store ON public.dashboard_archive USING btree (store_id, id DESC);


CREATE INDEX auth_group_name_a6ea08ec_like ON public.auth_group USING btree (name varchar_pattern_ops);


CREATE INDEX auth_group_permissions_group_id_b120cbf9 ON public.auth_group_permissions USING btree (group_id);


CREATE INDEX auth_group_permissions_permission_id_84c5c92e ON public.auth_group_permissions USING btree (permission_id);


CREATE INDEX auth_permission_content_type_id_2f476e4b ON public.auth_permission USING btree (content_type_id);


CREATE INDEX auth_user_groups_group_id_97559544 ON public.auth_user_groups USING btree (group_id);


CREATE INDEX auth_user_groups_user_id_6a12ed8b ON public.auth_user_groups USING btree (user_id);


CREATE INDEX auth_user_user_permissions_permission_id_1fbb5f2c ON public.auth_user_user_permissions USING btree (permission_id);


CREATE INDEX auth_user_user_permissions_user_id_a95ead1b ON public.auth_user_user_permissions USING btree (user_id);


CREATE INDEX auth_user_username_6821ab7c_like ON public.auth_user USING btree (username varchar_pattern_ops);


CREATE INDEX automation_backfill_store_id_412d157e ON public.automation_backfill USING btree (store_id);


CREATE INDEX automation_backfilledorder_backfill_id_6be5fd83 ON public.automation_backfilledorder USING btree (backfill_id);


CREATE INDEX automation_backfilledorder_store_id_bd3be22e ON public.automation_backfilledorder USING btree (store_id);


CREATE INDEX automation_orderrecord_released_snapshot_id_d7079938 ON public.automation_orderrecord USING btree (released_snapshot_id);


CREATE INDEX automation_orderrecord_snapshot_id_3c3f26e0 ON public.automation_orderrecord USING btree (snapshot_id);


CREATE INDEX automation_orderrecord_store_id_4ddaf357 ON public.automation_orderrecord USING btree (store_id);


CREATE INDEX automation_reconciliation_store_id_1ccad7b6 ON public.automation_reconciliation USING btree (store_id);


CREATE INDEX automation_reposting_store_id_7ea61cf1 ON public.automation_reposting USING btree (store_id);


CREATE INDEX backfills_due ON public.automation_backfill USING btree (due_at) WHERE ((state)::text = ANY ((ARRAY['due'::character varying, 'claimed'::character varying])::text[]));


CREATE INDEX backfills_of_a_store ON public.automation_backfill USING btree (store_id, id DESC);


CREATE INDEX corrections_due ON public.invoices_buyercorrection USING btree (due_at) WHERE ((state)::text = ANY ((ARRAY['due'::character varying, 'claimed'::character varying])::text[]));


CREATE INDEX dashboard_archive_store_id_8566c5e7 ON public.dashboard_archive USING btree (store_id);


CREATE INDEX dashboard_archive_token_31e4edf1_like ON public.dashboard_archive USING btree (token varchar_pattern_ops);


CREATE INDEX deliveries_due ON public.intake_delivery USING btree (due_at) WHERE ((state)::text = ANY ((ARRAY['due'::character varying, 'claimed'::character varying])::text[]));


CREATE INDEX deliveries_of_a_store ON public.intake_delivery USING btree (store_id, received_at DESC);


CREATE INDEX deliveries_of_an_order ON public.intake_delivery USING btree (store_id, order_id);


CREATE INDEX deliveries_unfinished ON public.intake_delivery USING btree (store_id, received_at DESC) WHERE ((state)::text = ANY ((ARRAY['due'::character varying, 'claimed'::character varying, 'failed'::character varying])::text[]));


CREATE INDEX django_admin_log_content_type_id_c4bce8eb ON public.django_admin_log USING btree (content_type_id);


CREATE INDEX django_admin_log_user_id_c564eba6 ON public.django_admin_log USING btree (user_id);


CREATE INDEX django_session_expire_date_a5c62663 ON public.django_session USING btree (expire_date);


CREATE INDEX django_session_session_key_c0390e0f_like ON public.django_session USING btree (session_key varchar_pattern_ops);


CREATE INDEX documents_by_date ON public.invoices_invoice USING btree (store_id, issue_date, id) INCLUDE (kind, currency, gross_total, series_id, sequence, order_id, revision);


CREATE INDEX documents_by_kind ON public.invoices_invoice USING btree (store_id, kind, issue_date, id);


CREATE INDEX documents_by_number ON public.invoices_invoice USING btree (store_id, series_id, sequence);


CREATE INDEX documents_by_total ON public.invoices_invoice USING btree (store_id, gross_total, id);


CREATE INDEX documents_by_words ON public.invoices_invoice USING gin (to_tsvector('simple'::regconfig, ((((((((('folio0store'::text || (store_id)::text) || ' '::text) || regexp_replace(translate(lower("left"(buyer_name, 500)), 'áàâãäåéèêëíìîïóòôõöúùûüñçý'::text, 'aaaaaaeeeeiiiiooooouuuuncy'::text), '[^[:alnum:]]+'::text, ' '::text, 'g'::text)) || ' '::text) || lower(regexp_replace("left"(buyer_tax_id, 500), '[^[:alnum:]]+'::text, ''::text, 'g'::text))) || ' '::text) || lower(regexp_replace((number)::text, '[^[:alnum:]]+'::text, ''::text, 'g'::text))) || ' '::text) || (sequence)::text)));


CREATE INDEX documents_of_an_order ON public.invoices_invoice USING btree (store_id, order_id);


CREATE INDEX erasures_of_an_order ON public.orders_erasure USING btree (store_id, order_id);


CREATE INDEX history_due ON public.invoices_historyline USING btree (due_at) WHERE ((state)::text = ANY ((ARRAY['due'::character varying, 'claimed'::character varying])::text[]));


CREATE INDEX history_lines_failed ON public.invoices_historyline USING btree (store_id, invoice_id) WHERE ((state)::text = 'failed'::text);


CREATE INDEX hooks_due ON public.stores_store USING btree (hooks_due_at) WHERE ((status)::text = 'active'::text);


CREATE INDEX installations_due ON public.stores_installation USING btree (due_at) WHERE ((state)::text = ANY ((ARRAY['due'::character varying, 'claimed'::character varying])::text[]));


CREATE INDEX intake_delivery_store_id_3cc0bd16 ON public.intake_delivery USING btree (store_id);


CREATE INDEX invoices_buyercorrection_store_id_47fc4bc8 ON public.invoices_buyercorrection USING btree (store_id);


CREATE INDEX invoices_historyline_store_id_521ce117 ON public.invoices_historyline USING btree (store_id);


CREATE INDEX invoices_invoice_credits_id_b7672291 ON public.invoices_invoice USING btree (credits_id);


CREATE INDEX invoices_invoice_logo_id_478f0aab ON public.invoices_invoice USING btree (logo_id);


CREATE INDEX invoices_invoice_replaces_id_c2c27212 ON public.invoices_invoice USING btree (replaces_id);


CREATE INDEX invoices_invoice_series_id_3d8476f3 ON public.invoices_invoice USING btree (series_id);


CREATE INDEX invoices_invoice_snapshot_id_5b06c58d ON public.invoices_invoice USING btree (snapshot_id);


CREATE INDEX invoices_invoice_store_id_99d888c2 ON public.invoices_invoice USING btree (store_id);


CREATE INDEX invoices_invoice_token_2b858269_like ON public.invoices_invoice USING btree (token varchar_pattern_ops);


CREATE INDEX invoices_invoiceline_credits_id_042f1fc9 ON public.invoices_invoiceline USING btree (credits_id);


CREATE INDEX invoices_invoiceline_invoice_id_071a8d97 ON public.invoices_invoiceline USING btree (invoice_id);


CREATE INDEX invoices_invoiceline_store_id_18cf0da9 ON public.invoices_invoiceline USING btree (store_id);


CREATE INDEX invoices_invoicetax_invoice_id_1c808388 ON public.invoices_invoicetax USING btree (invoice_id);


CREATE INDEX invoices_invoicetax_store_id_2f9c1836 ON public.invoices_invoicetax USING btree (store_id);


CREATE INDEX invoices_mailattempt_mailing_id_0e0efa08 ON public.invoices_mailattempt USING btree (mailing_id);


CREATE INDEX invoices_mailattempt_store_id_4565fa4f ON public.invoices_mailattempt USING btree (store_id);


CREATE INDEX invoices_mailing_invoice_id_7cb358bb ON public.invoices_mailing USING btree (invoice_id);


CREATE INDEX invoices_mailing_store_id_baa830fd ON public.invoices_mailing USING btree (store_id);


CREATE INDEX invoices_posting_store_id_25629c48 ON public.invoices_posting USING btree (store_id);


CREATE INDEX invoices_rendition_store_id_0d2443ca ON public.invoices_rendition USING btree (store_id);


CREATE INDEX invoices_renditionseal_series_id_c1e385bd ON public.invoices_renditionseal USING btree (series_id);


CREATE INDEX invoices_renditionseal_store_id_19754bc0 ON public.invoices_renditionseal USING btree (store_id);


CREATE INDEX invoices_seal_series_id_c4b88b2b ON public.invoices_seal USING btree (series_id);


CREATE INDEX invoices_seal_store_id_27da877f ON public.invoices_seal USING btree (store_id);


CREATE INDEX invoices_sealmailattempt_mailing_id_751c32d2 ON public.invoices_sealmailattempt USING btree (mailing_id);


CREATE INDEX invoices_sealmailattempt_store_id_e7a86a07 ON public.invoices_sealmailattempt USING btree (store_id);


CREATE INDEX invoices_sealmailing_store_id_4ad8eab1 ON public.invoices_sealmailing USING btree (store_id);


CREATE INDEX invoices_series_store_id_f9029f0a ON public.invoices_series USING btree (store_id);


CREATE INDEX mail_attempts_of_a_store ON public.invoices_mailattempt USING btree (store_id, started_at);


CREATE INDEX mailings_due ON public.invoices_mailing USING btree (due_at) WHERE ((state)::text = ANY ((ARRAY['due'::character varying, 'claimed'::character varying])::text[]));


CREATE INDEX mailings_failed ON public.invoices_mailing USING btree (store_id, invoice_id) WHERE ((state)::text = 'failed'::text);


CREATE UNIQUE INDEX one_backfill_at_a_time ON public.automation_backfill USING btree (store_id) WHERE ((stage)::text = ANY ((ARRAY['looking'::character varying, 'looked'::character varying, 'issuing'::character varying])::text[]));


CREATE UNIQUE INDEX one_open_reauthorisation_a_store ON public.stores_reauthorisation USING btree (store_id) WHERE ((answer)::text = ''::text);


CREATE INDEX orders_erasure_store_id_d73ce864 ON public.orders_erasure USING btree (store_id);


CREATE INDEX orders_ordersnapshot_store_id_5ebceb33 ON public.orders_ordersnapshot USING btree (store_id);


CREATE INDEX postings_due ON public.invoices_posting USING btree (due_at) WHERE ((state)::text = ANY ((ARRAY['due'::character varying, 'claimed'::character varying])::text[]));


CREATE INDEX postings_not_done ON public.invoices_posting USING btree (store_id, invoice_id) WHERE ((state)::text = ANY ((ARRAY['due'::character varying, 'claimed'::character varying, 'failed'::character varying])::text[]));


CREATE INDEX reconciliations_due ON public.automation_reconciliation USING btree (due_at) WHERE ((state)::text = ANY ((ARRAY['due'::character varying, 'claimed'::character varying])::text[]));


CREATE INDEX records_by_day_of_payment ON public.automation_orderrecord USING btree (store_id, paid_on) INCLUDE (order_id, state, currency, amount);


CREATE INDEX records_by_hand ON public.automation_orderrecord USING btree (store_id, id) WHERE (((state)::text = 'skipped'::text) AND ((reasons @> '[{"code": "by_hand"}]'::jsonb) OR (reasons @> '[{"code": "test_mode"}]'::jsonb) OR (reasons @> '[{"code": "not_started"}]'::jsonb)));


CREATE INDEX records_from_before ON public.automation_orderrecord USING btree (store_id, updated_at DESC) WHERE (((state)::text = 'skipped'::text) AND (reasons @> '[{"code": "from_before"}]'::jsonb) AND (NOT (reasons = dismissed)));


CREATE INDEX records_held ON public.automation_orderrecord USING btree (store_id, updated_at DESC) WHERE ((state)::text = 'held'::text);


CREATE INDEX records_odd ON public.automation_orderrecord USING btree (store_id, updated_at DESC) WHERE (((state)::text = 'issued'::text) AND (NOT (reasons = '[]'::jsonb)) AND (NOT (reasons = dismissed)));


CREATE INDEX records_of_a_store ON public.automation_orderrecord USING btree (store_id, updated_at DESC);


CREATE INDEX repostings_due ON public.automation_reposting USING btree (due_at) WHERE ((state)::text = ANY ((ARRAY['due'::character varying, 'claimed'::character varying])::text[]));


CREATE INDEX seal_mailings_due ON public.invoices_sealmailing USING btree (due_at) WHERE ((state)::text = ANY ((ARRAY['due'::character varying, 'claimed'::character varying])::text[]));


CREATE INDEX settings_changes_of_a_store ON public.stores_settingschange USING btree (store_id, id DESC);


CREATE INDEX stores_credential_store_id_cdaf2b38 ON public.stores_credential USING btree (store_id);


CREATE INDEX stores_installation_store_id_fcd86e5a ON public.stores_installation USING btree (store_id);


CREATE INDEX stores_invoicingsettings_logo_id_5643ff33 ON public.stores_invoicingsettings USING btree (logo_id);


CREATE INDEX stores_invoicingsettings_store_id_fd0ddcd1 ON public.stores_invoicingsettings USING btree (store_id);


CREATE INDEX stores_logo_store_id_c6cbf677 ON public.stores_logo USING btree (store_id);


CREATE INDEX stores_reauthorisation_store_id_786396f3 ON public.stores_reauthorisation USING btree (store_id);


CREATE INDEX stores_settingschange_store_id_8e04b622 ON public.stores_settingschange USING btree (store_id);


CREATE INDEX stores_signin_code_digest_d7ab54c4_like ON public.stores_signin USING btree (code_digest varchar_pattern_ops);


CREATE INDEX stores_signin_state_digest_ea7579de_like ON public.stores_signin USING btree (state_digest varchar_pattern_ops);


CREATE INDEX stores_signin_store_id_010fce7f ON public.stores_signin USING btree (store_id);


CREATE INDEX stores_store_code_01b19533_like ON public.stores_store USING btree (code varchar_pattern_ops);


CREATE TRIGGER pgtrigger_document_fits_its_store_d4869 BEFORE INSERT ON public.invoices_invoice FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_document_fits_its_store_d4869();


COMMENT ON TRIGGER pgtrigger_document_fits_its_store_d4869 ON public.invoices_invoice IS '394d518b4fddc4b936537c1bdf83550a251a2089';


CREATE TRIGGER pgtrigger_line_fits_its_document_7cd56 BEFORE INSERT ON public.invoices_invoiceline FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_line_fits_its_document_7cd56();


COMMENT ON TRIGGER pgtrigger_line_fits_its_document_7cd56 ON public.invoices_invoiceline IS '77678177991a2a1eae7917518418c22509ef2299';


CREATE TRIGGER pgtrigger_no_credit_beyond_the_invoice_83eab BEFORE INSERT ON public.invoices_invoice FOR EACH ROW WHEN (((new.kind)::text = 'credit_note'::text)) EXECUTE FUNCTION public.pgtrigger_no_credit_beyond_the_invoice_83eab();


COMMENT ON TRIGGER pgtrigger_no_credit_beyond_the_invoice_83eab ON public.invoices_invoice IS 'abf99c6384bf166e568e7e6006fd5683ffeb546b';


CREATE TRIGGER pgtrigger_one_open_invoice_an_order_a0331 BEFORE INSERT ON public.invoices_invoice FOR EACH ROW WHEN (((new.kind)::text = 'invoice'::text)) EXECUTE FUNCTION public.pgtrigger_one_open_invoice_an_order_a0331();


COMMENT ON TRIGGER pgtrigger_one_open_invoice_an_order_a0331 ON public.invoices_invoice IS '508c25836c24a58e2e907f99ecb66516cf47dc5e';


CREATE TRIGGER pgtrigger_rate_fits_its_document_a816d BEFORE INSERT ON public.invoices_invoicetax FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_rate_fits_its_document_a816d();


COMMENT ON TRIGGER pgtrigger_rate_fits_its_document_a816d ON public.invoices_invoicetax IS '2bf3804cae7490051f6956808334563d93501f18';


CREATE TRIGGER pgtrigger_refuse_delete_2635c BEFORE DELETE ON public.invoices_renditionseal FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_refuse_delete_2635c();


COMMENT ON TRIGGER pgtrigger_refuse_delete_2635c ON public.invoices_renditionseal IS 'f7ee974b40ba1e47b787e2e121a29acaa6dd3d4b';


CREATE TRIGGER pgtrigger_refuse_delete_2874a BEFORE DELETE ON public.stores_settingschange FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_refuse_delete_2874a();


COMMENT ON TRIGGER pgtrigger_refuse_delete_2874a ON public.stores_settingschange IS 'd77fc9c1d7292e2ca73d63c18035cad0870d0609';


CREATE TRIGGER pgtrigger_refuse_delete_3916a BEFORE DELETE ON public.stores_logo FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_refuse_delete_3916a();


COMMENT ON TRIGGER pgtrigger_refuse_delete_3916a ON public.stores_logo IS 'a35e20a74adae8ac8cf989dfa47abbe180013089';


CREATE TRIGGER pgtrigger_refuse_delete_7fb67 BEFORE DELETE ON public.orders_erasure FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_refuse_delete_7fb67();


COMMENT ON TRIGGER pgtrigger_refuse_delete_7fb67 ON public.orders_erasure IS 'cd237df3c506979ac687f551702ff7567371ab78';


CREATE TRIGGER pgtrigger_refuse_delete_8b927 BEFORE DELETE ON public.invoices_invoicetax FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_refuse_delete_8b927();


COMMENT ON TRIGGER pgtrigger_refuse_delete_8b927 ON public.invoices_invoicetax IS '5f4d49104cbb20c83809995572a4fcbd072fdc1c';


CREATE TRIGGER pgtrigger_refuse_delete_8bbbe BEFORE DELETE ON public.orders_ordersnapshot FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_refuse_delete_8bbbe();


COMMENT ON TRIGGER pgtrigger_refuse_delete_8bbbe ON public.orders_ordersnapshot IS '5d812f68ebb3b94679587210559c6f06479e9bc5';


CREATE TRIGGER pgtrigger_refuse_delete_8cfc7 BEFORE DELETE ON public.invoices_invoiceline FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_refuse_delete_8cfc7();


COMMENT ON TRIGGER pgtrigger_refuse_delete_8cfc7 ON public.invoices_invoiceline IS '42ae8df1abf3a3d1e235bb806161ee8043d67415';


CREATE TRIGGER pgtrigger_refuse_delete_a35e3 BEFORE DELETE ON public.invoices_seal FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_refuse_delete_a35e3();


COMMENT ON TRIGGER pgtrigger_refuse_delete_a35e3 ON public.invoices_seal IS '2c14ff988fcad2da8b7a5b625eae97ac3d2df176';


CREATE TRIGGER pgtrigger_refuse_delete_c5d05 BEFORE DELETE ON public.invoices_invoice FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_refuse_delete_c5d05();


COMMENT ON TRIGGER pgtrigger_refuse_delete_c5d05 ON public.invoices_invoice IS 'ffff5ef354ec530ae459a84fc04159bfbdbb0b93';


CREATE TRIGGER pgtrigger_refuse_delete_cd023 BEFORE DELETE ON public.invoices_rendition FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_refuse_delete_cd023();


COMMENT ON TRIGGER pgtrigger_refuse_delete_cd023 ON public.invoices_rendition IS '9844d28e54eb310aeaaaf772a9e6e2f2c06c891f';


CREATE TRIGGER pgtrigger_refuse_empty_82069 BEFORE INSERT ON public.invoices_seal FOR EACH ROW WHEN (((new.body = ''::text) OR (new.personal = ''::text))) EXECUTE FUNCTION public.pgtrigger_refuse_empty_82069();


COMMENT ON TRIGGER pgtrigger_refuse_empty_82069 ON public.invoices_seal IS 'd4f85c4db5f91c61c82dd9b16b64729cb5a73a3b';


CREATE TRIGGER pgtrigger_refuse_truncate_22275 BEFORE TRUNCATE ON public.stores_logo FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_refuse_truncate_22275();


COMMENT ON TRIGGER pgtrigger_refuse_truncate_22275 ON public.stores_logo IS 'c75add53efdbc514605a697fd9165df534e0ff8d';


CREATE TRIGGER pgtrigger_refuse_truncate_24f3d BEFORE TRUNCATE ON public.invoices_rendition FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_refuse_truncate_24f3d();


COMMENT ON TRIGGER pgtrigger_refuse_truncate_24f3d ON public.invoices_rendition IS '76e38473049b2951d88a1365a9026f5255962651';


CREATE TRIGGER pgtrigger_refuse_truncate_420ea BEFORE TRUNCATE ON public.invoices_renditionseal FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_refuse_truncate_420ea();


COMMENT ON TRIGGER pgtrigger_refuse_truncate_420ea ON public.invoices_renditionseal IS '8e60221ad78ff274661c74b7f82007538cea5874';


CREATE TRIGGER pgtrigger_refuse_truncate_42944 BEFORE TRUNCATE ON public.orders_erasure FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_refuse_truncate_42944();


COMMENT ON TRIGGER pgtrigger_refuse_truncate_42944 ON public.orders_erasure IS '85a52b6eb59626d1c72f0bb5e00531cbeca4edeb';


CREATE TRIGGER pgtrigger_refuse_truncate_7fce3 BEFORE TRUNCATE ON public.invoices_invoicetax FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_refuse_truncate_7fce3();


COMMENT ON TRIGGER pgtrigger_refuse_truncate_7fce3 ON public.invoices_invoicetax IS '9a747d79e0953d50ba4f3b9682428bf38868a20a';


CREATE TRIGGER pgtrigger_refuse_truncate_84e50 BEFORE TRUNCATE ON public.stores_settingschange FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_refuse_truncate_84e50();


COMMENT ON TRIGGER pgtrigger_refuse_truncate_84e50 ON public.stores_settingschange IS '2b6d6a2cee7fb6f610329c1d538e4ce5d958d16f';


CREATE TRIGGER pgtrigger_refuse_truncate_8ddb6 BEFORE TRUNCATE ON public.invoices_invoice FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_refuse_truncate_8ddb6();


COMMENT ON TRIGGER pgtrigger_refuse_truncate_8ddb6 ON public.invoices_invoice IS 'd04eec5d933fd89870801b02831f143ee7277346';


CREATE TRIGGER pgtrigger_refuse_truncate_b5d27 BEFORE TRUNCATE ON public.invoices_invoiceline FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_refuse_truncate_b5d27();


COMMENT ON TRIGGER pgtrigger_refuse_truncate_b5d27 ON public.invoices_invoiceline IS 'faf5dd304d7b6e1cad8faf98b3ad46dac4e9a8ff';


CREATE TRIGGER pgtrigger_refuse_truncate_b7d6f BEFORE TRUNCATE ON public.invoices_seal FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_refuse_truncate_b7d6f();


COMMENT ON TRIGGER pgtrigger_refuse_truncate_b7d6f ON public.invoices_seal IS '68aab0b6d53a0afa7b19aca345ca72eed82506d6';


CREATE TRIGGER pgtrigger_refuse_truncate_d790a BEFORE TRUNCATE ON public.orders_ordersnapshot FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_refuse_truncate_d790a();


COMMENT ON TRIGGER pgtrigger_refuse_truncate_d790a ON public.orders_ordersnapshot IS 'd2d142c47fd16a9a21df021aa843042fb686e02b';


CREATE TRIGGER pgtrigger_refuse_update_369eb BEFORE UPDATE ON public.stores_settingschange FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_refuse_update_369eb();


COMMENT ON TRIGGER pgtrigger_refuse_update_369eb ON public.stores_settingschange IS 'e9fdfa413083c6f39bd9fa23471d42828715c829';


CREATE TRIGGER pgtrigger_refuse_update_380d9 BEFORE UPDATE ON public.stores_logo FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_refuse_update_380d9();


COMMENT ON TRIGGER pgtrigger_refuse_update_380d9 ON public.stores_logo IS '7e0f2f7f2b567846e4c9ae28391fb59949e90e81';


CREATE TRIGGER pgtrigger_refuse_update_48484 BEFORE UPDATE ON public.invoices_seal FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_refuse_update_48484();


COMMENT ON TRIGGER pgtrigger_refuse_update_48484 ON public.invoices_seal IS 'd152c8734c8ef2b10840a3a000d6c17c46ca5bd1';


CREATE TRIGGER pgtrigger_refuse_update_54ef6 BEFORE UPDATE ON public.invoices_invoiceline FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_refuse_update_54ef6();


COMMENT ON TRIGGER pgtrigger_refuse_update_54ef6 ON public.invoices_invoiceline IS 'a7a08f1f564a398b74d68556b157772b4e7b2912';


CREATE TRIGGER pgtrigger_refuse_update_68baa BEFORE UPDATE ON public.invoices_renditionseal FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_refuse_update_68baa();


COMMENT ON TRIGGER pgtrigger_refuse_update_68baa ON public.invoices_renditionseal IS '7b1ee40f746b7485fc4ea2d35092e787d8ceb187';


CREATE TRIGGER pgtrigger_refuse_update_85cfc BEFORE UPDATE ON public.invoices_invoice FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_refuse_update_85cfc();


COMMENT ON TRIGGER pgtrigger_refuse_update_85cfc ON public.invoices_invoice IS '41d2c6694b35600cfece18ead469c549fdbcb1a4';


CREATE TRIGGER pgtrigger_refuse_update_989d7 BEFORE UPDATE ON public.invoices_invoicetax FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_refuse_update_989d7();


COMMENT ON TRIGGER pgtrigger_refuse_update_989d7 ON public.invoices_invoicetax IS 'b7743248556fac75f3e60de791bd3e7ec23559c0';


CREATE TRIGGER pgtrigger_refuse_update_caedd BEFORE UPDATE ON public.invoices_rendition FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_refuse_update_caedd();


COMMENT ON TRIGGER pgtrigger_refuse_update_caedd ON public.invoices_rendition IS 'e5519d5b56b70926318dc95ec7ef643af0451f04';


CREATE TRIGGER pgtrigger_refuse_update_cc2bc BEFORE UPDATE ON public.orders_erasure FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_refuse_update_cc2bc();


COMMENT ON TRIGGER pgtrigger_refuse_update_cc2bc ON public.orders_erasure IS '607b88ff89a24e3863d3c5790c6b50b3c54617b5';


CREATE TRIGGER pgtrigger_refuse_update_f42a0 BEFORE UPDATE ON public.orders_ordersnapshot FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_refuse_update_f42a0();


COMMENT ON TRIGGER pgtrigger_refuse_update_f42a0 ON public.orders_ordersnapshot IS 'ee6b0e519ceccfa9b030bc762a3cbe43ed3c2d8c';


CREATE CONSTRAINT TRIGGER pgtrigger_rendition_is_sealed_c1496 AFTER INSERT ON public.invoices_rendition DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_rendition_is_sealed_c1496();


COMMENT ON TRIGGER pgtrigger_rendition_is_sealed_c1496 ON public.invoices_rendition IS '0fce31db57bf9f745cb21fde0f2fa9e58f6b6db1';


CREATE TRIGGER pgtrigger_rendition_seal_fits_its_chain_23490 BEFORE INSERT ON public.invoices_renditionseal FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_rendition_seal_fits_its_chain_23490();


COMMENT ON TRIGGER pgtrigger_rendition_seal_fits_its_chain_23490 ON public.invoices_renditionseal IS 'dc18ac0304154c33408aaae5054844b222dccbd1';


CREATE TRIGGER pgtrigger_seal_fits_its_chain_44fdd BEFORE INSERT ON public.invoices_seal FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_seal_fits_its_chain_44fdd();


COMMENT ON TRIGGER pgtrigger_seal_fits_its_chain_44fdd ON public.invoices_seal IS '4605b08ce84439c192066479047bec6485c206c1';


CREATE TRIGGER pgtrigger_stamp_83ef1 BEFORE INSERT ON public.orders_erasure FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_stamp_83ef1();


COMMENT ON TRIGGER pgtrigger_stamp_83ef1 ON public.orders_erasure IS '29d60929fe47bea8ac7f3961128c9b3b6f1cb91d';


CREATE TRIGGER pgtrigger_stamp_95972 BEFORE INSERT ON public.stores_settingschange FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_stamp_95972();


COMMENT ON TRIGGER pgtrigger_stamp_95972 ON public.stores_settingschange IS '6a683f52be4e4345bedb82d14700bbca618d31b7';


CREATE CONSTRAINT TRIGGER pgtrigger_totals_are_sums_be93d AFTER INSERT ON public.invoices_invoice DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_totals_are_sums_be93d();


COMMENT ON TRIGGER pgtrigger_totals_are_sums_be93d ON public.invoices_invoice IS '67c4adf2ef16c02f42d622acbbb5e3eefa5f6ff1';


ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissio_permission_id_84c5c92e_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_b120cbf9_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_2f476e4b_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.auth_user_groups
    ADD CONSTRAINT auth_user_groups_group_id_97559544_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.auth_user_groups
    ADD CONSTRAINT auth_user_groups_user_id_6a12ed8b_fk_auth_user_id FOREIGN KEY (user_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.auth_user_user_permissions
    ADD CONSTRAINT auth_user_user_permi_permission_id_1fbb5f2c_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.auth_user_user_permissions
    ADD CONSTRAINT auth_user_user_permissions_user_id_a95ead1b_fk_auth_user_id FOREIGN KEY (user_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.automation_backfill
    ADD CONSTRAINT automation_backfill_store_id_412d157e_fk_stores_store_id FOREIGN KEY (store_id) REFERENCES public.stores_store(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.automation_backfilledorder
    ADD CONSTRAINT automation_backfille_backfill_id_6be5fd83_fk_automatio FOREIGN KEY (backfill_id) REFERENCES public.automation_backfill(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.automation_backfilledorder
    ADD CONSTRAINT automation_backfilledorder_store_id_bd3be22e_fk_stores_store_id FOREIGN KEY (store_id) REFERENCES public.stores_store(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.automation_orderrecord
    ADD CONSTRAINT automation_orderreco_released_snapshot_id_d7079938_fk_orders_or FOREIGN KEY (released_snapshot_id) REFERENCES public.orders_ordersnapshot(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.automation_orderrecord
    ADD CONSTRAINT automation_orderreco_snapshot_id_3c3f26e0_fk_orders_or FOREIGN KEY (snapshot_id) REFERENCES public.orders_ordersnapshot(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.automation_orderrecord
    ADD CONSTRAINT automation_orderrecord_store_id_4ddaf357_fk_stores_store_id FOREIGN KEY (store_id) REFERENCES public.stores_store(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.automation_reconciliation
    ADD CONSTRAINT automation_reconciliation_store_id_1ccad7b6_fk_stores_store_id FOREIGN KEY (store_id) REFERENCES public.stores_store(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.automation_reposting
    ADD CONSTRAINT automation_reposting_store_id_7ea61cf1_fk_stores_store_id FOREIGN KEY (store_id) REFERENCES public.stores_store(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dashboard_archive
    ADD CONSTRAINT dashboard_archive_store_id_8566c5e7_fk_stores_store_id FOREIGN KEY (store_id) REFERENCES public.stores_store(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.django_admin_log
    ADD CONSTRAINT django_admin_log_content_type_id_c4bce8eb_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.django_admin_log
    ADD CONSTRAINT django_admin_log_user_id_c564eba6_fk_auth_user_id FOREIGN KEY (user_id) REFERENCES public.auth_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.intake_delivery
    ADD CONSTRAINT intake_delivery_store_id_3cc0bd16_fk_stores_store_id FOREIGN KEY (store_id) REFERENCES public.stores_store(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.invoices_buyercorrection
    ADD CONSTRAINT invoices_buyercorrec_invoice_id_3f9c1467_fk_invoices_ FOREIGN KEY (invoice_id) REFERENCES public.invoices_invoice(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.invoices_buyercorrection
    ADD CONSTRAINT invoices_buyercorrection_store_id_47fc4bc8_fk_stores_store_id FOREIGN KEY (store_id) REFERENCES public.stores_store(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.invoices_historyline
    ADD CONSTRAINT invoices_historyline_invoice_id_095a7d15_fk_invoices_invoice_id FOREIGN KEY (invoice_id) REFERENCES public.invoices_invoice(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.invoices_historyline
    ADD CONSTRAINT invoices_historyline_store_id_521ce117_fk_stores_store_id FOREIGN KEY (store_id) REFERENCES public.stores_store(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.invoices_invoice
    ADD CONSTRAINT invoices_invoice_credits_id_b7672291_fk_invoices_invoice_id FOREIGN KEY (credits_id) REFERENCES public.invoices_invoice(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.invoices_invoice
    ADD CONSTRAINT invoices_invoice_logo_id_478f0aab_fk_stores_logo_id FOREIGN KEY (logo_id) REFERENCES public.stores_logo(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.invoices_invoice
    ADD CONSTRAINT invoices_invoice_replaces_id_c2c27212_fk_invoices_invoice_id FOREIGN KEY (replaces_id) REFERENCES public.invoices_invoice(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.invoices_invoice
    ADD CONSTRAINT invoices_invoice_series_id_3d8476f3_fk_invoices_series_id FOREIGN KEY (series_id) REFERENCES public.invoices_series(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.invoices_invoice
    ADD CONSTRAINT invoices_invoice_snapshot_id_5b06c58d_fk_orders_or FOREIGN KEY (snapshot_id) REFERENCES public.orders_ordersnapshot(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.invoices_invoice
    ADD CONSTRAINT invoices_invoice_store_id_99d888c2_fk_stores_store_id FOREIGN KEY (store_id) REFERENCES public.stores_store(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.invoices_invoiceline
    ADD CONSTRAINT invoices_invoiceline_credits_id_042f1fc9_fk_invoices_ FOREIGN KEY (credits_id) REFERENCES public.invoices_invoiceline(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.invoices_invoiceline
    ADD CONSTRAINT invoices_invoiceline_invoice_id_071a8d97_fk_invoices_invoice_id FOREIGN KEY (invoice_id) REFERENCES public.invoices_invoice(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.invoices_invoiceline
    ADD CONSTRAINT invoices_invoiceline_store_id_18cf0da9_fk_stores_store_id FOREIGN KEY (store_id) REFERENCES public.stores_store(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.invoices_invoicetax
    ADD CONSTRAINT invoices_invoicetax_invoice_id_1c808388_fk_invoices_invoice_id FOREIGN KEY (invoice_id) REFERENCES public.invoices_invoice(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.invoices_invoicetax
    ADD CONSTRAINT invoices_invoicetax_store_id_2f9c1836_fk_stores_store_id FOREIGN KEY (store_id) REFERENCES public.stores_store(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.invoices_mailattempt
    ADD CONSTRAINT invoices_mailattempt_mailing_id_0e0efa08_fk_invoices_mailing_id FOREIGN KEY (mailing_id) REFERENCES public.invoices_mailing(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.invoices_mailattempt
    ADD CONSTRAINT invoices_mailattempt_store_id_4565fa4f_fk_stores_store_id FOREIGN KEY (store_id) REFERENCES public.stores_store(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.invoices_mailing
    ADD CONSTRAINT invoices_mailing_invoice_id_7cb358bb_fk_invoices_invoice_id FOREIGN KEY (invoice_id) REFERENCES public.invoices_invoice(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.invoices_mailing
    ADD CONSTRAINT invoices_mailing_store_id_baa830fd_fk_stores_store_id FOREIGN KEY (store_id) REFERENCES public.stores_store(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.invoices_posting
    ADD CONSTRAINT invoices_posting_invoice_id_75dfdc3b_fk_invoices_invoice_id FOREIGN KEY (invoice_id) REFERENCES public.invoices_invoice(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.invoices_posting
    ADD CONSTRAINT invoices_posting_store_id_25629c48_fk_stores_store_id FOREIGN KEY (store_id) REFERENCES public.stores_store(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.invoices_rendition
    ADD CONSTRAINT invoices_rendition_invoice_id_6d4cd846_fk_invoices_invoice_id FOREIGN KEY (invoice_id) REFERENCES public.invoices_invoice(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.invoices_rendition
    ADD CONSTRAINT invoices_rendition_store_id_0d2443ca_fk_stores_store_id FOREIGN KEY (store_id) REFERENCES public.stores_store(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.invoices_renditionseal
    ADD CONSTRAINT invoices_renditionse_rendition_id_c157ddab_fk_invoices_ FOREIGN KEY (rendition_id) REFERENCES public.invoices_rendition(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.invoices_renditionseal
    ADD CONSTRAINT invoices_renditionseal_series_id_c1e385bd_fk_invoices_series_id FOREIGN KEY (series_id) REFERENCES public.invoices_series(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.invoices_renditionseal
    ADD CONSTRAINT invoices_renditionseal_store_id_19754bc0_fk_stores_store_id FOREIGN KEY (store_id) REFERENCES public.stores_store(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.invoices_seal
    ADD CONSTRAINT invoices_seal_invoice_id_32681098_fk_invoices_invoice_id FOREIGN KEY (invoice_id) REFERENCES public.invoices_invoice(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.invoices_seal
    ADD CONSTRAINT invoices_seal_series_id_c4b88b2b_fk_invoices_series_id FOREIGN KEY (series_id) REFERENCES public.invoices_series(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.invoices_seal
    ADD CONSTRAINT invoices_seal_store_id_27da877f_fk_stores_store_id FOREIGN KEY (store_id) REFERENCES public.stores_store(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.invoices_sealmailattempt
    ADD CONSTRAINT invoices_sealmailatt_mailing_id_751c32d2_fk_invoices_ FOREIGN KEY (mailing_id) REFERENCES public.invoices_sealmailing(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.invoices_sealmailattempt
    ADD CONSTRAINT invoices_sealmailattempt_store_id_e7a86a07_fk_stores_store_id FOREIGN KEY (store_id) REFERENCES public.stores_store(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.invoices_sealmailing
    ADD CONSTRAINT invoices_sealmailing_store_id_4ad8eab1_fk_stores_store_id FOREIGN KEY (store_id) REFERENCES public.stores_store(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.invoices_series
    ADD CONSTRAINT invoices_series_store_id_f9029f0a_fk_stores_store_id FOREIGN KEY (store_id) REFERENCES public.stores_store(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.orders_erasure
    ADD CONSTRAINT orders_erasure_store_id_d73ce864_fk_stores_store_id FOREIGN KEY (store_id) REFERENCES public.stores_store(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.orders_ordersnapshot
    ADD CONSTRAINT orders_ordersnapshot_store_id_5ebceb33_fk_stores_store_id FOREIGN KEY (store_id) REFERENCES public.stores_store(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.stores_credential
    ADD CONSTRAINT stores_credential_store_id_cdaf2b38_fk_stores_store_id FOREIGN KEY (store_id) REFERENCES public.stores_store(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.stores_installation
    ADD CONSTRAINT stores_installation_store_id_fcd86e5a_fk_stores_store_id FOREIGN KEY (store_id) REFERENCES public.stores_store(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.stores_invoicingsettings
    ADD CONSTRAINT stores_invoicingsettings_logo_id_5643ff33_fk_stores_logo_id FOREIGN KEY (logo_id) REFERENCES public.stores_logo(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.stores_invoicingsettings
    ADD CONSTRAINT stores_invoicingsettings_store_id_fd0ddcd1_fk_stores_store_id FOREIGN KEY (store_id) REFERENCES public.stores_store(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.stores_logo
    ADD CONSTRAINT stores_logo_store_id_c6cbf677_fk_stores_store_id FOREIGN KEY (store_id) REFERENCES public.stores_store(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.stores_reauthorisation
    ADD CONSTRAINT stores_reauthorisation_store_id_786396f3_fk_stores_store_id FOREIGN KEY (store_id) REFERENCES public.stores_store(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.stores_settingschange
    ADD CONSTRAINT stores_settingschange_store_id_8e04b622_fk_stores_store_id FOREIGN KEY (store_id) REFERENCES public.stores_store(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.stores_signin
    ADD CONSTRAINT stores_signin_store_id_010fce7f_fk_stores_store_id FOREIGN KEY (store_id) REFERENCES public.stores_store(id) DEFERRABLE INITIALLY DEFERRED;


