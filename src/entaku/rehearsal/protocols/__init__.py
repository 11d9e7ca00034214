"""Who may speak when: one protocol a file, registered by being here."""
