"""What people ask of the bank: each file one counter, all of them one acquirer.front_office."""
