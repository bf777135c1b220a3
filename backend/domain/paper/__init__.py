"""The filing cabinet of a union (档案柜): its papers, where they lie, and who keeps them (MBR-06)."""
