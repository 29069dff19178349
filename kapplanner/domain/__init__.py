"""What a plan is: frozen values and pure functions, standard library only."""
