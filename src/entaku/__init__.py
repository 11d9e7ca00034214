"""entaku: what follows from what is written about a negotiation, and how firmly."""
