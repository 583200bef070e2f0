"""What is done to the built site: headers, compression, published data, search."""
