"""From a licence text to its record, and a record held against its text: the tools of people who encode licences."""
