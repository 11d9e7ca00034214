"""How it is computed: arrays in, arrays out; no names, no files."""
