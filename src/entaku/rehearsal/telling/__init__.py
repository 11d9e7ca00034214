"""What a rehearsal says to its reader: findings, figures, what it assumes, in both languages."""
