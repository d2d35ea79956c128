"""Facts and checks on machine time: training computing against the machines."""
