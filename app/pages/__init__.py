"""Pages of prose and the gedragscode: the same for everyone, without a database."""
