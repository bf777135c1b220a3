"""The bank's statement held against the books (FND-02 单独建账, FND-04 账实相符)."""
