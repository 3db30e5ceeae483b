"""Renditions: the renderer's data of a document, and its stored, sealed PDF."""
