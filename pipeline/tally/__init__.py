"""What the claims of a dataset come to: sums, targets, changes, each with the claims that it stands on."""
