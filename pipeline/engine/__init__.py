"""Many documents: which sources there are, which of them need doing, and the dataset that comes of them."""
