"""Home page: orders that need a person, figures of a period with their proof, latest documents."""
