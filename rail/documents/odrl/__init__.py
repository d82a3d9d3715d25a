"""The terms of a licence or a release as a policy in ODRL 2.2 (W3C Recommendation, 15 February 2018), as JSON-LD."""
