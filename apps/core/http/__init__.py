"""What all HTTP calls of Folio share: bounded answers, and JSON whose amounts are exact."""
