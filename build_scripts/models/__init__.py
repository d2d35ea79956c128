"""Tables beside the lists: AI models, machines, chips, results, people and money, and the dated facts."""
