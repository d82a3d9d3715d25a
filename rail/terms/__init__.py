"""What terms ask of whoever builds on something: which restrictions and duties travel, and which were lost."""
