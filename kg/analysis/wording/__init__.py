"""What analyses say, in Chinese and English: columns, headlines, notes."""
