"""The labels of a document, by language. They are part of its design and change only with it."""

from dataclasses import dataclass, replace

from babel import Locale


@dataclass(frozen=True, slots=True)
class Labels:
    """Every text of the renderer itself. Braces are filled in: `page` takes page and pages."""

    number: str
    issued: str
    supplied_on: str
    paid_on: str
    order: str
    payment_method: str
    seller: str
    buyer: str
    activity: str
    taxpayer_type: str
    corrects: str
    corrects_date: str
    reason: str
    replaces: str
    replaced: str
    description: str
    sku: str
    quantity: str
    unit_price: str
    discount: str
    amount: str
    amounts_in: str
    amounts_with_tax: str
    amounts_without_tax: str
    tax_base: str
    total: str
    subtotal: str
    fixed_tax: str
    gift_card: str
    paid: str
    credited: str
    gift_card_note: str
    gift_card_credit_note: str
    notes: str
    bank_details: str
    legal_text: str
    check: str
    online: str
    carried_forward: str
    brought_forward: str
    page: str


_SPANISH = Labels(
    number="N.º",
    issued="Fecha de emisión",
    supplied_on="Fecha de operación",
    paid_on="Fecha de pago",
    order="Pedido",
    payment_method="Forma de pago",
    seller="Vendedor",
    buyer="Cliente",
    activity="Actividad",
    taxpayer_type="Tipo de contribuyente",
    corrects="Documento que corrige",
    corrects_date="Emitido el",
    reason="Motivo",
    replaces="Sustituye a",
    replaced="{number} del {date}",
    description="Descripción",
    sku="SKU",
    quantity="Cantidad",
    unit_price="Precio unitario",
    discount="Descuento",
    amount="Importe",
    amounts_in="Importes en {currency}",
    amounts_with_tax="Importes en {currency}, {tax} incluido",
    amounts_without_tax="Importes en {currency}, sin {tax}",
    tax_base="Base",
    total="Total",
    subtotal="Subtotal sin {tax}",
    fixed_tax="Impuesto fijo",
    gift_card="Tarjeta de regalo",
    paid="Pagado",
    credited="Importe acreditado",
    gift_card_note="Parte del total, {amount}, se pagó con tarjeta de regalo. Es un medio de pago, no un descuento.",
    gift_card_credit_note="Del total, {amount} corresponden a lo pagado con tarjeta de regalo.",
    notes="Notas",
    bank_details="Datos bancarios",
    legal_text="Información legal",
    check="Compruebe este documento",
    online="Ver este documento en línea",
    carried_forward="Suma y sigue",
    brought_forward="Suma anterior",
    page="Página {page} de {pages}",
)

_PORTUGUESE = Labels(
    number="N.º",
    issued="Data de emissão",
    supplied_on="Data da operação",
    paid_on="Data de pagamento",
    order="Encomenda",
    payment_method="Método de pagamento",
    seller="Vendedor",
    buyer="Cliente",
    activity="Atividade",
    taxpayer_type="Tipo de contribuinte",
    corrects="Documento corrigido",
    corrects_date="Emitido em",
    reason="Motivo",
    replaces="Substitui",
    replaced="{number} de {date}",
    description="Descrição",
    sku="SKU",
    quantity="Quantidade",
    unit_price="Preço unitário",
    discount="Desconto",
    amount="Valor",
    amounts_in="Valores em {currency}",
    amounts_with_tax="Valores em {currency}, {tax} incluído",
    amounts_without_tax="Valores em {currency}, sem {tax}",
    tax_base="Base",
    total="Total",
    subtotal="Subtotal sem {tax}",
    fixed_tax="Imposto fixo",
    gift_card="Vale-oferta",
    paid="Pago",
    credited="Valor creditado",
    gift_card_note="Parte do total, {amount}, foi paga com vale-oferta. É um meio de pagamento, não um desconto.",
    gift_card_credit_note="Do total, {amount} correspondem ao que foi pago com vale-oferta.",
    notes="Notas",
    bank_details="Dados bancários",
    legal_text="Informação legal",
    check="Verifique este documento",
    online="Ver este documento online",
    carried_forward="A transportar",
    brought_forward="Transporte",
    page="Página {page} de {pages}",
)

_BRAZILIAN = replace(
    _PORTUGUESE,
    order="Pedido",
    payment_method="Forma de pagamento",
    gift_card="Vale-presente",
    gift_card_note="Parte do total, {amount}, foi paga com vale-presente. É um meio de pagamento, não um desconto.",
    gift_card_credit_note="Do total, {amount} correspondem ao que foi pago com vale-presente.",
    notes="Observações",
    legal_text="Informações legais",
    brought_forward="De transporte",
)

_ENGLISH = Labels(
    number="No.",
    issued="Date of issue",
    supplied_on="Date of supply",
    paid_on="Date of payment",
    order="Order",
    payment_method="Payment method",
    seller="Seller",
    buyer="Customer",
    activity="Activity",
    taxpayer_type="Taxpayer type",
    corrects="Document corrected",
    corrects_date="Issued on",
    reason="Reason",
    replaces="Replaces",
    replaced="{number} of {date}",
    description="Description",
    sku="SKU",
    quantity="Quantity",
    unit_price="Unit price",
    discount="Discount",
    amount="Amount",
    amounts_in="Amounts in {currency}",
    amounts_with_tax="Amounts in {currency}, including {tax}",
    amounts_without_tax="Amounts in {currency}, excluding {tax}",
    tax_base="Net",
    total="Total",
    subtotal="Subtotal excluding {tax}",
    fixed_tax="Fixed tax",
    gift_card="Gift card",
    paid="Paid",
    credited="Amount credited",
    gift_card_note="{amount} of the total was paid by gift card. That is a means of payment, not a discount.",
    gift_card_credit_note="{amount} of the total had been paid by gift card.",
    notes="Notes",
    bank_details="Bank details",
    legal_text="Legal information",
    check="Check this document",
    online="See this document online",
    carried_forward="Carried forward",
    brought_forward="Brought forward",
    page="Page {page} of {pages}",
)

_BY_LOCALE = {
    "pt_PT": _PORTUGUESE,
    "pt_BR": _BRAZILIAN,
    "es_CL": replace(_SPANISH, activity="Giro", tax_base="Neto"),
    "es_CO": replace(_SPANISH, activity="Actividad económica", amount="Valor"),
    "es_MX": replace(_SPANISH, activity="Giro"),
    "es_PE": replace(_SPANISH, activity="Actividad económica"),
}
_BY_LANGUAGE = {"es": _SPANISH, "pt": _PORTUGUESE, "en": _ENGLISH}


def labels_for(locale: Locale) -> Labels:
    """Return the labels for `locale`; its language is one of es, pt and en."""
    return _BY_LOCALE.get(str(locale)) or _BY_LANGUAGE[locale.language]
