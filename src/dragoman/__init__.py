"""Reads diplomatic news and keeps the record that it implies."""
