"""What a union owes the union above it of the year's funds, and what of it came (经费上解; FND-02, ASM-05)."""
