"""What a union asks those directly below it to hand in, until when, and how far they are (报送任务: RPT-02)."""
