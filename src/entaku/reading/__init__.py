"""From a document to claims: frozen text, blocks, sentences, dates, conflicts, then what the rules suggest.

Rules propose and a person decides; nothing is coded in silence. Standard library and `entaku.model` only.
"""
