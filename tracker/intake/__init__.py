"""Documents to drafts: what a file says, read and told; pure, saves nothing."""
