"""What is talked about: frozen values, standard library only."""
