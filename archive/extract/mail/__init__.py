"""Mail: messages (EML, MSG), mailboxes (MBOX), and pages that browsers save in the same form (MHTML)."""
