"""The words of every subject: dates, errors, inputs, figures, results. Nothing of any one."""
