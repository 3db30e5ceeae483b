"""An endpoint of the merchant's own: the platform's lightweight contract, turned round."""
