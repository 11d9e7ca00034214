"""A simulated table: how the bargaining goes when it is played out, by a protocol and strategies.

`laying` makes a table from a case laid out, `strategies` holds how parties bargain, `protocols` who may speak when;
`quick` gives the ends of many plays at once.
A rehearsal prepares: its result is a distribution over draws, never a prediction.
"""
