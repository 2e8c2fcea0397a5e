"""One transaction's evidence: gathered from journal and bank, then told on paper or to programs."""
