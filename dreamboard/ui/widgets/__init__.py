"""Small widgets that every panel shares. They take their looks from the style sheet."""
