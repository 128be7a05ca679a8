"""Values and pure functions that every stage may use; nothing in here touches the disk."""
