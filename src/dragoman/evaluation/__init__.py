"""Gold readers, metrics, floors."""
