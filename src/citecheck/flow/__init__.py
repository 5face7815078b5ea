"""Storey 3: joins the rooms."""
